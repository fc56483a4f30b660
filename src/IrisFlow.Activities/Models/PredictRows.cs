namespace IrisFlow.Activities;

/// <summary>Adds what a model predicts to rows: the class, and the probability of each class.</summary>
/// <remarks>The rows are raw ones, or prepared as those the model was trained on; they need no target. No row is dropped.</remarks>
[Activity("model.predict", Tags = ["classify", "inference", "score"])]
public sealed class PredictRows : Activity
{
    private const string Prediction = "prediction";

    /// <summary>The model.</summary>
    public required In<Model> Model { get; init; }

    /// <summary>Rows to score, with a number in each column that the model needs.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>
    /// The same rows, with <c>prediction</c> (of the target's type; of equally probable classes the first) and a float64 column
    /// <c>probability_CLASS</c> for each class.
    /// </summary>
    [Port("rows")]
    public Out<Table> Predicted { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        ModelShape.Check(shapes, Model, Rows, withTarget: false);
        var (model, rows) = (shapes.Of(Model), shapes.Of(Rows));
        if (rows.Find(Prediction) is not null)
        {
            shapes.Report(Taken([Prediction]));
        }

        // The probability columns are named after classes, which only the data knows.
        var target = model.Target is null ? null : model.Find(model.Target);
        shapes.Set(Predicted, (target is null ? rows : rows.With(new(Prediction, target.Type))) with { IsOpen = true });
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var model = step.Read(Model);
        step.Map(Rows, Predicted, rows => Predict(
            model, rows, ScoredRows.TryProbabilities(model, rows) ?? throw ScoredRows.Missing(model, step.Read(Rows).Batches(step.Cancellation))));
        return Task.CompletedTask;
    }

    private static Table Predict(Model model, Table rows, double[][] probabilities)
    {
        var classes = model.Predictor.Classes;
        List<(string Name, Column Column)> added =
        [
            (Prediction, ClassColumn.Column(model.TargetType, classes, ScoredRows.MostProbable(probabilities, rows.RowCount))),
            .. classes.Select((c, i) => ($"probability_{c}", (Column)Column.Of(probabilities[i]))),
        ];
        List<string> taken = [.. added.Select(a => a.Name).Where(n => rows.Schema.IndexOf(n) >= 0)];
        if (taken.Count > 0)
        {
            throw new IrisFlowException(Taken(taken));
        }

        return added.Aggregate(rows, (table, column) => table.With(column.Name, column.Column));
    }

    private static Finding Taken(IReadOnlyList<string> names) => new("IF433", $"The rows already have {string.Join(", ", names.Select(n => $"'{n}'"))}.")
    {
        Port = "rows",
        Column = names[0],
        Expected = "Prediction adds columns of that name: leave the old ones out, or rename them, in a step before.",
    };
}
