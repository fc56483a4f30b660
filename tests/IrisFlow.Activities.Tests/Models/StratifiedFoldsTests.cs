using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public sealed class StratifiedFoldsTests
{
    [Theory]
    [InlineData("iris", "species", "lr_k2")]
    [InlineData("wine", "target", "lr_scaled")]
    public void The_first_fold_holds_the_rows_that_scikit_learn_gives_it(string name, string target, string block)
    {
        var folds = StratifiedFolds.Of(ClassColumn.Of(name == "iris" ? ReferenceRows.Iris : ReferenceRows.Wine, target), 5);
        var expected = Reference.Document(name)[block]!["cv5_stratified_noshuffle"]!["first_test_indices_fold0"]!.AsArray().Select(i => (int)i!);
        Assert.Equal(expected, Enumerable.Range(0, folds.Length).Where(row => folds[row] == 0));
    }

    [Fact]
    public void Classes_are_dealt_out_in_order_of_appearance()
    {
        // b, b, b, a laid end to end over two folds: b goes to folds 0, 1, 0, and a to 1. Sorted, a would come first and go to 0.
        Assert.Equal([0, 0, 1, 1], StratifiedFolds.Of(ClassColumn.Of(Table.Of(("y", Column.Of("b", "b", "b", "a"))), "y"), 2));
    }

    [Fact]
    public void A_seed_moves_rows_but_not_the_shares()
    {
        var classes = ClassColumn.Of(ReferenceRows.Wine, "target");
        var (plain, shuffled) = (StratifiedFolds.Of(classes, 5), StratifiedFolds.Of(classes, 5, new SeededRandom(1)));
        Assert.Equal(Shares(classes, plain), Shares(classes, shuffled));
    }

    [Fact]
    public void Another_seed_gives_other_folds()
    {
        var classes = ClassColumn.Of(ReferenceRows.Wine, "target");
        Assert.NotEqual(StratifiedFolds.Of(classes, 5, new SeededRandom(1)), StratifiedFolds.Of(classes, 5, new SeededRandom(2)));
    }

    private static IEnumerable<((int, int), int)> Shares(ClassColumn classes, int[] folds) =>
        folds.Select((f, row) => (f, classes.Labels[row])).CountBy(x => x).Select(x => (x.Key, x.Value)).Order();
}
