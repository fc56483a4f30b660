namespace IrisFlow.Activities;

/// <summary>Trains a model to tell the classes of a target column from numeric columns.</summary>
/// <remarks>
/// The model carries the preparation of the rows (selection, scaling) and the trainer, so it scores raw rows and can be trained again.
/// The same rows give the same model, bit by bit.
/// </remarks>
/// <example>{ "target": "species", "trainer": { "kind": "logistic-regression", "l2": 1.0 } }</example>
[Activity("model.train", Tags = ["classifier", "fit", "learn"])]
public sealed class TrainModel : Activity
{
    /// <summary>Rows to learn from, without missing values in features or target.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>
    /// The column to predict: text, whole numbers, true and false, or dates. Its classes are sorted by their type: whole numbers by size,
    /// text by its characters, false before true.
    /// </summary>
    [ColumnOf(nameof(Rows), ColumnType.String, ColumnType.Int32, ColumnType.Int64, ColumnType.Bool, ColumnType.Date)]
    public required string Target { get; init; }

    /// <summary>The learning algorithm with its parameters, such as <c>logistic-regression</c>.</summary>
    public required Trainer Trainer { get; init; }

    /// <summary>The columns to learn from; when none are named, all columns but the target, which then have to be numeric.</summary>
    [ColumnOf(nameof(Rows), ColumnType.Int32, ColumnType.Int64, ColumnType.Float32, ColumnType.Float64)]
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>The trained model. As a file it is a table of what was learned.</summary>
    public Out<Model> Model { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        var rows = shapes.Of(Rows);
        var findings = Features is null
            ? TrainingRows.Findings(rows.Fields, Target, [.. rows.Fields.Select(f => f.Name).Where(n => n != Target)])
            : TrainingRows.Findings([], Target, Features);
        foreach (var finding in findings)
        {
            shapes.Report(finding);
        }

        shapes.Set(Model, ModelShape.Of(rows, Target, Features));
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        step.Write(Model, TrainingRows.Train(step.Read(Rows), Target, Features, Trainer, step.Environment.Catalog, step.Cancellation));
        return Task.CompletedTask;
    }
}
