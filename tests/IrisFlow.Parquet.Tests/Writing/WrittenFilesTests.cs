using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Reading;

namespace IrisFlow.Parquet.Tests.Writing;

/// <summary>Random tables in every compression, as other programs and we ourselves read them.</summary>
public sealed class WrittenFilesTests(WrittenFiles files) : IClassFixture<WrittenFiles>
{
    [Theory]
    [InlineData("duckdb")]
    [InlineData("hyparquet")]
    public void Other_programs_read_every_cell_as_it_was_written(string reader)
    {
        var wrong = new List<string>();
        foreach (var (name, table, options) in files.Tables)
        {
            var seen = files.Answer(name)[reader]!.AsObject();
            wrong.AddRange(table.Schema.Where((f, i) => seen[f.Name]?.GetValue<string>() != DigestOf(table.Columns[i])).Select(f => $"{name}: {f}, {options}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
    }

    [Fact]
    public void We_read_every_cell_as_it_was_written()
    {
        foreach (var (name, table, _) in files.Tables)
        {
            var read = new ParquetFormat().Read(files.PathOf(name));
            Assert.Equal((table.Schema, table.RowCount), (read.Schema, read.RowCount));
            Assert.All(Enumerable.Range(0, table.Schema.Count), i => Assert.Equal(DigestOf(table.Columns[i]), DigestOf(read.Columns[i])));
            Assert.Equal(TableDigest.Of(table), TableDigest.Of(read));
        }
    }

    [Fact]
    public void Statistics_and_page_index_are_right_as_other_programs_see_them()
    {
        var problems = files.Tables.SelectMany(t => files.Answer(t.Name)["problems"]!.AsArray().Select(p => $"{t.Name}: {p}")).ToList();
        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(20)));
        Assert.True(files.Tables.Sum(t => files.Answer(t.Name)["indexed"]!.GetValue<int>()) > 40);
    }

    [Fact]
    public void The_files_hold_every_type_codec_and_encoding_that_is_written()
    {
        var chunks = files.Tables.SelectMany(t =>
        {
            using var file = new ParquetFile(files.PathOf(t.Name));
            return file.Metadata.RowGroups.SelectMany(g => g.Columns).ToList();
        }).ToList();
        Assert.Equal([CodecId.Uncompressed, CodecId.Snappy, CodecId.Gzip, CodecId.Zstd], chunks.Select(c => c.Codec).Distinct().Order());
        Assert.Contains(chunks, c => c.DictionaryPageOffset is not null && c.Type == PhysicalType.Double);
        Assert.Contains(chunks, c => c.DictionaryPageOffset is not null && c.Type == PhysicalType.Int64);
        Assert.Contains(chunks, c => c.DictionaryPageOffset is not null && c.Type == PhysicalType.ByteArray);
        Assert.Contains(chunks, c => c.Statistics is { IsMaxExact: false, Max: not null });
        Assert.Equal(Enum.GetValues<ColumnType>(), files.Tables.SelectMany(t => t.Table.Schema.Select(f => f.Type)).Distinct().Order());
    }

    /// <summary>The same as digest() of readers/verify.mjs.</summary>
    private static string DigestOf(Column column)
    {
        var (a, b) = (0x811c9dc5u, 0x1000193u);
        for (var row = 0; row < column.Length; row++)
        {
            var text = Cells.Of(column, row) switch { null => "N", true => "T", false => "F", var cell => "S" + cell };
            for (var i = 0; i <= text.Length; i++)
            {
                var unit = i < text.Length ? text[i] : 0xFFFFu;
                (a, b) = ((a ^ unit) * 0x01000193, (b ^ unit) * 0x01000193);
            }
        }

        return $"{column.Length}:{a:x}:{b:x}";
    }
}
