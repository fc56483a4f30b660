using IrisFlow.Learning;
using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

/// <summary>The steps of a learning workflow, each run alone.</summary>
internal static class Steps
{
    public static async Task<Table> SelectAsync(this Table rows, string target, int k) =>
        (await Alone.RunAsync(new SelectKBest { Rows = rows, Target = target, K = k })).Output<Table>("rows");

    public static async Task<Table> StandardizeAsync(this Table rows, string target) =>
        (await Alone.RunAsync(new StandardizeFeatures { Rows = rows, Target = target })).Output<Table>("rows");

    public static async Task<Model> TrainAsync(this Table rows, string target, Trainer? trainer = null, params string[] features) =>
        (await Alone.RunAsync(new TrainModel
        {
            Rows = rows,
            Target = target,
            Trainer = trainer ?? new LogisticRegression(),
            Features = features.Length > 0 ? features : null,
        })).Output<Model>("model");

    public static Task<StepContext> EvaluateAsync(this Model model, Table rows) => Alone.RunAsync(new EvaluateModel { Model = model, Rows = rows });

    public static Task<StepContext> CrossValidateAsync(this Model model, Table rows, int folds = 5, long? seed = null) =>
        Alone.RunAsync(new CrossValidateModel { Model = model, Rows = rows, Folds = folds, Seed = seed });

    public static Table IrisUpTo(double longest)
    {
        var lengths = ReferenceRows.Iris.Doubles("sepal_length");
        return ReferenceRows.Iris.Where(row => lengths.Span[row] <= longest);
    }

    public static Table Letters(string letters, params double[] x) =>
        Table.Of(("x", Column.Of(x)), ("y", Column.Of(letters.Select(c => (string?)c.ToString()).ToArray())));

    public static async Task<Finding> RefusalAsync(Func<Task> act) =>
        Assert.Single((await Assert.ThrowsAnyAsync<IrisFlowException>(act)).Findings);

    /// <summary>The counts of a confusion table, row by row.</summary>
    public static long[][] Counts(this Table confusion) =>
        [.. Enumerable.Range(0, confusion.RowCount).Select(row => confusion.Columns.Skip(1).Select(c => (long)c.ValueAt(row)!).ToArray())];
}
