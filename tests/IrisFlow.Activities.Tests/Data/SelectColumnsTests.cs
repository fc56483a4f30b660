using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class SelectColumnsTests
{
    private static readonly Table Rows = Table.Of(("a", Column.Of(1)), ("b", Column.Of("x")), ("c", Column.Of(2.5)));

    [Fact]
    public async Task It_keeps_the_named_columns_in_their_order()
    {
        var step = await Alone.RunAsync(new SelectColumns { Rows = Rows, Columns = ["c", "a"] });

        Assert.Equal(["c", "a"], step.Output<Table>("rows").Schema.Names);
    }

    [Fact]
    public async Task The_selection_is_noted_for_a_model_trained_on_the_result()
    {
        var step = await Alone.RunAsync(new SelectColumns { Rows = Rows, Columns = ["c", "b"], Optional = ["b"] });

        var noted = Preparation.Read(Preparation.Chain(step.Output<Table>("rows")), step.Environment.Catalog);
        Assert.Equal(["c"], Assert.Single(noted).Apply(Table.Of(("c", Column.Of(1.0)), ("z", Column.Of(1)))).Schema.Names);
    }

    [Fact]
    public void Its_columns_are_known_before_data_is_read() =>
        Assert.Equal(
            "c float64, a int32",
            string.Join(", ", Alone.Describe(new SelectColumns { Rows = Rows, Columns = ["c", "a"] }).Outputs["rows"].Fields));

    [Fact]
    public void An_optional_column_that_is_not_kept_is_a_finding() =>
        Assert.Equal("IF341", Assert.Single(Alone.Describe(new SelectColumns { Rows = Rows, Columns = ["a"], Optional = ["b"] }).Findings).Rule);

    [Fact]
    public void A_column_named_twice_is_a_finding() =>
        Assert.Equal("IF340", Assert.Single(Alone.Describe(new SelectColumns { Rows = Rows, Columns = ["a", "a"] }).Findings).Rule);
}
