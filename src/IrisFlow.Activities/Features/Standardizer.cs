namespace IrisFlow.Activities;

/// <summary>Standardisation before rows were seen.</summary>
[Kind("standardize")]
internal sealed class Standardizer : Estimator
{
    private const double Precision = 2.220446049250313e-16;

    /// <summary>The columns to standardise; null for all numeric ones but the target.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The column of the classes, left as it is.</summary>
    public string? Target { get; init; }

    public override Transform Fit(Table rows)
    {
        if (Target is not null && Columns?.Contains(Target) == true)
        {
            throw new IrisFlowException(new Finding("IF419", $"'{Target}' is named as target and as a column to standardise.")
            {
                Port = "columns",
                Column = Target,
                Expected = "Name it in one of the two.",
            });
        }

        List<string> names = [.. Columns?.Distinct() ?? rows.Schema.Where(f => f.Type.IsNumeric() && f.Name != Target).Select(f => f.Name)];
        var moments = names.Select(n => Moments(rows.Doubles(n).Span)).ToList();
        return new Standardized
        {
            Columns = names,
            Means = [.. moments.Select(m => m.Mean)],
            Scales = [.. moments.Select(m => m.Scale)],
            FittedBy = this,
        };
    }

    /// <summary>Mean and standard deviation of the finite values, 1 in place of a deviation that is nothing but rounding.</summary>
    private static (double Mean, double Scale) Moments(ReadOnlySpan<double> values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
        {
            (sum, count) = double.IsFinite(value) ? (sum + value, count + 1) : (sum, count);
        }

        var (mean, squares) = (count == 0 ? 0 : sum / count, 0.0);
        foreach (var value in values)
        {
            squares += double.IsFinite(value) ? (value - mean) * (value - mean) : 0;
        }

        // The bound is scikit-learn's (_is_constant_feature): below it a column counts as constant.
        var variance = count == 0 ? 0 : squares / count;
        var rounding = count * mean * Precision;
        return (mean, variance <= (count * Precision * variance) + (rounding * rounding) ? 1 : Math.Sqrt(variance));
    }
}

/// <summary>Columns less their mean, divided by their scale, as float64. Missing values stay missing.</summary>
[Kind("standardized")]
internal sealed class Standardized : Transform
{
    /// <summary>The columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The mean of each.</summary>
    public required IReadOnlyList<double> Means { get; init; }

    /// <summary>The standard deviation of each, or 1.</summary>
    public required IReadOnlyList<double> Scales { get; init; }

    public override Table Apply(Table rows)
    {
        // Selecting them names those that are missing. A model may use few of them: so each is computed when it is asked for.
        var given = rows.Select(Columns);
        for (var i = 0; i < Columns.Count; i++)
        {
            var (field, at) = (given.Schema[i], i);
            rows = rows.With(field with { Type = ColumnType.Float64 }, () => Scaled(given, at));
        }

        return rows;
    }

    private Column<double> Scaled(Table rows, int index)
    {
        var (column, values) = (rows[Columns[index]], rows.Doubles(Columns[index]).ToArray());
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = (values[row] - Means[index]) / Scales[index];
        }

        return new Column<double>(ColumnType.Float64, values, column.Validity, column.Nullable);
    }
}
