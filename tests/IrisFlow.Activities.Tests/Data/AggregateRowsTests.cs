using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class AggregateRowsTests
{
    private static readonly Table Rows = Table.Of(("city", Column.Of("Zürich", "Bern", "Zürich")), ("price", Column.OfNullable<double>(ColumnType.Float64, 10, 5, 20)));

    [Fact]
    public async Task A_step_that_is_cancelled_stops() => await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Alone.RunCancelledAsync(new AggregateRows { Rows = Rows, By = ["city"], Compute = new Dictionary<string, string> { ["rows"] = "count()" } }));

    [Fact]
    public async Task Functions_are_computed_of_each_group()
    {
        var activity = new AggregateRows { Rows = Rows, By = ["city"], Compute = new Dictionary<string, string> { ["rows"] = "count()", ["mean_price"] = "mean(price)" } };
        var groups = (await Alone.RunAsync(activity)).Output<Table>("rows");

        Assert.Equal("city string, mean_price float64?, rows int64", groups.Schema.ToString());
        Assert.Equal(groups.Schema, new Schema(Alone.Describe(activity).Outputs["rows"].Fields));
        Assert.Equal([15.0, 5.0], Enumerable.Range(0, 2).Select(groups["mean_price"].ValueAt));
        Assert.Equal([2L, 1L], groups.Column<long>("rows").Values.ToArray());
    }

    [Fact]
    public async Task Without_keys_all_rows_are_one_group()
    {
        var groups = (await Alone.RunAsync(new AggregateRows { Rows = Rows, Compute = new Dictionary<string, string> { ["total"] = "sum(price)" } })).Output<Table>("rows");

        Assert.Equal(35.0, groups["total"].ValueAt(0));
    }

    [Theory]
    [InlineData("IF201", "mean(prize)")]
    [InlineData("IF202", "mean(city)")]
    [InlineData("IF471", "means(price)")]
    public void What_can_t_be_computed_is_a_finding_before_data_is_read(string rule, string text)
    {
        var finding = Assert.Single(Alone.Describe(new AggregateRows { Rows = Rows, By = ["city"], Compute = new Dictionary<string, string> { ["x"] = text } }).Findings);

        Assert.Equal((rule, "compute"), (finding.Rule, finding.Port));
    }

    [Fact]
    public void A_result_named_like_a_key_and_nothing_at_all_are_findings()
    {
        Assert.Equal("IF472", Assert.Single(Alone.Describe(new AggregateRows { Rows = Rows, By = ["city"], Compute = new Dictionary<string, string> { ["city"] = "count()" } }).Findings).Rule);
        Assert.Equal("IF480", Assert.Single(Alone.Describe(new AggregateRows { Rows = Rows, Compute = new Dictionary<string, string>() }).Findings).Rule);
    }
}
