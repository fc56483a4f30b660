namespace IrisFlow.Activities;

/// <summary>Shifts and scales numeric columns to mean 0 and standard deviation 1, so that units stop to matter.</summary>
/// <remarks>
/// As scikit-learn's <c>StandardScaler</c>: the deviation is that of the rows (divided by n, not n - 1), and a column that never varies is
/// only shifted. Missing values take no part and stay missing. What was learned travels with the rows: a model trained on them scores raw
/// rows, and <c>model.cross-validate</c> learns it again inside each fold.
/// </remarks>
/// <example>{ "columns": ["sepal_length", "sepal_width"] }</example>
[Activity("features.standardize", Tags = ["normalize", "scale", "z-score"])]
public sealed class StandardizeFeatures : Activity
{
    /// <summary>Rows with numeric columns.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>The columns to standardise; when none are named, all numeric columns but the target.</summary>
    [ColumnOf(nameof(Rows), ColumnType.Int32, ColumnType.Int64, ColumnType.Float32, ColumnType.Float64)]
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The column that holds the classes, to leave as it is. Needed where it is numeric and no columns are named.</summary>
    [ColumnOf(nameof(Rows))]
    public string? Target { get; init; }

    /// <summary>The same rows; the standardised columns hold float64.</summary>
    [Port("rows")]
    public Out<Table> Standardized { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        var rows = shapes.Of(Rows);
        Field After(Field field) => field.Type.IsNumeric() && field.Name != Target && Columns?.Contains(field.Name) != false
            ? field with { Type = ColumnType.Float64 }
            : field;
        shapes.Set(Standardized, rows with { Fields = [.. rows.Fields.Select(After)], Candidates = [.. rows.Candidates.Select(After)] });
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var rows = step.Read(Rows);
        step.Write(Standardized, Preparation.Extend(rows, new Standardizer { Columns = Columns, Target = Target }.Fit(rows)));
        return Task.CompletedTask;
    }
}
