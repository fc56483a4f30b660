using System.Text.Json.Nodes;

namespace IrisFlow.Activities.Tests;

public class ColumnSelectionTests
{
    private static readonly Table Rows = Table.Of(("a", Column.Of(1)), ("b", Column.Of(2)), ("c", Column.Of(3)));

    [Fact]
    public void It_keeps_the_named_columns_in_their_order() =>
        Assert.Equal(["c", "a"], new ColumnSelection { Columns = ["c", "a"] }.Apply(Rows).Schema.Names);

    [Fact]
    public void A_missing_column_that_is_optional_is_skipped() =>
        Assert.Equal(["a"], new ColumnSelection { Columns = ["a", "target"], Optional = ["target"] }.Apply(Rows).Schema.Names);

    [Fact]
    public void A_missing_column_that_is_not_optional_is_named()
    {
        var error = Assert.Throws<ColumnException>(() => new ColumnSelection { Columns = ["a", "target"] }.Apply(Rows));

        Assert.Equal("target", error.Column);
    }

    [Fact]
    public void It_travels_with_a_table_and_comes_back_as_it_was()
    {
        var table = Preparation.Extend(Rows, new ColumnSelection { Columns = ["c", "target"], Optional = ["target"] });

        var back = Assert.IsType<ColumnSelection>(Assert.Single(
            Preparation.Read(Preparation.Chain(table), new Catalog(typeof(ColumnSelection).Assembly))));
        Assert.Equal("""{"kind":"select-columns","columns":["c","target"],"optional":["target"]}""", ((JsonNode)ValueWriter.ToJson(back)!).ToJsonString());
    }
}
