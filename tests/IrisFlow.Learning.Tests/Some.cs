using IrisFlow.Testing;

namespace IrisFlow.Learning.Tests;

/// <summary>Examples to learn from.</summary>
internal static class Some
{
    public static Examples Iris(params string[] features) => Examples(ReferenceRows.Iris, "species", features);

    public static Examples IrisWithSepalsUpTo(double longest, params string[] features)
    {
        var lengths = ReferenceRows.Iris.Doubles("sepal_length");
        return Examples(ReferenceRows.Iris.Where(row => lengths.Span[row] <= longest), "species", features);
    }

    /// <summary>The rows of a table as examples; all columns but the target are features when none is named.</summary>
    public static Examples Examples(Table rows, string target, params string[] features)
    {
        features = features.Length > 0 ? features : [.. rows.Schema.Names.Where(n => n != target)];
        var labels = Enumerable.Range(0, rows.RowCount).Select(row => rows[target].ValueAt(row)!.ToString()!).ToList();
        string[] classes = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        return new(features, [.. features.Select(rows.Doubles)], classes, labels.Select(l => Array.IndexOf(classes, l)).ToArray());
    }

    /// <summary>One feature, and the class of each row as a letter.</summary>
    public static Examples Examples(string classes, params double[] values) =>
        Examples(Table.Of(("x", Column.Of(values)), ("y", Column.Of(classes.Select(c => (string?)c.ToString()).ToArray()))), "y");

    /// <summary>Each feature standardised with the divisor n, as scikit-learn's StandardScaler does.</summary>
    public static Examples Standardised(this Examples examples) => examples with
    {
        Values = [.. examples.Values.Select(column =>
        {
            var values = column.ToArray();
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
            return (ReadOnlyMemory<double>)values.Select(v => (v - mean) / deviation).ToArray();
        })],
    };

    public static double[][] Scores(this Predictor predictor, Examples examples) => predictor.Probabilities(examples.Values, examples.RowCount);
}
