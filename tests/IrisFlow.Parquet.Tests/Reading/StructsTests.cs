using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Tests.Reading;

/// <summary>Structs as columns; files of DuckDB in <see cref="InteroperationTests"/> have more of them.</summary>
public sealed class StructsTests : IDisposable
{
    private readonly Files _files = new();

    [Theory]
    [InlineData(Repetition.Required, Repetition.Required, false)]
    [InlineData(Repetition.Required, Repetition.Optional, true)]
    [InlineData(Repetition.Optional, Repetition.Required, true)]
    [InlineData(Repetition.Optional, Repetition.Optional, true)]
    public void A_field_may_be_null_when_it_or_a_struct_around_it_may(object outer, object inner, bool nullable)
    {
        var path = _files.Write(MadeFile.Of(
            [MadeFile.Root(1), MadeFile.Struct("a", 1, (Repetition)outer), MadeFile.Leaf("b", PhysicalType.Int32, (Repetition)inner)], 0));
        Assert.Equal([new Field("a.b", ColumnType.Int32, nullable)], new ParquetFormat().ReadSchema(path));
    }

    [Theory]
    [InlineData(PageEncoding.Rle)]
    [InlineData(PageEncoding.BitPacked)]
    public void A_row_holds_a_value_where_nothing_around_it_is_null(object encoding)
    {
        // Levels 2 1 0 2: a value, no value, no struct, a value.
        byte[] levels = (PageEncoding)encoding == PageEncoding.Rle ? [2, 0, 0, 0, 0b11, 0b10_00_01_10, 0] : [0b10_01_00_10];
        if (levels.Length == 7)
        {
            levels[0] = 3;
        }

        var path = _files.Write(MadeFile.Of(
            [MadeFile.Root(1), MadeFile.Struct("a", 1), MadeFile.Leaf("b", PhysicalType.Int32, Repetition.Optional)],
            4,
            new MadeFile.Page([.. levels, 7, 0, 0, 0, 8, 0, 0, 0], Levels: (PageEncoding)encoding)));

        Assert.Equal(["7", null, null, "8"], Cells.Of(new ParquetFormat().Read(path)["a.b"]));
    }

    [Fact]
    public void A_level_that_the_schema_does_not_have_is_refused()
    {
        var path = _files.Write(MadeFile.Of(
            [MadeFile.Root(1), MadeFile.Struct("a", 1), MadeFile.Leaf("b", PhysicalType.Int32, Repetition.Optional)],
            1,
            new MadeFile.Page([2, 0, 0, 0, 2, 3, 7, 0, 0, 0])));

        Assert.Equal(("IF312", "a.b"), Refusal(path));
    }

    [Fact]
    public void A_field_and_a_column_of_the_same_name_are_told_apart_by_nobody()
    {
        var path = _files.Write(MadeFile.Of(
            [MadeFile.Root(2), MadeFile.Struct("a", 1), MadeFile.Leaf("b", PhysicalType.Int32), MadeFile.Leaf("a.b", PhysicalType.Double)], 0));

        Assert.Equal(("IF317", "a.b"), Refusal(path));
    }

    [Fact]
    public void A_struct_without_fields_is_left_out_and_the_rest_is_read()
    {
        var path = _files.Write(MadeFile.Of(
            [MadeFile.Root(2), MadeFile.Struct("empty", 0), MadeFile.Leaf("n", PhysicalType.Int32)], 1, new MadeFile.Page([5, 0, 0, 0])));

        Assert.Equal(["5"], Cells.Of(new ParquetFormat().Read(path)["n"]));
        Assert.Equal(("IF350", "empty"), (new ParquetFormat().LeftOut(path)[0].Rule, new ParquetFormat().LeftOut(path)[0].Column));
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(-1, 5)]
    [InlineData(200, 200)]
    public void A_decimal_that_means_nothing_is_left_out(int scale, int precision)
    {
        var path = _files.Write(MadeFile.Of(
            [MadeFile.Root(1), MadeFile.Leaf("d", PhysicalType.Int32) with { Converted = ConvertedType.Decimal, Scale = scale, Precision = precision }], 0));

        Assert.Contains("decimal", Assert.Single(new ParquetFormat().LeftOut(path)).Message);
    }

    [Fact]
    public void Structs_within_structs_without_end_are_refused()
    {
        var path = _files.Write(MadeFile.Of([MadeFile.Root(1), .. Enumerable.Repeat(MadeFile.Struct("s", 1), 200), MadeFile.Leaf("n", PhysicalType.Int32)], 0));

        Assert.Equal("IF316", Refusal(path).Rule);
    }

    private static (string Rule, string? Column) Refusal(string path)
    {
        var finding = Assert.Throws<IrisFlowException>(() => new ParquetFormat().Read(path)).Findings[0];
        return (finding.Rule, finding.Column);
    }

    public void Dispose() => _files.Dispose();
}
