using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class DiscretizeFeaturesTests
{
    private static readonly Table Rows = Table.Of(
        ("x", Column.OfNullable<double>(ColumnType.Float64, 0, 1, 2, 3, 100, null)),
        ("same", Column.Of(7, 7, 7, 7, 7, 7)));

    // Equal width: edges 25, 50, 75. Quantiles, as numpy.quantile([0, 1, 2, 3, 100], [0.25, 0.5, 0.75]) has them: 1, 2, 3.
    [Theory]
    [InlineData(EdgesBy.EqualWidth, new[] { 0, 0, 0, 0, 3 })]
    [InlineData(EdgesBy.Quantiles, new[] { 0, 1, 2, 3, 3 })]
    public async Task Edges_are_learned_from_the_rows(EdgesBy by, int[] bins)
    {
        var activity = new DiscretizeFeatures { Rows = Rows, Columns = ["x"], Bins = 4, By = by };

        var rows = (await Alone.RunAsync(activity)).Output<Table>("rows");

        Assert.Equal([.. bins.Select(b => (object?)b), null], rows.Values("x"));
        Assert.Equal(rows.Schema, new Schema(Alone.Describe(activity).Outputs["rows"].Fields));
    }

    [Fact]
    public async Task What_was_learned_bins_other_rows()
    {
        var step = await Alone.RunAsync(new DiscretizeFeatures { Rows = Rows, Columns = ["x", "same"], Bins = 4, By = EdgesBy.EqualWidth });

        var learned = Assert.Single(Preparation.Read(Preparation.Chain(step.Output<Table>("rows")), step.Environment.Catalog));

        var other = learned.Apply(Table.Of(("x", Column.Of(-5, 25, 1000)), ("same", Column.Of(1, 7, 9))));
        Assert.Equal([0, 1, 3], other.Values("x"));
        Assert.Equal([0, 0, 0], other.Values("same"));
    }

    [Fact]
    public async Task A_column_without_a_value_is_an_error()
    {
        var rows = Table.Of(("x", Column.OfNullable<double>(ColumnType.Float64, null, double.NaN)));

        Assert.Equal("IF348", (await Assert.ThrowsAsync<IrisFlowException>(() => Alone.RunAsync(new DiscretizeFeatures { Rows = rows, Columns = ["x"] }))).Findings[0].Rule);
    }
}
