namespace IrisFlow.Parquet.Tests;

/// <summary>Files of apache/parquet-testing, which other writers made; data/LICENSE.txt is theirs.</summary>
public sealed class ReferenceFileTests
{
    [Theory]
    [InlineData("datapage_v1-corrupt-checksum.parquet")]
    [InlineData("rle-dict-uncompressed-corrupt-checksum.parquet")]
    public void A_wrong_checksum_is_refused(string name)
    {
        var fault = Assert.Throws<IrisFlowException>(() => Read(name));
        Assert.Equal("IF313", fault.Findings[0].Rule);
    }

    [Theory]
    [InlineData("datapage_v1-snappy-compressed-checksum.parquet", 5120)]
    [InlineData("plain-dict-uncompressed-checksum.parquet", 1000)]
    [InlineData("rle-dict-snappy-checksum.parquet", 1000)]
    [InlineData("dict-page-offset-zero.parquet", 39)]
    [InlineData("int32_with_null_pages.parquet", 1000)]
    [InlineData("datapage_v2_empty_datapage.snappy.parquet", 1)]
    [InlineData("concatenated_gzip_members.parquet", 513)]
    [InlineData("byte_stream_split.zstd.parquet", 300)]
    public void Good_files_of_other_writers_are_read(string name, int rows) => Assert.Equal(rows, Read(name).RowCount);

    [Theory]
    [InlineData("delta_byte_array")]
    [InlineData("delta_encoding_optional_column")]
    public void Differences_give_the_expected_cells(string name)
    {
        var table = Read(name + ".parquet");
        var lines = File.ReadAllLines(Files.Data(name + "_expect.csv")).Skip(1).ToArray();
        Assert.Equal(lines.Select(l => l.Replace("\"", "")), Enumerable.Range(0, table.RowCount).Select(row => string.Join(',', table.Columns.Select(c => Cells.Of(c, row)))));
    }

    [Fact]
    public void The_columns_that_are_supported_are_read_beside_one_that_is_not()
    {
        var table = new ParquetFormat().Read(Files.Data("alltypes_plain.snappy.parquet"), ["id", "bool_col", "double_col", "string_col"]);
        Assert.Equal(["6 True 0 0", "7 False 10.1 1"], Enumerable.Range(0, 2).Select(row => string.Join(' ', table.Columns.Select(c => c.ValueAt(row)))));
    }

    [Theory]
    [InlineData("alltypes_plain.snappy.parquet", "timestamp_col", "Int96")]
    [InlineData("int64_decimal.parquet", "value", "Decimal")]
    [InlineData("datapage_v2.snappy.parquet", "e", "list")]
    public void What_is_not_supported_names_the_column_and_what_was_found(string name, string column, string found)
    {
        var finding = Assert.Throws<IrisFlowException>(() => Read(name)).Findings[0];
        Assert.Equal(("IF314", column), (finding.Rule, finding.Column));
        Assert.Contains(found, finding.Message);
    }

    private static Table Read(string name) => new ParquetFormat().Read(Files.Data(name));
}
