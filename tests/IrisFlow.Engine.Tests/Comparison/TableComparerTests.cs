using IrisFlow.Engine.Comparison;

namespace IrisFlow.Engine.Tests;

public class TableComparerTests
{
    private static readonly Table Before = Table.Of(
        ("id", Column.Of(1, 2, 3, 4)),
        ("size", Column.OfNullable<double>(ColumnType.Float64, 1.0, 2.0, null, 4.0)),
        ("name", Column.Of("a", "b", "c", null)));

    // 4 is gone, 5 and 6 are new; the others stand in another order.
    private static readonly Table After = Table.Of(
        ("id", Column.Of(5, 3, 2, 1, 6)),
        ("size", Column.OfNullable<double>(ColumnType.Float64, 9.0, 3.0, 5.0, 1.0, null)),
        ("name", Column.Of("e", "c", "B", "a", "f")));

    [Fact]
    public void Rows_belong_together_by_key_whatever_their_order()
    {
        var found = TableComparer.Compare(Before, After, ["id"]);

        // 2 changed in both columns, 3 got a size, 1 is the same.
        Assert.Equal((2, 1, 2), (found.Added, found.Removed, found.Changed));
        Assert.Equal([(Presence.Both, 2), (Presence.Both, 3), (Presence.OnlySecond, 5), (Presence.OnlySecond, 6), (Presence.OnlyFirst, 4)], found.Examples.Select(e => (e.Presence, (int)e.Key[0]!)));
        Assert.Equal([new CellChange("size", 2.0, 5.0), new CellChange("name", "b", "B")], found.Examples[0].Cells);
        Assert.Equal([new CellChange("size", null, 3.0)], found.Examples[1].Cells);
    }

    [Fact]
    public void The_distance_of_numbers_is_over_rows_with_two_values()
    {
        var size = TableComparer.Compare(Before, After, ["id"]).Columns.Single(c => c.Column == "size");

        // Ids 1, 2 and 3 are in both; 3 had no size. What is left is |1 − 1| = 0 and |5 − 2| = 3: mean 1.5, root mean square √(9 / 2).
        Assert.Equal((2, 0, 1), (size.Changed, size.BecameNull, size.WasNull));
        Assert.Equal((3.0, 1.5), (size.MaxAbs, size.MeanAbs));
        Assert.Equal(2.1213203435596424, size.Rms!.Value, 12);
    }

    [Fact]
    public void Text_has_a_number_of_changes_and_no_distance()
    {
        var name = TableComparer.Compare(Before, After, ["id"]).Columns.Single(c => c.Column == "name");

        Assert.Equal(new ColumnDistance("name", 1), name);
    }

    [Fact]
    public void Without_a_key_rows_belong_together_by_position()
    {
        var found = TableComparer.Compare(Table.Of(("n", Column.Of(1L, 2L, 3L))), Table.Of(("n", Column.Of(1L, 4L, 3L, 9L))), []);

        Assert.Equal((1, 0, 1), (found.Added, found.Removed, found.Changed));
        Assert.Equal([(Presence.Both, 1), (Presence.OnlySecond, 3)], found.Examples.Select(e => (e.Presence, (int)e.Key[0]!)));
        // Distances 0, 2 and 0.
        Assert.Equal((2.0, 2.0 / 3), (found.Columns[0].MaxAbs, found.Columns[0].MeanAbs));
        Assert.Equal(Math.Sqrt(4.0 / 3), found.Columns[0].Rms!.Value, 12);
    }

    [Fact]
    public void A_key_of_several_columns_holds_together_what_each_alone_does_not()
    {
        var first = Table.Of(("city", Column.Of("a", "a", "b")), ("day", Column.Of(1, 2, 1)), ("n", Column.Of(1, 2, 3)));
        var second = Table.Of(("city", Column.Of("b", "a", "a")), ("day", Column.Of(1, 2, 1)), ("n", Column.Of(3, 5, 1)));

        var found = TableComparer.Compare(first, second, ["city", "day"]);

        Assert.Equal((0, 0, 1), (found.Added, found.Removed, found.Changed));
        Assert.Equal(["a", 2], found.Examples[0].Key);
    }

    [Theory]
    [InlineData("city", "IF422", "rows 0 and 1 (counted from 0) both have city = a")]
    [InlineData("nowhere", "IF201", "'nowhere'")]
    public void What_is_no_key_is_refused_with_the_rows_that_show_it(string key, string rule, string said)
    {
        var table = Table.Of(("city", Column.Of("a", "a", "b")), ("n", Column.Of(1, 2, 3)));

        var finding = Assert.ThrowsAny<IrisFlowException>(() => TableComparer.Compare(table, table, [key])).Findings[0];

        Assert.Equal(rule, finding.Rule);
        Assert.Contains(said, finding.Message);
    }

