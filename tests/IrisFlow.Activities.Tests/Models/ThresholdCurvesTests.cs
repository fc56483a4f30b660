using IrisFlow.Learning;
using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public sealed class ThresholdCurvesTests
{
    // The example of scikit-learn's own documentation of roc_curve: y = 0 0 1 1, scores = 0.1 0.4 0.35 0.8.
    [Fact]
    public void The_points_are_those_of_scikit_learn()
    {
        var curve = Of([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]);
        Assert.Equal([double.PositiveInfinity, 0.8, 0.4, 0.35, 0.1], curve.Doubles("threshold").ToArray());
        Assert.Equal([0, 0, 0.5, 0.5, 1], curve.Doubles("falsePositiveRate").ToArray());
        Assert.Equal([0, 0.5, 0.5, 1, 1], curve.Doubles("truePositiveRate").ToArray());
        Assert.Equal([1, 1, 0.5, 2.0 / 3, 0.5], curve.Doubles("precision").ToArray());
    }

    [Fact]
    public void Equal_scores_are_one_point() =>
        Assert.Equal([double.PositiveInfinity, 0.5, 0.2], Of([0.5, 0.5, 0.2, 0.5], [1, 0, 1, 0]).Doubles("threshold").ToArray());

    [Fact]
    public void Rows_of_one_class_have_no_false_positives_to_count_and_a_class_without_rows_has_no_curve()
    {
        var all = Of([0.5, 0.2], [1, 1]);
        Assert.Equal(3, all["falsePositiveRate"].NullCount);
        Assert.Equal(0, Of([0.5, 0.2], [0, 0]).RowCount);
    }

    [Fact]
    public void The_area_under_the_points_is_the_area_that_the_metrics_name_also_where_points_are_left_out()
    {
        var random = new SeededRandom(11);
        foreach (var rows in new[] { 10, 900, 50_000 })
        {
            var labels = Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? 1 : 0).ToArray();
            var scores = Array.ConvertAll(labels, l => Math.Round((random.NextDouble() + (l * 0.3)) / 1.3, rows > 1000 ? 9 : 2));
            var curve = Of(scores, labels);
            var (across, up) = (curve.Doubles("falsePositiveRate").ToArray(), curve.Doubles("truePositiveRate").ToArray());
            var area = Enumerable.Range(1, across.Length - 1).Sum(i => (across[i] - across[i - 1]) * (up[i] + up[i - 1]) / 2);
            Assert.True(curve.RowCount <= 1003);
            Assert.Equal(ProbabilityMetrics.RocAuc(scores, labels, 1), area, rows > 1000 ? 1e-4 : 1e-12);
            Assert.Equal((1.0, 1.0), (across[^1], up[^1]));
        }
    }

    [Fact]
    public async Task Every_class_that_occurs_has_its_curve()
    {
        var found = await (await ReferenceRows.Iris.TrainAsync("species", new LogisticRegression())).EvaluateAsync(ReferenceRows.Iris);
        var curves = found.Output<Table>("curves");
        Assert.Equal(["setosa", "versicolor", "virginica"], Enumerable.Range(0, curves.RowCount).Select(i => curves.Strings("class")[i]).Distinct());
        Assert.Equal(ThresholdCurves.Schema, curves.Schema);
    }

    private static Table Of(double[] scores, int[] labels) => ThresholdCurves.Of(
        [[], scores], new ClassColumn(ColumnType.String, ["no", "yes"], labels)) is var both ? both.Where(i => both.Strings("class")[i] == "yes") : both;
}
