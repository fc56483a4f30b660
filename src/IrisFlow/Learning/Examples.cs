namespace IrisFlow;

/// <summary>Rows to learn from: numeric features in columns, and the class of each row as an index into the sorted classes.</summary>
/// <param name="Features">The names of the features.</param>
/// <param name="Values">The values of each feature; no NaN among them.</param>
/// <param name="Classes">The class labels as text, in the natural order of the target's type.</param>
/// <param name="Labels">For each row the index of its class.</param>
public sealed record Examples(
    IReadOnlyList<string> Features, IReadOnlyList<ReadOnlyMemory<double>> Values, IReadOnlyList<string> Classes, ReadOnlyMemory<int> Labels)
{
    /// <summary>Number of rows.</summary>
    public int RowCount => Labels.Length;

    /// <summary>Refuses what can't be learned from; a trainer calls it before all else.</summary>
    /// <param name="classes">How many classes there must be, each with a row of its own.</param>
    /// <param name="features">How many features there must be.</param>
    /// <exception cref="IrisFlowException">Too few rows, classes or features, or a feature without a number in some row.</exception>
    public void Require(int classes = 2, int features = 1)
    {
        var findings = new List<Finding>();
        var present = Labels.Span.ToArray().ToHashSet();
        if (RowCount == 0)
        {
            findings.Add(new("IF410", "There are no rows to learn from.") { Expected = "Look at the steps before: one of them let no row through." });
        }
        else if (present.Count < Math.Max(classes, Classes.Count))
        {
            findings.Add(new("IF411", $"The target has rows of {present.Count} of {Math.Max(classes, Classes.Count)} classes: {string.Join(", ", present.Order().Select(c => $"'{Classes[c]}'"))}.")
            {
                Expected = $"At least {classes} classes are needed, each with a row. Look at the steps before: one of them may have dropped the others.",
            });
        }

        if (Features.Count < features)
        {
            findings.Add(new("IF413", "There is no feature to learn from.") { Expected = "The rows need a numeric column besides the target." });
        }

        findings.AddRange(Features.Select((name, i) => Missing(name, Values[i].Span)).OfType<Finding>());
        if (findings.Count > 0)
        {
            throw new IrisFlowException(findings);
        }
    }

    /// <summary>Says where a feature holds no finite number; null when every row has one.</summary>
    public static Finding? Missing(string feature, ReadOnlySpan<double> values)
    {
        var (count, first) = (0, -1);
        for (var row = 0; row < values.Length; row++)
        {
            if (!double.IsFinite(values[row]))
            {
                first = count++ == 0 ? row : first;
            }
        }

        return count == 0 ? null : Missing(feature, count, values.Length, first);
    }

    /// <summary>The finding for a feature that holds no finite number everywhere.</summary>
    /// <param name="feature">Its name.</param>
    /// <param name="count">In how many rows it holds none.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="first">The first of those without, from 0.</param>
    public static Finding Missing(string feature, long count, long rows, long first) => new("IF412", $"Feature '{feature}' holds no number in {count} of {rows} rows; the first is row {first + 1}.")
    {
        Column = feature,
        Expected = "Every row needs a finite number there. Drop such rows or fill them in the steps before.",
    };
}
