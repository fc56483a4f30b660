namespace IrisFlow.Learning.Tests;

public sealed class GaussianNaiveBayesTests : TrainerContract
{
    protected override Trainer Trainer => new GaussianNaiveBayes { VarSmoothing = 1e-6 };

    [Fact]
    public void Probabilities_are_those_worked_out_by_hand()
    {
        // Class a: mean 1, variance 1, share 1/2. Class b: mean 6, variance 4, share 1/2. At 3:
        // a: exp(-(3-1)²/2) / √(2π) = exp(-2) / √(2π); b: exp(-(3-6)²/8) / (2 √(2π)) = exp(-9/8) / (2 √(2π)).
        var predictor = new GaussianNaiveBayes { VarSmoothing = 0 }.Fit(Some.Examples("aabb", 0, 2, 4, 8));
        var (a, b) = (Math.Exp(-2), Math.Exp(-9.0 / 8) / 2);
        Assert.Equal(a / (a + b), predictor.Probabilities([new double[] { 3 }], 1)[0][0], 1e-14);
    }

    [Fact]
    public void A_class_counts_by_its_share_of_the_rows()
    {
        // Both classes have variance 1; at 2, halfway between the means 1 and 3, only the shares 4/6 and 2/6 speak.
        var predictor = new GaussianNaiveBayes { VarSmoothing = 0 }.Fit(Some.Examples("aaaabb", 0, 2, 0, 2, 2, 4));
        Assert.Equal(4.0 / 6, predictor.Probabilities([new double[] { 2 }], 1)[0][0], 1e-14);
    }

    [Fact]
    public void Smoothing_adds_its_share_of_the_largest_variance_of_all_rows()
    {
        // All rows 0, 2, 4, 8: mean 3.5, variance (12.25 + 2.25 + 0.25 + 20.25) / 4 = 8.75; half of it is added to 1 and to 4.
        var table = new GaussianNaiveBayes { VarSmoothing = 0.5 }.Fit(Some.Examples("aabb", 0, 2, 4, 8)).ToTable();
        Assert.Equal([1 + 4.375, 4 + 4.375], ParameterTable.Read(table, "variance", ["a", "b"], ["x"]).Select(v => v[0]));
    }

    [Fact]
    public void A_feature_constant_within_a_class_is_refused_without_smoothing() =>
        Assert.Contains(
            "Feature 'x' is constant within class 'b'",
            Refusal(() => new GaussianNaiveBayes { VarSmoothing = 0 }.Fit(Some.Examples("aabb", 0, 2, 5, 5))).Message);

    [Fact]
    public void One_class_is_refused() => Assert.Equal("IF411", Refusal(() => Trainer.Fit(Some.Examples("aa", 1, 2))).Rule);
}
