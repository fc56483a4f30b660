namespace IrisFlow;

/// <summary>Puts runs in an order, best first, by a metric.</summary>
public static class Ranking
{
    // The last word of a metric's name says what it is: logLoss, accuracyStd, maxError.
    private static readonly string[] SmallerIsBetter =
        ["loss", "error", "errors", "rmse", "mse", "mae", "mape", "rmsle", "deviance", "std", "variance", "perplexity", "aic", "bic", "time", "milliseconds", "seconds", "bytes"];

    /// <summary>True for a metric of which less is better, as far as its name says: a loss, an error, a spread.</summary>
    /// <param name="metric">The name, alone or as <c>step.name</c>.</param>
    public static bool IsSmallerBetter(string metric)
    {
        var name = metric[(metric.LastIndexOf('.') + 1)..];
        var words = Words(name);
        return SmallerIsBetter.Contains(words[^1]) || SmallerIsBetter.Contains(name.ToLowerInvariant()) || words.Contains("error") || words.Contains("loss");
    }

    /// <summary>The metric that a user means: <c>step.name</c>, a name that only one step has, or, when nothing is said, the first.</summary>
    /// <param name="by">What the user wrote; null for nothing.</param>
    /// <param name="metrics">The metrics there are, as <c>step.name</c>.</param>
    /// <param name="report">Told why none or several are meant.</param>
    public static string? Metric(string? by, IReadOnlyList<string> metrics, Action<Finding> report)
    {
        if (by is null)
        {
            return metrics.Count > 0 ? metrics[0] : null;
        }

        var meant = metrics.Contains(by) ? [by] : metrics.Where(m => m.EndsWith("." + by, StringComparison.Ordinal)).ToList();
        if (meant.Count == 1)
        {
            return meant[0];
        }

        report(new("IF443", meant.Count == 0 ? $"No run has a metric '{by}'." : $"'{by}' may mean {string.Join(" or ", meant)}.")
        {
            Expected = meant.Count == 0 ? NearMiss.OneOf(by, metrics, "The metrics are") : "Say which step's.",
        });
        return null;
    }

    /// <summary>An order, best first. Of equal figures the earlier run comes first; without a figure a run comes last.</summary>
    /// <param name="figures">The figure of each run; null or NaN where it has none.</param>
    /// <param name="smallestFirst">True when less is better.</param>
    /// <returns>For each place the index of the run, and its rank from 1: equal figures share one, and no figure has none.</returns>
    public static IReadOnlyList<(int Index, int? Rank)> BestFirst(IReadOnlyList<double?> figures, bool smallestFirst)
    {
        bool HasFigure(int i) => figures[i] is { } figure && !double.IsNaN(figure);
        var order = Enumerable.Range(0, figures.Count)
            .OrderBy(i => HasFigure(i) ? 0 : 1)
            .ThenBy(i => HasFigure(i) ? (smallestFirst ? figures[i]!.Value : -figures[i]!.Value) : 0)
            .ToList();
        var ranked = new List<(int, int?)>(order.Count);
        for (var place = 0; place < order.Count; place++)
        {
            var same = place > 0 && figures[order[place]] is { } mine && figures[order[place - 1]] is { } before && mine.Equals(before);
            ranked.Add((order[place], !HasFigure(order[place]) ? null : same ? ranked[^1].Item2 : place + 1));
        }

        return ranked;
    }

    /// <summary>The words of a name in camel case, kebab case or snake case, in lower case.</summary>
    private static List<string> Words(string name)
    {
        var words = new List<string> { "" };
        foreach (var letter in name)
        {
            if (letter is '-' or '_' or ' ' || (char.IsUpper(letter) && words[^1].Length > 0))
            {
                words.Add("");
            }

            if (char.IsLetterOrDigit(letter))
            {
                words[^1] += char.ToLowerInvariant(letter);
            }
        }

        words.RemoveAll(w => w.Length == 0);
        return words.Count == 0 ? [""] : words;
    }
}
