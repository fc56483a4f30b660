using IrisFlow.Parquet.Mapping;

namespace IrisFlow.Parquet.Tests.Mapping;

/// <summary>Columns looked at where they lie in the file.</summary>
public sealed class MappedTableTests : IDisposable
{
    private static readonly ParquetOptions Plain = new() { Compression = ParquetCompression.None };
    private readonly Files _files = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(300_000)]
    public void The_values_are_those_that_were_written(int rows)
    {
        // Irrational enough that no writer would take a dictionary.
        var doubles = Enumerable.Range(0, rows).Select(i => Math.Sqrt(i)).ToArray();
        var wholes = Enumerable.Range(0, rows).Select(i => i * 7919L * 104_729).ToArray();
        using var mapped = ParquetFormat.Map(_files.Write(Table.Of(("d", Column.Of(doubles)), ("l", Column.Of(wholes))), Plain with { RowGroupRows = 100_000 }));

        Assert.Equal(rows, mapped.RowCount);
        Assert.Equal(doubles, All(mapped.Column<double>("d")));
        Assert.Equal(wholes, All(mapped.Column<long>("l")));
    }

    [Fact]
    public void A_run_of_rows_comes_whatever_pages_it_crosses()
    {
        var values = Enumerable.Range(0, 300_000).Select(i => Math.Sqrt(i)).ToArray();
        using var mapped = ParquetFormat.Map(_files.Write(Table.Of(("d", Column.Of(values))), Plain with { RowGroupRows = 140_000 }));
        var column = mapped.Column<double>("d");
        foreach (var (first, rows) in new[] { (0, 10), (65_530, 12), (139_990, 150_000), (299_999, 1), (17, 0), (300_000, 0) })
        {
            var found = new List<double>();
            column.Visit(first, rows, (row, span) =>
            {
                Assert.Equal(first + found.Count, row);
                found.AddRange(span);
            });
            Assert.Equal(values.AsSpan(first, rows).ToArray(), found);
        }

        Assert.Equal(values[123_456], column[123_456]);
        Assert.Throws<ArgumentOutOfRangeException>(() => column.Visit(299_999, 2, (_, _) => { }));
        Assert.Throws<ArgumentOutOfRangeException>(() => column[-1]);
    }

    [Fact]
    public void A_column_that_may_hold_nulls_and_holds_none_is_looked_at_too()
    {
        using var mapped = ParquetFormat.Map(_files.Write(Table.Of(("d", Column.Of(1.5, 2.25).AsNullable(true))), Plain));
        Assert.Equal([1.5, 2.25], All(mapped.Column<double>("d")));
    }

    [Fact]
    public void What_lies_in_the_file_in_another_form_is_refused()
    {
        var rows = 20_000;
        var path = _files.Write(Table.Of(
            ("nulls", Column.OfNullable<double>(ColumnType.Float64, [.. Enumerable.Range(0, rows).Select(i => i == 5 ? (double?)null : Math.Sqrt(i))])),
            ("bits", Column.Of([.. Enumerable.Range(0, rows).Select(i => i % 3 == 0)])),
            ("text", Column.Of([.. Enumerable.Range(0, rows).Select(i => (string?)$"{i}")]))), Plain);
        using var mapped = ParquetFormat.Map(path);

        Assert.Equal(("IF360", "nulls", path), Refusal(() => All(mapped.Column<double>("nulls"))));
        Assert.Equal(("IF360", "bits", path), Refusal(() => mapped.Column<bool>("bits")));
        Assert.Equal(("IF202", "text", path), Refusal(() => mapped.Column<int>("text")));
        Assert.Equal(("IF202", "nulls", path), Refusal(() => mapped.Column<long>("nulls")));
        Assert.Equal(("IF201", "none", path), Refusal(() => mapped.Column<long>("none")));
        using var compressed = ParquetFormat.Map(_files.Write(Samples.Compressible(9000), name: "compressed"));
        Assert.Equal("IF360", Refusal(() => All(compressed.Column<int>("counter"))).Rule);
    }

    [Theory]
    [InlineData("plain-dict-uncompressed-checksum.parquet")]
    public void Codes_of_a_dictionary_are_refused(string name)
    {
        var path = Files.Data(name);
        var schema = new ParquetFormat().Open(path).Schema;
        using var mapped = ParquetFormat.Map(path);
        foreach (var field in schema.Where(f => f.Type is ColumnType.Int64))
        {
            Assert.Equal("IF360", Refusal(() => All(mapped.Column<long>(field.Name))).Rule);
        }

        foreach (var field in schema.Where(f => f.Type is ColumnType.Int32))
        {
            Assert.Equal("IF360", Refusal(() => All(mapped.Column<int>(field.Name))).Rule);
        }
    }

    [Fact]
    public void A_changed_byte_is_found_when_its_page_is_looked_at_and_not_before()
    {
        var values = Enumerable.Range(0, 200_000).Select(i => Math.Sqrt(i)).ToArray();
        var bytes = Files.Bytes(Table.Of(("d", Column.Of(values))), Plain);
        bytes[bytes.AsSpan().IndexOf(BitConverter.GetBytes(values[199_000]))] ^= 1;
        var path = _files.Write(bytes);
        using var mapped = ParquetFormat.Map(path);
        var column = mapped.Column<double>("d");

        Assert.Equal(values[10], column[10]);
        Assert.Equal("IF313", Refusal(() => column[199_999]).Rule);
        Assert.Equal("IF313", Refusal(() => column[199_999]).Rule);
        using var unverified = ParquetFormat.Map(path, verify: false);
        Assert.Equal(values[199_999], unverified.Column<double>("d")[199_999]);
    }

    [Fact]
    public void A_changed_byte_anywhere_gives_values_or_a_finding()
    {
        var good = Files.Bytes(Table.Of(("d", Column.Of([.. Enumerable.Range(0, 500).Select(i => Math.Sqrt(i))])), ("i", Column.Of([.. Enumerable.Range(0, 500)]).AsNullable(true))), Plain);
        var random = new SeededRandom(31);
        for (var i = 0; i < 1500; i++)
        {
            var bad = good.ToArray();
            bad[random.Next(2) == 0 ? random.Next(bad.Length) : bad.Length - 1 - random.Next(600)] ^= (byte)(1 << random.Next(8));
            var path = _files.Write(bad);
            var fault = Record.Exception(() =>
            {
                using var mapped = ParquetFormat.Map(path);
                All(mapped.Column<double>("d"));
                All(mapped.Column<int>("i"));
            });
            Assert.True(fault is null or IrisFlowException, fault?.ToString());
        }
    }

    [Fact]
    public void After_a_dispose_there_is_nothing_to_look_at()
    {
        var mapped = ParquetFormat.Map(_files.Write(Table.Of(("d", Column.Of(1.5, 2.5))), Plain));
        var column = mapped.Column<double>("d");
        Assert.Equal(2.5, column[1]);
        mapped.Dispose();
        mapped.Dispose();

        Assert.Throws<ObjectDisposedException>(() => column[1]);
        Assert.Throws<ObjectDisposedException>(() => mapped.Column<double>("d")[0]);
    }

    [Fact]
    public async Task A_dispose_while_somebody_looks_waits_for_nothing_and_takes_nothing_away()
    {
        var values = Enumerable.Range(0, 100_000).Select(i => Math.Sqrt(i)).ToArray();
        var path = _files.Write(Table.Of(("d", Column.Of(values))), Plain);
        var mapped = ParquetFormat.Map(path);
        var column = mapped.Column<double>("d");
        Assert.True(IsMapped(path));
        using var looking = new ManualResetEventSlim();
        using var disposed = new ManualResetEventSlim();
        var found = new List<double>();

        var look = Task.Run(() => column.Visit(0, 60_000, (_, span) =>
        {
            looking.Set();
            disposed.Wait();
            Assert.True(IsMapped(path));
            found.AddRange(span);
        }));
        looking.Wait();
        mapped.Dispose();
        disposed.Set();
        await look;

        Assert.Equal(values[..60_000], found);
        Assert.False(IsMapped(path));
        Assert.Throws<ObjectDisposedException>(() => column[0]);
    }

    [Fact]
    public void Threads_look_at_the_same_column_at_once()
    {
        var values = Enumerable.Range(0, 300_000).Select(i => Math.Sqrt(i)).ToArray();
        using var mapped = ParquetFormat.Map(_files.Write(Table.Of(("d", Column.Of(values))), Plain));
        var column = mapped.Column<double>("d");
        Parallel.For(0, 200, i => Assert.Equal(values[i * 1499], column[i * 1499]));
    }

    private static bool IsMapped(string path) => File.ReadLines("/proc/self/maps").Any(l => l.EndsWith(path, StringComparison.Ordinal));

    private static List<T> All<T>(MappedColumn<T> column)
        where T : unmanaged
    {
        var found = new List<T>();
        column.Visit((_, span) => found.AddRange(span));
        Assert.Equal(column.Length, found.Count);
        return found;
    }

    private static (string Rule, string? Column, string? File) Refusal(Func<object> look)
    {
        var finding = Assert.Throws<IrisFlowException>(look).Findings[0];
        return (finding.Rule, finding.Column, finding.File);
    }

    public void Dispose() => _files.Dispose();
}
