namespace IrisFlow.Activities.Tests;

public sealed class ProbabilityMetricsTests
{
    [Fact]
    public void The_area_counts_pairs_in_the_right_order_and_equal_scores_half()
    {
        // Rows of the class score 0.8 and 0.4, others 0.4 and 0.2: of four pairs three are in order and one is equal.
        Assert.Equal(3.5 / 4, ProbabilityMetrics.RocAuc([0.8, 0.4, 0.4, 0.2], [1, 1, 0, 0], 1));
    }

    [Fact]
    public void A_class_that_holds_all_rows_has_no_area() => Assert.Equal(double.NaN, ProbabilityMetrics.RocAuc([0.5, 0.6], [1, 1], 1));

    [Fact]
    public void Log_loss_is_the_mean_of_the_negative_logarithms() =>
        Assert.Equal((Math.Log(2) + Math.Log(4)) / 2, ProbabilityMetrics.LogLoss([[0.5, 0.75], [0.5, 0.25]], [0, 1]), 1e-14);

    [Fact]
    public void A_probability_of_0_costs_as_much_as_the_smallest_above_it() =>
        Assert.Equal(-Math.Log(2.220446049250313e-16), ProbabilityMetrics.LogLoss([[0], [1]], [0]), 1e-12);
}
