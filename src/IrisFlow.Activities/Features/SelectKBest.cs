using System.ComponentModel.DataAnnotations;

namespace IrisFlow.Activities;

/// <summary>
/// Keeps the k numeric columns whose means differ most between the classes of the target, by the F statistic of a one-way analysis of
/// variance. Columns that are neither numeric nor the target are dropped.
/// </summary>
/// <remarks>
/// As scikit-learn's <c>SelectKBest(f_classif, k)</c>. The choice travels with the rows: a model trained on them scores raw rows, and
/// <c>model.cross-validate</c> chooses again inside each fold.
/// </remarks>
/// <example>{ "k": 2, "target": "species" }</example>
[Activity("features.select-k-best", Tags = ["anova", "feature selection"])]
public sealed class SelectKBest : Activity
{
    private static readonly Schema ScoresSchema = new(
        new Field("feature", ColumnType.String), new("f", ColumnType.Float64, true), new("pValue", ColumnType.Float64, true), new("rank", ColumnType.Int32), new("selected", ColumnType.Bool));

    /// <summary>Rows with the target and numeric columns to choose from; no missing values among these.</summary>
    public required In<Table> Rows { get; init; }

    /// <summary>How many features to keep: from 1 to the number of numeric columns besides the target.</summary>
    [Range(1, int.MaxValue)]
    public int K { get; init; } = 2;

    /// <summary>The column that holds the classes: text, whole numbers, true and false, or dates.</summary>
    [ColumnOf(nameof(Rows), ColumnType.String, ColumnType.Int32, ColumnType.Int64, ColumnType.Bool, ColumnType.Date)]
    public required string Target { get; init; }

    /// <summary>All rows with the chosen columns, in the order they stood in, and the target.</summary>
    [Port("rows")]
    public Out<Table> Selected { get; } = new();

    /// <summary>
    /// One row for each numeric column, the best first: <c>feature</c>, <c>f</c>, <c>pValue</c> (how likely so large an F is where the
    /// classes do not differ), <c>rank</c> from 1, <c>selected</c>. A column that never varies has no F and comes last.
    /// </summary>
    public Out<Table> Scores { get; } = new();

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        var rows = shapes.Of(Rows);
        bool IsCandidate(Field field) => field.Type.IsNumeric() && field.Name != Target;
        var certain = rows.Fields.Count(IsCandidate);
        var available = certain + Math.Min(rows.Chosen, rows.Candidates.Count(IsCandidate));
        if (K > available && !rows.IsOpen)
        {
            shapes.Report(KBestFeatures.TooMany(K, available));
        }

        var all = K == certain && available == certain && !rows.IsOpen;
        shapes.Set(Selected, rows with
        {
            Fields = [.. rows.Fields.Where(f => f.Name == Target || (all && IsCandidate(f)))],
            Candidates = all ? [] : [.. rows.All.Where(IsCandidate)],
            Chosen = all ? 0 : K,
        });
        shapes.Set(Scores, Shape.Of(ScoresSchema));
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        var rows = step.Read(Rows);
        var estimator = new KBestFeatures { K = K, Target = Target };
        var scores = estimator.Score(rows);
        step.Write(Selected, Preparation.Extend(rows, estimator.Choose(rows, scores)));
        step.Write(Scores, ToTable(scores));
        return Task.CompletedTask;
    }

    private Table ToTable(IReadOnlyList<FeatureScore> scores)
    {
        var best = scores.OrderBy(s => s.Rank).ToList();
        static double? Known(double value) => double.IsNaN(value) ? null : value;
        return new(ScoresSchema,
        [
            Column.Of(best.Select(s => (string?)s.Feature).ToArray()),
            Column.OfNullable(ColumnType.Float64, best.Select(s => Known(s.F)).ToArray()),
            Column.OfNullable(ColumnType.Float64, best.Select(s => Known(s.PValue)).ToArray()),
            Column.Of(best.Select(s => s.Rank).ToArray()),
            Column.Of(best.Select(s => s.Rank <= K).ToArray()),
        ]);
    }
}
