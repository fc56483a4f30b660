namespace IrisFlow.Activities;

/// <summary>Measures how well a model predicts rows whose class is known. Rows that it was trained on flatter it.</summary>
/// <remarks>The rows are raw ones, or prepared as those the model was trained on. There must be at least one.</remarks>
/// <example>{ "of": "training rows" }</example>
[Activity("model.evaluate", Tags = ["accuracy", "confusion matrix", "score"])]
public sealed class EvaluateModel : Activity
{
    /// <summary>The model.</summary>
    public required In<Model> Model { get; init; }

    /// <summary>Rows with the model's target and a number in each column that it needs.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>Which rows these are, in words such as "training rows": shown with the figures.</summary>
    public string? Of { get; init; }

    /// <summary>
    /// <c>accuracy</c>: the share of rows predicted right. <c>logLoss</c>: the mean of -ln(probability of the actual class); a class the
    /// model never saw counts as 2.2e-16. <c>macroF1</c>: the mean F1 of the classes that occur or were predicted. <c>rocAuc</c>: the mean
    /// over the classes that occur of the area under the ROC curve, each against the rest; absent when all rows are of one class.
    /// <c>rows</c>: their number.
    /// </summary>
    public Out<Metrics> Metrics { get; } = new();

    /// <summary>One row for each class, named in <c>actual</c>, with an int64 column <c>predicted_CLASS</c> for each class of the model.</summary>
    [Shown]
    public Out<Table> Confusion { get; } = new();

    /// <summary>
    /// One row for each <c>class</c>: <c>precision</c> (the share of its predictions that were right), <c>recall</c> (the share of its rows
    /// that were found), <c>f1</c> (their harmonic mean), each 0 where there is nothing to divide by, and <c>support</c> (its rows). Empty
    /// for a class that neither occurs nor was predicted.
    /// </summary>
    public Out<Table> Classes { get; } = new();

    /// <summary>
    /// For each <c>class</c> one row for each <c>threshold</c> of its probability from which on a row counts as of the class, highest first:
    /// <c>truePositiveRate</c> (the recall), <c>falsePositiveRate</c> and <c>precision</c>. They draw the ROC curve, and precision over recall.
    /// </summary>
    public Out<Table> Curves { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        ModelShape.Check(shapes, Model, Rows, withTarget: true);
        shapes.Set(Curves, Shape.Of(ThresholdCurves.Schema));
        shapes.Set(Confusion, new() { Fields = [new("actual", ColumnType.String)], IsOpen = true });
        shapes.Set(Classes, Shape.Of(ConfusionMatrix.PerClassSchema));
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var (model, rows) = (step.Read(Model), step.Read(Rows));
        if (rows.RowCount == 0)
        {
            throw new IrisFlowException(new Finding("IF430", $"There are no {Of ?? "rows"} to evaluate the model on.")
            {
                Port = "rows",
                Expected = "Look at the steps before: one of them let no row through.",
            });
        }

        var actual = ClassColumn.Of(rows, model.Target).As(model.Predictor.Classes);
        var evaluation = new Evaluation(ScoredRows.Probabilities(model, rows), actual);
        foreach (var warning in evaluation.Warnings(Of ?? "rows"))
        {
            step.Warn(warning);
        }

        step.Write(Metrics, evaluation.ToMetrics());
        step.Write(Confusion, evaluation.Confusion.ToTable());
        step.Write(Classes, evaluation.Confusion.PerClassTable());
        step.Write(Curves, evaluation.Curves());
        return Task.CompletedTask;
    }
}
