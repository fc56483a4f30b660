using System.Globalization;

namespace IrisFlow.Activities;

/// <summary>What missing values are filled with.</summary>
public enum FillWith
{
    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The middle one of the sorted values, or the mean of the middle two.</summary>
    Median,

    /// <summary>The value that is there most often.</summary>
    MostFrequent,
}

/// <summary>The filling of missing values before rows were seen.</summary>
[Kind("impute")]
internal sealed class Imputer : Estimator
{
    /// <summary>The columns to fill.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>What to fill with.</summary>
    public FillWith With { get; init; }

    public override Transform Fit(Table rows)
    {
        List<string> names = [.. Columns.Distinct()];
        return new Imputed { Columns = names, Values = [.. names.Select(n => Value(rows, n))], With = With, FittedBy = this };
    }

    private string Value(Table rows, string name) => (With == FillWith.MostFrequent ? MostFrequent(rows[name]) : Middle(rows.Doubles(name).Span))
        ?? throw new IrisFlowException(new Finding("IF348", $"Column '{name}' has no value in any row: there is nothing to fill it with.")
        {
            Port = "columns",
            Column = name,
            Expected = "Drop the column, or fill it with a constant (data.fill-nulls).",
        });

    private string? Middle(ReadOnlySpan<double> values)
    {
        var known = new List<double>();
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                known.Add(value);
            }
        }

        if (known.Count == 0)
        {
            return null;
        }

        known.Sort();
        var (half, sum) = (known.Count / 2, 0.0);
        known.ForEach(v => sum += v);
        var middle = With == FillWith.Mean ? sum / known.Count : known.Count % 2 == 1 ? known[half] : (known[half - 1] / 2) + (known[half] / 2);
        return middle.ToString("R", CultureInfo.InvariantCulture);
    }

    private static string? MostFrequent(Column column)
    {
        var text = Table.Of(("x", column)).Cast(new Dictionary<string, ColumnType> { ["x"] = ColumnType.String }).Strings("x");
        return Enumerable.Range(0, column.Length)
            .Where(row => column.ValueAt(row) is not (null or double.NaN or float.NaN))
            .GroupBy(row => text[row]!)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => (IComparable)column.ValueAt(g.First())!, Comparer<IComparable>.Create((a, b) => a is string s ? string.CompareOrdinal(s, (string)(object)b) : a.CompareTo(b)))
            .FirstOrDefault()?.Key;
    }
}

/// <summary>Columns whose missing values are filled.</summary>
[Kind("imputed")]
internal sealed class Imputed : Transform
{
    /// <summary>The columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The value for each, as text.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>What they are: a mean or a median makes the column float64.</summary>
    public FillWith With { get; init; }

    /// <summary>What a column is once it is filled.</summary>
    public static Field After(Field field, FillWith with) =>
        field with { Type = with == FillWith.MostFrequent || !field.Type.IsNumeric() ? field.Type : ColumnType.Float64, Nullable = false };

    public override Table Apply(Table rows)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            var field = rows.Select(Columns[i]).Schema[0];
            var (filled, value) = (After(field, With), Values[i]);
            var given = rows;
            rows = rows.With(filled, () => Filled(given, filled, value));
        }

        return rows;
    }

    private static Column Filled(Table rows, Field field, string value)
    {
        var column = $"`{field.Name.Replace("`", "``", StringComparison.Ordinal)}`";
        var expression = rows[field.Name].Type is ColumnType.Float32 or ColumnType.Float64 ? $"if(is_nan({column}), null, {column})" : column;
        return rows.Select(field.Name)
            .Derive(field.Name, $"cast({expression} as {field.Type.Name()})")
            .FillNulls(new Dictionary<string, string> { [field.Name] = value })[field.Name];
    }
}
