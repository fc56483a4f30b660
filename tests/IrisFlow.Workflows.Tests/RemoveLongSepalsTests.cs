using Iris;
using IrisFlow.Testing;

namespace IrisFlow.Workflows.Tests;

public sealed class RemoveLongSepalsTests
{
    [Fact]
    public async Task Flowers_at_the_limit_stay_and_longer_ones_go()
    {
        var step = await Alone.RunAsync(new RemoveLongSepals { Flowers = Flowers(4.9, 5.0, 5.1), MaxCm = 5.0 });

        Assert.Equal([4.9, 5.0], step.Output<Table>("rows").Column<double>("sepal_length").Values.ToArray());
    }

    [Fact]
    public async Task A_flower_that_was_not_measured_goes()
    {
        var step = await Alone.RunAsync(new RemoveLongSepals { Flowers = Flowers(double.NaN, 5.0) });

        Assert.Equal(1, step.Output<Table>("rows").RowCount);
    }

    [Fact]
    public void Rows_without_sepals_are_a_finding_before_any_data_is_read()
    {
        var shapes = Alone.Describe(new RemoveLongSepals { Flowers = Table.Of(("sepal_lenght", Column.Of(5.0))) });

        Assert.Contains("Did you mean 'sepal_lenght'?", Assert.Single(shapes.Findings).Expected);
    }

    private static Table Flowers(params double[] lengths) => Table.Of(("sepal_length", Column.Of(lengths)));
}
