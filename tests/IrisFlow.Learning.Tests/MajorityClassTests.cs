namespace IrisFlow.Learning.Tests;

public sealed class MajorityClassTests : TrainerContract
{
    protected override Trainer Trainer => new MajorityClass();

    [Fact]
    public void Every_row_gets_the_shares_of_the_training_rows()
    {
        var scores = Trainer.Fit(Some.Examples("abbb", 1, 2, 3, 4)).Probabilities([new double[] { 7, 9 }], 2);
        Assert.Equal([[0.25, 0.25], [0.75, 0.75]], scores);
    }

    [Fact]
    public void One_class_is_enough() =>
        Assert.Equal([[1.0]], Trainer.Fit(Some.Examples("aa", 1, 2)).Probabilities([new double[] { 1 }], 1));

    [Fact]
    public void No_feature_is_needed() =>
        Assert.Equal(2, Trainer.Fit(new Examples([], [], ["a", "b"], new[] { 0, 1 })).Probabilities([], 1).Length);
}
