namespace IrisFlow.Activities;

/// <summary>The shape of a model: the numeric columns of the rows it scores, certain or candidate, and its target as the last certain one.</summary>
internal static class ModelShape
{
    /// <summary>The shape of a model trained on rows of a shape.</summary>
    public static Shape Of(Shape rows, string target, IReadOnlyList<string>? features)
    {
        bool IsFeature(Field field) => field.Name != target && features?.Contains(field.Name) != false;
        var candidates = features is null ? rows.Candidates : [];
        return new()
        {
            Fields =
            [
                .. rows.Fields.Where(IsFeature),
                .. features is null ? [] : rows.Candidates.Where(IsFeature),
                .. rows.Find(target) is { } field ? [field] : Array.Empty<Field>(),
            ],
            Candidates = [.. candidates.Where(IsFeature)],
            Chosen = features is null ? rows.Chosen : 0,
            IsOpen = rows.IsOpen && features is null,
            Target = target,
        };
    }

    /// <summary>Reports the columns that a model needs and rows have not, or have as something else than numbers.</summary>
    /// <param name="shapes">Where to report.</param>
    /// <param name="model">The input with the model.</param>
    /// <param name="rows">The input with the rows.</param>
    /// <param name="withTarget">True when the rows have to hold the target, too.</param>
    public static void Check(StepShapes shapes, In<Model> model, In<Table> rows, bool withTarget)
    {
        var (needed, given) = (shapes.Of(model), shapes.Of(rows));
        ColumnType[] numbers = [ColumnType.Int32, ColumnType.Int64, ColumnType.Float32, ColumnType.Float64];
        foreach (var field in needed.Fields.Where(f => f.Name != needed.Target))
        {
            shapes.Needs(rows, field.Name, null, numbers);
        }

        if (withTarget && needed.Target is { } target)
        {
            shapes.Needs(rows, target, null, ClassColumn.Types);
        }

        // Which candidates the model needs is known after training only: too few of them is an error, a missing one may turn out as one.
        var missing = needed.Candidates.Where(c => given.Find(c.Name) is null).Select(c => c.Name).ToList();
        if (missing.Count > 0 && !given.IsOpen)
        {
            var hopeless = needed.Candidates.Length - missing.Count < needed.Chosen;
            shapes.Report(new("IF434", $"The model uses {needed.Chosen} of {string.Join(", ", needed.Candidates.Select(c => c.Name))}, and the rows lack {string.Join(", ", missing)}.")
            {
                Severity = hopeless ? Severity.Error : Severity.Warning,
                Port = "rows",
                Column = missing[0],
                Expected = NearMiss.OneOf(missing[0], given.All.Select(f => f.Name), "The columns of the rows are"),
            });
        }
    }
}
