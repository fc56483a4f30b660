namespace IrisFlow.Learning.Tests;

public sealed class LogisticRegressionTests : TrainerContract
{
    protected override Trainer Trainer => new LogisticRegression { L2 = 0.5 };

    [Fact]
    public void Two_classes_have_opposite_weights()
    {
        var table = Trainer.Fit(Some.Examples("aabab", 1, 2, 3, 4, 5)).ToTable();
        var weights = ParameterTable.Read(table, "coefficient", ["a", "b"], ["x"]);
        Assert.Equal(-weights[0][0], weights[1][0], 1e-15);
    }

    [Fact]
    public void Without_a_penalty_shares_by_group_are_met_exactly()
    {
        // At x = 0 one of four rows is b, at x = 1 three of four: a slope and an intercept can meet both.
        var predictor = new LogisticRegression { L2 = 0 }.Fit(Some.Examples("aaaabbbb", 0, 0, 0, 1, 0, 1, 1, 1));
        var b = predictor.Probabilities([new double[] { 0, 1 }], 2)[1];
        Assert.Equal([0.25, 0.75], b.Select(p => Math.Round(p, 12)));
    }

    [Fact]
    public void Without_a_penalty_classes_told_apart_without_error_are_refused() =>
        Assert.Equal("IF414", Refusal(() => new LogisticRegression { L2 = 0 }.Fit(Some.Examples("aabb", 1, 2, 3, 4))).Rule);

    [Fact]
    public void Without_a_penalty_a_feature_that_repeats_another_is_refused()
    {
        var once = Some.Examples("abab", 1, 2, 3, 4);
        var twice = once with { Features = ["x", "double"], Values = [once.Values[0], new double[] { 2, 4, 6, 8 }] };
        Assert.Equal("IF414", Refusal(() => new LogisticRegression { L2 = 0 }.Fit(twice)).Rule);
    }

    [Fact]
    public void The_optimum_is_that_of_the_raw_features_whatever_their_units()
    {
        var (l2, examples) = (0.5, Some.Examples("aabab", 1e-3, 2e-3, 3e-3, 4e-3, 5e-3));
        var table = new LogisticRegression { L2 = l2 }.Fit(examples).ToTable();
        var weights = ParameterTable.Read(table, "coefficient", ["a", "b"], ["x"]);
        var scores = new LogisticRegression { L2 = l2 }.Fit(examples).Scores(examples);
        var slope = Enumerable.Range(0, 5).Sum(row => (scores[1][row] - examples.Labels.Span[row]) * examples.Values[0].Span[row]);
        Assert.Equal(0, slope + (l2 * weights[1][0]), 1e-13);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(1e-4)]
    public void Conjugate_gradients_reach_the_optimum_of_many_features(double l2)
    {
        // 3 classes and 200 features are more than the dense Hessian is made for.
        var random = new SeededRandom(5);
        var examples = new Examples(
            [.. Enumerable.Range(0, 200).Select(f => $"f{f}")],
            [.. Enumerable.Range(0, 200).Select(f => (ReadOnlyMemory<double>)Enumerable.Range(0, 60).Select(_ => (random.NextDouble() - 0.5) * (1 + f)).ToArray())],
            ["a", "b", "c"],
            Enumerable.Range(0, 60).Select(row => row % 3).ToArray());
        Assert.InRange(LargestSlope(new LogisticRegression { L2 = l2 }.Fit(examples), examples, l2), 0, 1e-9);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_penalty_below_0_is_refused(double l2) =>
        Assert.Equal("IF415", Refusal(() => new LogisticRegression { L2 = l2 }.Fit(Some.Iris())).Rule);

    [Fact]
    public void One_class_is_refused() => Assert.Equal("IF411", Refusal(() => Trainer.Fit(Some.Examples("aa", 1, 2))).Rule);

    [Fact]
    public void No_feature_is_refused() => Assert.Equal("IF413", Refusal(() => Trainer.Fit(new Examples([], [], ["a", "b"], new[] { 0, 1 }))).Rule);

    /// <summary>The largest component of the gradient by weights, in units of each feature, worked out from the published objective.</summary>
    private static double LargestSlope(Predictor predictor, Examples examples, double l2)
    {
        var weights = ParameterTable.Read(predictor.ToTable(), "coefficient", examples.Classes, examples.Features);
        var scores = predictor.Scores(examples);
        return (from c in Enumerable.Range(0, examples.Classes.Count)
                from f in Enumerable.Range(0, examples.Features.Count)
                let data = Enumerable.Range(0, examples.RowCount)
                    .Sum(row => (scores[c][row] - (examples.Labels.Span[row] == c ? 1 : 0)) * examples.Values[f].Span[row])
                select Math.Abs(data + (l2 * weights[c][f])) / (1 + f)).Max();
    }
}
