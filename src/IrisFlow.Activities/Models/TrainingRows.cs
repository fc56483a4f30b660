namespace IrisFlow.Activities;

/// <summary>From a table and the name of its target to a model.</summary>
internal static class TrainingRows
{
    /// <summary>Trains on prepared rows. The model takes the rows' preparation with it, so that it scores raw rows.</summary>
    /// <param name="rows">The rows, prepared.</param>
    /// <param name="target">The column of the classes.</param>
    /// <param name="features">The features; null for all columns but the target.</param>
    /// <param name="trainer">The algorithm.</param>
    /// <param name="catalog">Where the transforms of the preparation are found.</param>
    /// <param name="cancellation">Ends the training.</param>
    public static Model Train(
        Table rows, string target, IReadOnlyList<string>? features, Trainer trainer, Catalog catalog, CancellationToken cancellation)
    {
        var classes = ClassColumn.Of(rows, target);
        var names = features ?? [.. rows.Schema.Names.Where(n => n != target)];
        var findings = Findings(rows.Schema, target, names).ToList();
        if (findings.Count > 0)
        {
            throw new IrisFlowException(findings);
        }

        var examples = new Examples(names, [.. names.Select(rows.Doubles)], classes.Classes, classes.Labels);
        return new()
        {
            Target = target,
            TargetType = classes.Type,
            Trainer = trainer,
            Predictor = trainer.Fit(examples, cancellation),
            Preparation = Preparation.Read(Preparation.Chain(rows), catalog),
        };
    }

    /// <summary>What is wrong with the features; a column that is not there is left to others to report.</summary>
    public static IEnumerable<Finding> Findings(IEnumerable<Field> fields, string target, IReadOnlyList<string> features)
    {
        foreach (var twice in features.GroupBy(f => f).Where(g => g.Key == target || g.Count() > 1).Select(g => g.Key))
        {
            yield return new("IF419", twice == target ? $"'{twice}' is the target and can't be a feature." : $"Feature '{twice}' is named twice.")
            {
                Port = "features",
                Column = twice,
                Expected = "Name each feature once, and not the target.",
            };
        }

        foreach (var field in fields.Where(f => f.Name != target && !f.Type.IsNumeric() && features.Contains(f.Name)))
        {
            yield return new("IF417", $"Column '{field.Name}' is {field.Type.Name()} and can't be a feature.")
            {
                Column = field.Name,
                Expected = "Features are numbers. Name those to use in features, or leave the column out before (data.select-columns).",
            };
        }
    }
}
