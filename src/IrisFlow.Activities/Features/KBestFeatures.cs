namespace IrisFlow.Activities;

/// <summary>How a candidate feature did.</summary>
/// <param name="Feature">Its column.</param>
/// <param name="F">The F statistic; NaN where the feature never varies.</param>
/// <param name="PValue">How likely so large an F is where the classes do not differ; NaN where F is.</param>
/// <param name="Rank">1 for the best.</param>
internal sealed record FeatureScore(string Feature, double F, double PValue, int Rank);

/// <summary>The k features whose means differ most between the classes, before rows were seen.</summary>
[Kind("select-k-best")]
internal sealed class KBestFeatures : Estimator
{
    /// <summary>How many features to keep.</summary>
    public required int K { get; init; }

    /// <summary>The column of the classes.</summary>
    public required string Target { get; init; }

    public override Transform Fit(Table rows) => Choose(rows, Score(rows));

    /// <summary>Every numeric column but the target with its score, in the order of the columns.</summary>
    public IReadOnlyList<FeatureScore> Score(Table rows)
    {
        var target = ClassColumn.Of(rows, Target);
        List<string> names = [.. rows.Schema.Where(f => f.Type.IsNumeric() && f.Name != Target).Select(f => f.Name)];
        Require(rows, target, names);
        var scores = names.Select(n => AnovaF.Of(rows.Doubles(n).Span, target.Labels, target.Classes.Count)).ToList();

        // As scikit-learn: a feature that never varies comes last, and of equal ones the later is the better.
        var ranks = Enumerable.Range(0, names.Count)
            .OrderByDescending(i => double.IsNaN(scores[i]) ? double.MinValue : scores[i])
            .ThenByDescending(i => i)
            .Select((feature, rank) => (feature, rank))
            .ToDictionary(r => r.feature, r => r.rank + 1);
        return
        [
            .. names.Select((name, i) => new FeatureScore(
                name,
                scores[i],
                FDistribution.Survival(scores[i], target.Classes.Count - 1, rows.RowCount - target.Classes.Count),
                ranks[i])),
        ];
    }

    /// <summary>The transform that keeps the best.</summary>
    public SelectedColumns Choose(Table rows, IReadOnlyList<FeatureScore> scores)
    {
        var kept = scores.Where(s => s.Rank <= K).Select(s => s.Feature).ToHashSet();
        return new() { Columns = [.. rows.Schema.Names.Where(kept.Contains)], Target = Target, FittedBy = this };
    }

    /// <summary>What is wrong when more features are asked for than there are.</summary>
    public static Finding TooMany(int k, int candidates) => new("IF420", $"{k} features are asked for, and there are {candidates} to choose from.")
    {
        Port = "k",
        Expected = candidates == 0 ? "The rows need a numeric column besides the target." : $"k is at most {candidates}: the numeric columns besides the target.",
    };

    private void Require(Table rows, ClassColumn target, List<string> names)
    {
        var findings = names.Select(n => Examples.Missing(n, rows.Doubles(n).Span)).OfType<Finding>().ToList();
        if (K > names.Count)
        {
            findings.Add(TooMany(K, names.Count));
        }

        if (target.Classes.Count < 2 || rows.RowCount <= target.Classes.Count)
        {
            findings.Add(new("IF421", $"Features can't be compared by {rows.RowCount} rows of {target.Classes.Count} classes of '{Target}'.")
            {
                Column = Target,
                Expected = "At least two classes are needed, and more rows than classes.",
            });
        }

        if (findings.Count > 0)
        {
            throw new IrisFlowException(findings);
        }
    }
}

/// <summary>Keeps the chosen features, and the target where the rows have it, in the order they stand in.</summary>
[Kind("selected-columns")]
internal sealed class SelectedColumns : Transform
{
    /// <summary>The features kept.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The column of the classes, which rows to be scored need not have.</summary>
    public required string Target { get; init; }

    public override Table Apply(Table rows)
    {
        // Asking for each column names the one that is missing; the order is then that of the rows.
        var kept = rows.Select(Columns).Schema.Names.Append(Target).ToHashSet();
        return rows.Select(rows.Schema.Names.Where(kept.Contains));
    }
}
