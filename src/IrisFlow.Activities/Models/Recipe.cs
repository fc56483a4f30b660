namespace IrisFlow.Activities;

/// <summary>How a model was made, to make it again from other raw rows: its preparation before it saw any, and its trainer.</summary>
internal sealed class Recipe
{
    private readonly Model _model;
    private readonly IReadOnlyList<string>? _features;

    /// <param name="model">The model.</param>
    /// <param name="rows">Raw rows with the columns of those it was trained on.</param>
    /// <exception cref="IrisFlowException">The rows were prepared already: what was learned for it knows the rows to be held out.</exception>
    public Recipe(Model model, Table rows)
    {
        if (Preparation.Chain(rows).Count > 0)
        {
            throw new IrisFlowException(new Finding("IF431", "The rows were prepared already, on all rows at once: what was learned then would leak into every fold.")
            {
                Port = "rows",
                Expected = "Wire the raw rows, from before the first features step: the model's preparation is learned again inside each fold.",
            });
        }

        _model = model;

        // A model does not keep whether its features were named or were all columns there are. When they are all that its preparation
        // leaves they count as the latter, so that each fold may choose its own.
        var left = model.Prepare(rows).Schema.Names.Where(n => n != model.Target);
        _features = left.ToHashSet().SetEquals(model.Predictor.Features) ? null : model.Predictor.Features;
    }

    /// <summary>The model made again from rows.</summary>
    public Model Make(Table rows, Catalog catalog, CancellationToken cancellation)
    {
        var prepared = _model.Preparation.Aggregate(rows, (table, t) => Preparation.Extend(table, t.FittedBy?.Fit(table) ?? t));
        return TrainingRows.Train(prepared, _model.Target, _features, _model.Trainer, catalog, cancellation);
    }
}
