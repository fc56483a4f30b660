using System.ComponentModel.DataAnnotations;

namespace IrisFlow.Activities;

/// <summary>
/// Measures how well a model's recipe predicts rows it has not seen: the rows are divided into folds, and each fold is predicted by a model
/// made from the others.
/// </summary>
/// <remarks>
/// The recipe is all of it: the preparation (selection, scaling) is learned again inside each fold, then the trainer, so nothing of the
/// held-out rows leaks. The model itself is not changed, nor used to predict.
/// </remarks>
/// <example>{ "folds": 5, "seed": 7 }</example>
[Activity("model.cross-validate", Tags = ["k-fold", "validation"])]
public sealed class CrossValidateModel : Activity
{
    private static readonly Schema FoldsSchema = new(
        new Field("fold", ColumnType.Int32), new("rows", ColumnType.Int64), new("accuracy", ColumnType.Float64), new("logLoss", ColumnType.Float64));

    /// <summary>The model whose recipe is measured.</summary>
    public required In<Model> Model { get; init; }

    /// <summary>Raw rows, from before any preparation, with the columns of those that the model was trained on.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>Number of folds, at least 2 and at most the rows of the largest class. Classes have about equal shares in each.</summary>
    [Range(2, int.MaxValue)]
    public int Folds { get; init; } = 5;

    /// <summary>Shuffles the rows of each class before they are divided; the same seed gives the same folds. Without one they are divided in order.</summary>
    public long? Seed { get; init; }

    /// <summary>
    /// <c>accuracy</c>: the mean over the folds. <c>accuracyStd</c>: its standard deviation over the folds (divided by their number).
    /// <c>logLoss</c>, <c>macroF1</c>, <c>rocAuc</c>: as <c>model.evaluate</c> has them, of all rows, each predicted by the model that had
    /// not seen it. <c>rows</c>: their number.
    /// </summary>
    public Out<Metrics> Metrics { get; } = new();

    /// <summary>One row for each <c>fold</c>, from 1: its <c>rows</c>, and <c>accuracy</c> and <c>logLoss</c> on them.</summary>
    [Port("folds")]
    public Out<Table> EachFold { get; } = new();

    /// <summary>One row for each class, named in <c>actual</c>, with an int64 column <c>predicted_CLASS</c> for each, of all folds together.</summary>
    public Out<Table> Confusion { get; } = new();

    /// <summary>
    /// For each <c>class</c> one row for each <c>threshold</c> of its probability from which on a row counts as of the class, highest first:
    /// <c>truePositiveRate</c> (the recall), <c>falsePositiveRate</c> and <c>precision</c>. They draw the ROC curve, and precision over recall.
    /// </summary>
    public Out<Table> Curves { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        ModelShape.Check(shapes, Model, Rows, withTarget: true);
        shapes.Set(EachFold, Shape.Of(FoldsSchema));
        shapes.Set(Curves, Shape.Of(ThresholdCurves.Schema));
        shapes.Set(Confusion, new() { Fields = [new("actual", ColumnType.String)], IsOpen = true });
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var (model, rows) = (step.Read(Model), step.Read(Rows));
        var recipe = new Recipe(model, rows);
        var actual = ClassColumn.Of(rows, model.Target);
        var fold = StratifiedFolds.Of(actual, Folds, Seed is { } seed ? new SeededRandom(seed) : null);
        foreach (var (label, count) in actual.Labels.CountBy(l => l).Where(c => c.Value < Folds).OrderBy(c => c.Key))
        {
            step.Warn($"Class '{actual.Classes[label]}' has {count} {(count == 1 ? "row" : "rows")}, fewer than the {Folds} folds: some folds are without it.");
        }

        var probabilities = actual.Classes.Select(_ => new double[rows.RowCount]).ToArray();
        var folds = new List<Evaluation>();
        var sizes = new List<long>();
        for (var f = 0; f < Folds; f++)
        {
            var (learn, held) = (RowsWhere(fold, of => of != f), RowsWhere(fold, of => of == f));
            var scores = Score(step, recipe, f, rows.Take(learn), rows.Take(held), actual.Classes);
            for (var c = 0; c < scores.Length; c++)
            {
                for (var i = 0; i < held.Length; i++)
                {
                    probabilities[c][held[i]] = scores[c][i];
                }
            }

            folds.Add(new(scores, actual with { Labels = Array.ConvertAll(held, row => actual.Labels[row]) }));
            sizes.Add(held.Length);
            step.Report((f + 1.0) / Folds);
        }

        Write(step, new(probabilities, actual), folds, sizes);
        return Task.CompletedTask;
    }

    /// <summary>The probability of each class of all rows for the held-out ones; 0 for a class that the others do not hold.</summary>
    private static double[][] Score(StepContext step, Recipe recipe, int fold, Table learn, Table held, IReadOnlyList<string> classes)
    {
        try
        {
            var model = recipe.Make(learn, step.Environment.Catalog, step.Cancellation);
            var scores = ScoredRows.Probabilities(model, held);
            var known = model.Predictor.Classes.ToList();
            return [.. classes.Select(c => known.IndexOf(c) is >= 0 and var index ? scores[index] : new double[held.RowCount])];
        }
        catch (IrisFlowException problem)
        {
            throw new IrisFlowException([.. problem.Findings.Select(f => f with { Message = $"Without fold {fold + 1}: {f.Message}" })], problem.Exit, problem);
        }
    }

    private void Write(StepContext step, Evaluation whole, List<Evaluation> folds, List<long> sizes)
    {
        var accuracies = folds.ConvertAll(f => f.Confusion.Accuracy);
        var mean = accuracies.Average();
        step.Write(Metrics, whole.ToMetrics(("accuracy", mean), ("accuracyStd", Math.Sqrt(accuracies.Average(a => (a - mean) * (a - mean))))));
        step.Write(EachFold, new Table(FoldsSchema,
        [
            Column.Of(Enumerable.Range(1, folds.Count).ToArray()),
            Column.Of(sizes.ToArray()),
            Column.Of(accuracies.ToArray()),
            Column.Of(folds.Select(f => f.LogLoss).ToArray()),
        ]));
        step.Write(Confusion, whole.Confusion.ToTable());
        step.Write(Curves, whole.Curves());
    }

    private static int[] RowsWhere(int[] fold, Func<int, bool> holds) =>
        [.. Enumerable.Range(0, fold.Length).Where(row => holds(fold[row]))];
}
