namespace IrisFlow.Tests.Runs;

public class RankingTests
{
    [Theory]
    [InlineData("accuracy", false)]
    [InlineData("rocAuc", false)]
    [InlineData("macroF1", false)]
    [InlineData("r2", false)]
    [InlineData("logLoss", true)]
    [InlineData("evaluate.logLoss", true)]
    [InlineData("lossless.accuracy", false)]
    [InlineData("rmse", true)]
    [InlineData("RMSE", true)]
    [InlineData("errorRate", true)]
    [InlineData("mean_absolute_error", true)]
    [InlineData("accuracyStd", true)]
    [InlineData("terror", false)]
    public void The_name_of_a_metric_says_whether_less_is_better(string metric, bool smaller) => Assert.Equal(smaller, Ranking.IsSmallerBetter(metric));

    [Fact]
    public void Equal_figures_share_a_rank_and_the_earlier_run_stands_first() =>
        Assert.Equal([(1, 1), (3, 1), (0, 3), (2, 4)], Ranking.BestFirst([2, 5, 1, 5], smallestFirst: false).Select(r => (r.Index, r.Rank!.Value)));

    [Fact]
    public void Less_may_be_better() =>
        Assert.Equal([2, 0, 1], Ranking.BestFirst([2, 5, 1], smallestFirst: true).Select(r => r.Index));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_a_figure_a_run_comes_last_and_has_no_rank(bool smallestFirst) =>
        Assert.Equal([(2, 1), (0, (int?)null), (1, null)], Ranking.BestFirst([null, double.NaN, 3], smallestFirst));

    [Theory]
    [InlineData(null, "a.x")]
    [InlineData("b.x", "b.x")]
    [InlineData("y", "b.y")]
    [InlineData("x", null)]
    [InlineData("z", null)]
    public void A_bare_name_means_a_metric_that_only_one_step_has(string? by, string? expected)
    {
        var findings = new List<Finding>();

        Assert.Equal(expected, Ranking.Metric(by, ["a.x", "b.x", "b.y"], findings.Add));
        Assert.Equal(expected is null ? ["IF443"] : [], findings.Select(f => f.Rule));
    }
}
