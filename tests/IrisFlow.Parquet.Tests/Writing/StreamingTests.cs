using IrisFlow.Parquet.Reading;

namespace IrisFlow.Parquet.Tests.Writing;

/// <summary>Files that are written batch by batch.</summary>
public sealed class StreamingTests : IDisposable
{
    private readonly Files _files = new();

    public static TheoryData<ParquetCompression> Compressions => [.. Enum.GetValues<ParquetCompression>()];

    [Theory]
    [MemberData(nameof(Compressions))]
    public void The_bytes_do_not_depend_on_where_batches_end_nor_on_threads(ParquetCompression compression)
    {
        var table = Mixed(150_000);
        var options = new ParquetOptions { Compression = compression, Threads = 1 };
        var expected = Files.Bytes(table, options);

        Assert.Equal(expected, Files.Bytes(table, options with { Threads = 2 }));
        foreach (var rows in compression == ParquetCompression.Snappy ? new[] { 7, 1000, 65_536, 100_000, 150_000 } : [100_000])
        {
            Assert.Equal(expected, InBatches(table, rows, options with { Threads = 2 }));
        }
    }

    [Fact]
    public void The_bytes_of_a_small_table_do_not_depend_on_where_batches_end()
    {
        var table = Mixed(3000);
        var options = new ParquetOptions { RowGroupRows = 700 };
        Assert.All(new[] { 1, 13, 700, 701, 3000 }, rows => Assert.Equal(Files.Bytes(table, options), InBatches(table, rows, options)));
    }

    [Fact]
    public void A_table_without_rows_is_the_same_either_way()
    {
        var table = Mixed(1).Slice(0, 0);
        Assert.Equal(Files.Bytes(table), InBatches(table, 1, new()));
    }

    [Fact]
    public void A_row_group_of_more_than_65536_rows_has_a_multiple_of_them()
    {
        var table = Table.Of(("x", Column.Of(new double[1_200_000])), ("y", Column.Of(new bool[1_200_000])));
        using var file = new ParquetFile(_files.Write(table));
        Assert.Equal([16 * 65_536, 1_200_000 - (16 * 65_536)], file.Metadata.RowGroups.Select(g => g.Rows));
    }

    [Fact]
    public void Row_groups_end_near_64_MiB_of_plain_size()
    {
        // 22 doubles a row: 65,536 rows are 11 MiB, and six times that is nearer to 64 than five times.
        var table = Table.Of([.. Enumerable.Range(0, 22).Select(i => ($"c{i}", (Column)Column.Of(new double[500_000])))]);
        using var file = new ParquetFile(_files.Write(table));
        Assert.Equal([393_216, 106_784], file.Metadata.RowGroups.Select(g => g.Rows));
    }

    [Fact]
    public void Long_texts_end_a_row_group_by_their_bytes_wherever_batches_end()
    {
        var table = Table.Of(
            ("n", Column.Of([.. Enumerable.Range(0, 70_100)])),
            ("t", Column.Of([.. Enumerable.Range(0, 70_100).Select(i => (string?)(i < 70_000 ? "short" : Long[i % 3]))])));
        var options = new ParquetOptions { Compression = ParquetCompression.Snappy };
        var bytes = Files.Bytes(table, options);
        Assert.Equal(bytes, InBatches(table, 70_030, options));

        using var file = new ParquetFile(_files.Write(bytes));
        // One full block; then the rows whose texts, with the 4,464 short ones before, first reach 64 MiB; then the rest.
        Assert.Equal([65_536, 4_464 + 64, 36], file.Metadata.RowGroups.Select(g => g.Rows));
    }

    [Fact]
    public void A_row_group_is_in_the_stream_before_the_next_one_is_complete()
    {
        var batch = Table.Of([.. Enumerable.Range(0, 120).Select(i => ($"c{i}", (Column)Column.Of(Enumerable.Range(0, 65_536).Select(r => r * 0.37).ToArray())))]);
        using var stream = new CountingStream();
        using var writer = new ParquetFormat(new() { Compression = ParquetCompression.None }).Create(stream, batch.Schema);
        for (var i = 1; i <= 3; i++)
        {
            writer.Write(batch);
            Assert.True(stream.Length >= (i - 1) * 60L << 20, $"{stream.Length} bytes after {i} batches of 60 MiB");
        }
    }

