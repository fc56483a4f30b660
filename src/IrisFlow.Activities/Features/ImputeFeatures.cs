namespace IrisFlow.Activities;

/// <summary>Fills missing values with what the other rows have: their mean, their median, or the value that is there most often.</summary>
/// <remarks>What was learned travels with the rows: a model trained on them scores raw rows, and <c>model.cross-validate</c> learns it again inside each fold.</remarks>
/// <example>{ "columns": ["age"], "with": "median" }</example>
[Activity("features.impute", Tags = ["fill", "nulls"])]
public sealed class ImputeFeatures : Activity
{
    /// <summary>Rows with missing values.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The columns to fill. Mean and median take numbers only, most-frequent any type.</summary>
    [ColumnOf(nameof(Rows))]
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>What to fill with: mean, median or most-frequent. NaN counts as missing. Of two values that are there equally often the smaller is taken.</summary>
    public FillWith With { get; init; }

    /// <summary>The same rows without missing values in the columns; where mean or median fill, the columns hold float64.</summary>
    [Port("rows")]
    public Out<Table> Filled { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        if (Columns is null)
        {
            // Left out of the workflow, which is reported where parameters are bound.
            return;
        }

        var rows = shapes.Of(Rows);
        foreach (var field in Columns.Select(rows.Find).OfType<Field>().Where(f => With != FillWith.MostFrequent && !f.Type.IsNumeric()))
        {
            shapes.Report(new Finding("IF202", $"Column '{field.Name}' is {field.Type.Name()}.")
            {
                Port = "columns",
                Column = field.Name,
                Expected = "Mean and median are of numbers; most-frequent takes any type.",
            });
        }

        Field After(Field field) => Columns.Contains(field.Name) ? Imputed.After(field, With) : field;
        shapes.Set(Filled, rows with { Fields = [.. rows.Fields.Select(After)], Candidates = [.. rows.Candidates.Select(After)] });
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var rows = step.Read(Rows);
        step.Write(Filled, Preparation.Extend(rows, new Imputer { Columns = Columns, With = With }.Fit(rows)));
        return Task.CompletedTask;
    }
}
