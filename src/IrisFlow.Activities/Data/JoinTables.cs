namespace IrisFlow.Activities;

/// <summary>Adds the columns of another table to the rows that have the same keys there. The rows stay in their order; a key with a missing value is like no other.</summary>
/// <example>{ "on": ["customer"], "kind": "left" }</example>
[Activity("data.join", Tags = ["left join", "lookup", "merge"])]
public sealed class JoinTables : Activity
{
    /// <summary>The rows to add columns to.</summary>
    public required In<Table> Left { get; init; }

    /// <summary>The rows that have these columns.</summary>
    public required In<Table> Right { get; init; }

    /// <summary>The keys: columns whose values are equal where rows belong together.</summary>
    [ColumnOf(nameof(Left))]
    public required IReadOnlyList<string> On { get; init; }

    /// <summary>The names that the keys have in the right table, in the same order, where they are others there.</summary>
    public IReadOnlyList<string>? RightOn { get; init; }

    /// <summary>Whether a row without a partner is dropped (inner), or stays with missing values (left).</summary>
    public JoinKind Kind { get; init; } = JoinKind.Inner;

    /// <summary>What several right rows with one key are: an error, a row each (all), or the first of them counts.</summary>
    public DuplicateKeys Duplicates { get; init; } = DuplicateKeys.Error;

    /// <summary>What is put behind the name of a right column that the left table has too. Without one that is an error.</summary>
    public string? Suffix { get; init; }

    /// <summary>The left columns, then those of the right but for its keys.</summary>
    [Port("rows")]
    public Out<Table> Joined { get; } = new();

    private JoinOptions Options => new() { Kind = Kind, Duplicates = Duplicates, Suffix = Suffix };

    private IReadOnlyList<JoinKey> Keys => [.. On.Zip(RightOn ?? On, (left, right) => new JoinKey(left, right))];

    /// <inheritdoc/>
    protected override void Describe(StepShapes shapes)
    {
        if (On is null)
        {
            // Left out of the workflow, which is reported where parameters are bound.
            return;
        }

        KeyColumns.Check(shapes, "on", On);
        if (RightOn is not null && RightOn.Count != On.Count)
        {
            shapes.Report(new Finding("IF484", $"{On.Count} keys have {RightOn.Count} names in the right table.") { Port = "rightOn", Expected = "Each key has one name there." });
        }

        var (left, right) = (shapes.Of(Left), shapes.Of(Right));
        foreach (var key in Keys)
        {
            if (shapes.Needs(Right, key.Right, RightOn is null ? "on" : "rightOn") is { } there && left.Find(key.Left) is { } here && JoinSchema.Mismatch(here, there) is { } mismatch)
            {
                shapes.Report(mismatch with { Port = "on" });
            }
        }

        var added = JoinSchema.Added(left.Fields, right.Fields, Keys, Options, finding => shapes.Report(finding with { Port = "suffix" }));
        shapes.Set(Joined, new Shape
        {
            Fields = [.. left.Fields, .. added.Select(a => a.Field)],

            // Which of the others are there is known when the tables are.
            Candidates = left.Candidates,
            Chosen = left.Chosen,
            IsOpen = left.IsOpen || right.IsOpen || right.Chosen > 0,
        });
    }

    /// <inheritdoc/>
    protected override Task RunAsync(StepContext step)
    {
        step.Write(Joined, step.Read(Left).Join(step.Read(Right), Keys, Options, step.Cancellation));
        return Task.CompletedTask;
    }
}