    [Fact]
    public void A_writer_that_is_given_up_has_ended_no_file()
    {
        var table = Mixed(100);
        using var stream = new MemoryStream();
        using (var writer = new ParquetFormat().Create(stream, table.Schema))
        {
            writer.Write(table);
        }

        Assert.False(stream.ToArray().AsSpan().EndsWith("PAR1"u8) && stream.Length > 4);
    }

    [Fact]
    public void Ten_thousand_columns_are_written_in_batches_and_read()
    {
        var values = Enumerable.Range(0, 2000).Select(i => i * 0.125).ToArray();
        var schema = new Schema(Enumerable.Range(0, 10_000).Select(i => new Field($"c{i}", ColumnType.Float64)));
        var table = new Table(schema, [.. Enumerable.Range(0, 10_000).Select(_ => Column.Of(values))]);
        var path = _files.Write(InBatches(table, 500, new()));

        using var file = new ParquetFile(path);
        Assert.Equal([838, 838, 324], file.Metadata.RowGroups.Select(g => g.Rows));
        Assert.Equal(values, new ParquetFormat().Read(path, ["c9999"]).Column<double>("c9999").Values.ToArray());
    }

    private static readonly string[] Long = [.. "abc".Select(c => new string(c, 1 << 20))];

    /// <summary>Every type, nulls, values that repeat and values that do not, and texts that stop repeating.</summary>
    private static Table Mixed(int rows)
    {
        var random = new SeededRandom(5);
        return Table.Of(
            ("number", Column.Of(Numbers(rows, _ => random.NextDouble()))),
            ("cents", Column.Of(Numbers(rows, _ => Math.Round(random.NextDouble() * 10, 2)))),
            ("maybe", Column.OfNullable<double>(ColumnType.Float64, Numbers(rows, i => i % 7 == 3 ? (double?)null : random.Next(5)))),
            ("late", Column.OfNullable<int>(ColumnType.Int32, Numbers(rows, i => i < 70_000 ? (int?)null : i / 3))),
            ("turning", Column.Of(Numbers(rows, i => i < 80_000 ? i % 100 : (int)random.NextBits()))),
            ("at", new Column<long>(ColumnType.Timestamp, Numbers(rows, i => 1_700_000_000_000_000L + (i * 1_000_003L)))),
            ("single", Column.Of(Numbers(rows, i => i % 11 / 4f))),
            ("flag", Column.OfNullable<bool>(ColumnType.Bool, Numbers(rows, i => i % 5 == 0 ? (bool?)null : i % 3 == 0))),
            ("kind", Column.Of(Numbers(rows, i => i % 13 == 0 ? null : $"kind {i % 50}"))),
            ("text", Column.Of(Numbers(rows, i => i < 70_000 ? $"few {i % 900}" : $"größer {i}"))));
    }

    private static T[] Numbers<T>(int rows, Func<int, T> next) => [.. Enumerable.Range(0, rows).Select(next)];

    private static byte[] InBatches(Table table, int rows, ParquetOptions options)
    {
        using var stream = new MemoryStream();
        using (var writer = new ParquetFormat(options).Create(stream, table.Schema))
        {
            for (var start = 0; start < table.RowCount; start += rows)
            {
                writer.Write(table.Slice(start, Math.Min(rows, table.RowCount - start)));
            }

            writer.Finish(table.Metadata);
        }

        return stream.ToArray();
    }

    private sealed class CountingStream : MemoryStream
    {
        private long _count;

        public override long Length => _count;

        public override void Write(ReadOnlySpan<byte> buffer) => _count += buffer.Length;
    }

    public void Dispose() => _files.Dispose();
}
