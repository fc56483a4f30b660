using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class SortRowsTests
{
    private static readonly Table Rows = Table.Of(
        ("city", Column.Of("Zürich", "Bern", null, "Bern")), ("price", Column.OfNullable<double>(ColumnType.Float64, 1, 2, null, 3)));

    [Fact]
    public async Task A_step_that_is_cancelled_stops() => await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Alone.RunCancelledAsync(new SortRows { Rows = Rows, By = ["city"] }));

    [Fact]
    public async Task Rows_are_sorted_by_columns_of_which_some_are_descending()
    {
        var step = await Alone.RunAsync(new SortRows { Rows = Rows, By = ["city", "price"], Descending = ["price"] });

        Assert.Equal([3.0, 2.0, 1.0, null], Enumerable.Range(0, 4).Select(step.Output<Table>("rows")["price"].ValueAt));
    }

    [Fact]
    public async Task Nulls_may_come_first()
    {
        var step = await Alone.RunAsync(new SortRows { Rows = Rows, By = ["price"], Nulls = NullPlace.First });

        Assert.Equal([null, 1.0, 2.0, 3.0], Enumerable.Range(0, 4).Select(step.Output<Table>("rows")["price"].ValueAt));
    }

    [Fact]
    public void A_descending_column_that_is_not_sorted_by_is_a_finding() =>
        Assert.Equal("IF481", Assert.Single(Alone.Describe(new SortRows { Rows = Rows, By = ["price"], Descending = ["city"] }).Findings).Rule);

    [Fact]
    public void No_column_and_a_column_named_twice_are_findings()
    {
        Assert.Equal("IF480", Assert.Single(Alone.Describe(new SortRows { Rows = Rows, By = [] }).Findings).Rule);
        Assert.Equal("IF480", Assert.Single(Alone.Describe(new SortRows { Rows = Rows, By = ["city", "city"] }).Findings).Rule);
    }

    [Fact]
    public void Its_columns_are_those_of_its_rows() =>
        Assert.Equal(Rows.Schema, new Schema(Alone.Describe(new SortRows { Rows = Rows, By = ["city"] }).Outputs["rows"].Fields));
}
