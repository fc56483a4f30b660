namespace IrisFlow.Tests;

public class DerivationTests
{
    private static readonly Table Rows = Table.Of(("a", Column.Of(6L, 8L)), ("b", Column.Of(2.0, 4.0)));

    [Fact]
    public void A_column_is_added_at_the_end_or_replaced_where_it_stands()
    {
        Assert.Equal("a int64, b float64, ratio float64", Rows.Derive("ratio", "a / b").Schema.ToString());
        Assert.Equal("a string, b float64", Rows.Derive("a", "cast(a as string)").Schema.ToString());
        Assert.Equal([3.0, 2.0], Rows.Derive("ratio", "a / b").Column<double>("ratio").Values.ToArray());
    }

    [Fact]
    public void Derived_columns_read_one_another_in_any_order()
    {
        var derived = Rows.Derive(new Dictionary<string, string> { ["first"] = "second + 1", ["second"] = "third * 2", ["third"] = "a" });

        Assert.Equal([13L, 17L], derived.Column<long>("first").Values.ToArray());
        Assert.Equal(["a", "b", "third", "second", "first"], derived.Schema.Names);
    }

    [Fact]
    public void A_column_that_replaces_itself_reads_what_there_was() =>
        Assert.Equal([7L, 9L], Rows.Derive(new Dictionary<string, string> { ["a"] = "a + 1" }).Column<long>("a").Values.ToArray());

    [Fact]
    public void Columns_that_need_one_another_are_refused()
    {
        var error = Assert.Throws<IrisFlowException>(() => Rows.Derive(new Dictionary<string, string> { ["x"] = "y", ["y"] = "a + x" }));

        Assert.Equal(("IF344", "x needs y needs x."), (error.Findings[0].Rule, error.Findings[0].Message));
    }

    [Fact]
    public void All_that_is_wrong_is_said_once_with_its_column()
    {
        var findings = new List<Finding>();

        var shape = new Derivation(new Dictionary<string, string> { ["x"] = "a +", ["y"] = "c", ["z"] = "y + x", ["ok"] = "a" }).Describe(Shape.Of(Rows.Schema), findings.Add);

        Assert.Equal([("IF330", "x"), ("IF331", "y")], findings.Select(f => (f.Rule, f.Column!)));
        Assert.True(shape.IsOpen, "later steps would report the columns as missing");
    }

    [Fact]
    public void Of_columns_that_are_not_known_yet_nothing_is_said()
    {
        var shape = new Derivation(new Dictionary<string, string> { ["x"] = "later + 1", ["y"] = "a + 1" }).Describe(Shape.Of(Rows.Schema) with { IsOpen = true }, f => Assert.Fail(f.ToString()));

        Assert.Equal("int64", shape.Find("y")!.Type.Name());
        Assert.Null(shape.Find("x"));
    }
}
