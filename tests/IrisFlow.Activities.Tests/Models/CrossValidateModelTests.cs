using IrisFlow.Learning;
using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public sealed class CrossValidateModelTests
{
    [Fact]
    public async Task The_preparation_is_learned_again_inside_each_fold()
    {
        // The ten best of 400 random columns seem to tell the classes apart when they are chosen by all rows: that would score near 1.
        var random = new SeededRandom(3);
        var noise = Table.Of(
        [
            ("y", Column.Of(Enumerable.Range(0, 40).Select(row => row % 2 == 0).ToArray())),
            .. Enumerable.Range(0, 400).Select(f => ($"f{f}", (Column)Column.Of(Enumerable.Range(0, 40).Select(_ => random.NextDouble()).ToArray()))),
        ]);
        var model = await (await noise.SelectAsync("y", 10)).TrainAsync("y", new GaussianNaiveBayes());
        Assert.InRange((await model.CrossValidateAsync(noise)).Output<Metrics>("metrics")["accuracy"], 0.2, 0.7);
    }

    [Fact]
    public async Task Rows_that_were_prepared_are_refused()
    {
        var prepared = await ReferenceRows.Iris.SelectAsync("species", 2);
        var model = await prepared.TrainAsync("species");
        Assert.Equal("IF431", (await Steps.RefusalAsync(() => model.CrossValidateAsync(prepared))).Rule);
    }

    [Fact]
    public async Task Features_that_were_named_stay_the_features_of_every_fold()
    {
        var model = await ReferenceRows.Iris.TrainAsync("species", null, "petal_length", "petal_width");
        var expected = await (await ReferenceRows.Iris.Select("petal_length", "petal_width", "species").TrainAsync("species"))
            .CrossValidateAsync(ReferenceRows.Iris.Select("petal_length", "petal_width", "species"));
        Assert.Equal(
            TableDigest.Of(expected.Output<Table>("folds")),
            TableDigest.Of((await model.CrossValidateAsync(ReferenceRows.Iris)).Output<Table>("folds")));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_folds()
    {
        var model = await ReferenceRows.Iris.TrainAsync("species", new GaussianNaiveBayes());
        Assert.Equal(
            TableDigest.Of((await model.CrossValidateAsync(ReferenceRows.Iris, seed: 7)).Output<Table>("folds")),
            TableDigest.Of((await model.CrossValidateAsync(ReferenceRows.Iris, seed: 7)).Output<Table>("folds")));
    }

    [Fact]
    public async Task Folds_are_numbered_from_1_with_their_rows()
    {
        var folds = (await (await ReferenceRows.Iris.TrainAsync("species", new MajorityClass())).CrossValidateAsync(ReferenceRows.Iris, folds: 4)).Output<Table>("folds");
        Assert.Equal([(1, 38L), (2, 38), (3, 37), (4, 37)], Enumerable.Range(0, 4).Select(i => (folds.Column<int>("fold")[i], folds.Column<long>("rows")[i])));
    }

    [Fact]
    public async Task A_class_with_fewer_rows_than_folds_is_warned_of()
    {
        var model = await Steps.IrisUpTo(5.0).TrainAsync("species");
        Assert.Equal(
            ["Class 'versicolor' has 3 rows, fewer than the 5 folds: some folds are without it.", "Class 'virginica' has 1 row, fewer than the 5 folds: some folds are without it."],
            (await model.CrossValidateAsync(Steps.IrisUpTo(5.0))).Warnings);
    }

    [Fact]
    public async Task More_folds_than_any_class_has_rows_are_refused()
    {
        var model = await Steps.Letters("aabb", 1, 2, 3, 4).TrainAsync("y");
        Assert.Equal("IF432", (await Steps.RefusalAsync(() => model.CrossValidateAsync(Steps.Letters("aabb", 1, 2, 3, 4), folds: 3))).Rule);
    }

    [Fact]
    public async Task A_fold_that_can_not_be_learned_from_is_named()
    {
        var model = await Steps.Letters("aab", 1, 2, 3).TrainAsync("y");
        Assert.Contains("Without fold 1: ", (await Steps.RefusalAsync(() => model.CrossValidateAsync(Steps.Letters("aab", 1, 2, 3), folds: 2))).Message);
    }
}
