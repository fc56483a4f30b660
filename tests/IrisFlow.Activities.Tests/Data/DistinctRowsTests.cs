using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class DistinctRowsTests
{
    private static readonly Table Rows = Table.Of(("a", Column.Of(1, 1, 2, 1)), ("b", Column.Of("x", "y", "x", "x")));

    [Fact]
    public async Task A_step_that_is_cancelled_stops() => await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Alone.RunCancelledAsync(new DistinctRows { Rows = Rows }));

    [Fact]
    public async Task The_first_of_rows_that_are_the_same_is_kept()
    {
        var step = await Alone.RunAsync(new DistinctRows { Rows = Rows });

        Assert.Equal(["x", "y", "x"], Enumerable.Range(0, 3).Select(r => step.Output<Table>("rows").Strings("b")[r]));
        Assert.Equal(3, step.Output<Table>("rows").RowCount);
    }

    [Fact]
    public async Task Some_columns_may_be_compared_alone()
    {
        var step = await Alone.RunAsync(new DistinctRows { Rows = Rows, By = ["b"] });

        Assert.Equal([1, 1], step.Output<Table>("rows").Column<int>("a").Values.ToArray());
    }

    [Fact]
    public void Its_columns_are_those_of_its_rows() =>
        Assert.Equal(Rows.Schema, new Schema(Alone.Describe(new DistinctRows { Rows = Rows }).Outputs["rows"].Fields));
}