    [Fact]
    public void A_key_of_another_type_is_refused_and_whole_numbers_of_either_width_are_one_type()
    {
        var narrow = Table.Of(("id", Column.Of(1, 2)));
        var wide = Table.Of(("id", Column.Of(2L, 1L)));
        var text = Table.Of(("id", Column.Of("1", "2")));

        Assert.Equal((0, 0, 0), (TableComparer.Compare(narrow, wide, ["id"]) is var found ? (found.Added, found.Removed, found.Changed) : default));
        Assert.Equal("IF423", Assert.Throws<IrisFlowException>(() => TableComparer.Compare(narrow, text, ["id"])).Findings[0].Rule);
    }

    [Fact]
    public void A_null_key_is_a_key_of_its_own()
    {
        var first = Table.Of(("id", Column.Of("a", null)), ("n", Column.Of(1, 2)));
        var second = Table.Of(("id", Column.Of(null, "a")), ("n", Column.Of(2, 1)));

        Assert.Equal((0, 0, 0), (TableComparer.Compare(first, second, ["id"]) is var found ? (found.Added, found.Removed, found.Changed) : default));
    }

    [Fact]
    public void Large_whole_keys_are_told_apart_beyond_what_a_float_holds()
    {
        const long Large = 1L << 53;
        var first = Table.Of(("id", Column.Of(Large, Large + 1)), ("n", Column.Of(1, 2)));
        var second = Table.Of(("id", Column.Of(Large + 1, Large)), ("n", Column.Of(2, 1)));

        Assert.True(TableComparer.Compare(first, second, ["id"]).AreEqual);
    }

    [Fact]
    public void Every_not_a_number_is_the_same_and_infinity_has_no_distance()
    {
        var odd = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(double.NaN) ^ 1);
        var first = Table.Of(("x", Column.Of(double.NaN, 1, double.PositiveInfinity, 0.5)));
        var second = Table.Of(("x", Column.Of(odd, double.NaN, 2, 1.0)));

        var x = Assert.Single(TableComparer.Compare(first, second, []).Columns);

        Assert.Equal((3, 0.5, 0.5, 0.5), (x.Changed, x.MaxAbs, x.MeanAbs, x.Rms));
    }

    [Fact]
    public void Columns_that_came_went_or_have_another_type_are_told()
    {
        var first = Table.Of(("a", Column.Of(1)), ("b", Column.Of(1)), ("c", Column.Of(1)));
        var second = Table.Of(("b", Column.Of(1.0)), ("c", Column.Of("1")), ("d", Column.Of(1)));

        var found = TableComparer.Compare(first, second, []);

        Assert.Equal(["a", "b", "c", "d"], found.Schema.Select(s => s.Name));
        Assert.Equal([("int32", "float64"), ("int32", "string")], found.Schema.Skip(1).Take(2).Select(s => (s.Before!.Type.Name(), s.After!.Type.Name())));
        // A number stays the same number in a wider type; a text is never a number.
        Assert.Equal(["c"], found.Columns.Select(c => c.Column));
    }

    [Fact]
    public void What_travels_with_a_table_is_compared_too()
    {
        var table = Table.Of(("n", Column.Of(1)));

        Assert.Equal(["fit"], TableComparer.Compare(table, table.WithMetadata("fit", "x"), []).Metadata);
        Assert.True(TableComparer.Compare(table, table, []).AreEqual);
    }

    [Fact]
    public void A_million_rows_in_reverse_order_are_matched_one_by_one()
    {
        const int Rows = 1_000_000;
        var first = Table.Of(("id", Column.Of(Enumerable.Range(0, Rows).ToArray())), ("n", Column.Of(new double[Rows])));
        var second = Table.Of(("id", Column.Of(Enumerable.Range(1, Rows).Reverse().ToArray())), ("n", Column.Of(Enumerable.Repeat(2.0, Rows).ToArray())));

        var found = TableComparer.Compare(first, second, ["id"], examples: 1);

        Assert.Equal((1, 1, Rows - 1), (found.Added, found.Removed, found.Changed));
        Assert.Equal((2.0, 2.0, 2.0), (found.Columns[0].MaxAbs, found.Columns[0].MeanAbs, found.Columns[0].Rms));
    }
}
