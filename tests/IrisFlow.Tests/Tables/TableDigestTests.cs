namespace IrisFlow.Tests.Tables;

/// <summary>The golden digests come from reference_digests.py, which builds the documented layout a second time.</summary>
public class TableDigestTests
{
    private static readonly double OtherNaN = BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0001);

    [Fact]
    public void A_table_of_nothing_has_the_documented_digest() =>
        Assert.Equal("a536aa3cede6ea3c1f3e0357c3c60e0f216a8c89b853df13b29daa8f85065dfb", Hex(Table.Of()));

    [Fact]
    public void A_table_of_every_type_has_the_documented_digest()
    {
        var table = Table.Of(
            ("bool", Column.Of(true, false, true)),
            ("int32", Column.Of(1, -2, 3)),
            ("int64", Column.OfNullable<long>(ColumnType.Int64, 1L << 40, null, -1)),
            ("float32", Column.Of(1.5f, -0.0f, float.NaN)),
            ("float64", Column.OfNullable<double>(ColumnType.Float64, 0.1, double.NaN, null)),
            ("string", Column.Of("Zürich", null, "")),
            ("date", new Column<int>(ColumnType.Date, new[] { 0, -1, 20_000 })),
            ("timestamp", new Column<long>(ColumnType.Timestamp, new[] { 0, -1, 1_700_000_000_000_000 })));
        Assert.Equal(
            "b25a099dfb658321d700d9e6ad08c0f674de043e323a413ae787f14296d4ff3b",
            Hex(table.WithMetadata("note", "ä").WithMetadata("a", "b")));
    }

    [Fact]
    public void A_block_ends_after_65536_rows()
    {
        const int rows = 65_537;
        var table = Table.Of(
            ("n", Column.Of(Enumerable.Range(0, rows).ToArray())),
            ("m", Column.OfNullable(ColumnType.Int32, Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? (int?)null : i).ToArray())));
        Assert.Equal("5d43f0e6bd52162d5e318ac69f881dd0b8d5db81dfdd69f952a210bee16c781e", Hex(table));
    }

    [Fact]
    public void A_text_longer_than_any_buffer_has_the_documented_digest() =>
        Assert.Equal("b96d87041f69e4af72b3f256e135d51bf7d83d6aa5e83050a84ff7737396e65c", Hex(Table.Of(("s", Column.Of(new string('x', 70_000), "y")))));

    [Fact]
    public void A_dictionary_counts_as_its_values() =>
        Assert.Equal(Hex(StringColumnTests.OneByOne), Hex(StringColumnTests.InDictionary));

    [Fact]
    public void What_lies_in_a_null_slot_does_not_matter()
    {
        var validity = Validity.FromFlags([true, false]);
        Assert.Equal(
            Hex(new Column<int>(ColumnType.Int32, new[] { 1, 0 }, validity)),
            Hex(new Column<int>(ColumnType.Int32, new[] { 1, 99 }, validity)));
    }

    [Fact]
    public void Every_pattern_of_not_a_number_is_one() => Assert.Equal(Hex(Column.Of(double.NaN)), Hex(Column.Of(OtherNaN)));

    [Fact]
    public void A_slice_counts_as_its_rows() => Assert.Equal(Hex(Column.Of(2, 3)), Hex(Column.Of(1, 2, 3).Slice(1, 2)));

    [Fact]
    public void Negative_zero_is_not_zero() => Assert.NotEqual(Hex(Column.Of(0.0)), Hex(Column.Of(-0.0)));

    [Fact]
    public void An_empty_text_is_not_null() => Assert.NotEqual(Hex(Column.Of("").AsNullable(true)), Hex(Column.Of((string?)null)));

    [Fact]
    public void Where_one_text_ends_matters() => Assert.NotEqual(Hex(Column.Of("ab", "c")), Hex(Column.Of("a", "bc")));

    [Fact]
    public void Nullability_matters() => Assert.NotEqual(Hex(Column.Of(1)), Hex(Column.Of(1).AsNullable(true)));

    [Fact]
    public void The_type_matters() =>
        Assert.NotEqual(Hex(Column.Of(1)), Hex(new Column<int>(ColumnType.Date, new[] { 1 })));

    [Fact]
    public void The_name_of_a_column_matters() => Assert.NotEqual(Hex(Table.Of(("a", Column.Of(1)))), Hex(Table.Of(("b", Column.Of(1)))));

    [Fact]
    public void The_order_of_columns_matters() =>
        Assert.NotEqual(Hex(Table.Of(("a", Column.Of(1)), ("b", Column.Of(1)))), Hex(Table.Of(("b", Column.Of(1)), ("a", Column.Of(1)))));

    [Fact]
    public void The_order_of_rows_matters() => Assert.NotEqual(Hex(Column.Of(1, 2)), Hex(Column.Of(2, 1)));

    [Fact]
    public void Metadata_matters() => Assert.NotEqual(Hex(Table.Of()), Hex(Table.Of().WithMetadata("a", "b")));

    [Fact]
    public void The_number_of_rows_matters_without_columns() =>
        Assert.NotEqual(Hex(Table.Of()), Hex(Table.Of(("a", Column.Of(1))).Select()));

    private static string Hex(Table table) => TableDigest.Of(table).Hex;

    private static string Hex(Column column) => Hex(Table.Of(("column", column)));
}
