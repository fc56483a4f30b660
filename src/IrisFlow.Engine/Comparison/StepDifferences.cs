namespace IrisFlow.Engine.Comparison;

/// <summary>In what a step differs between two runs.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Presence">Which of the runs have it.</param>
public sealed record StepDifferences(string Step, Presence Presence)
{
    /// <summary>The activity, where it is another one.</summary>
    public Change<string>? Uses { get; init; }

    /// <summary>The wires of inputs that are wired otherwise.</summary>
    public IReadOnlyList<(string Port, Change<string> Source)> Wires { get; init; } = [];

    /// <summary>Parameters with another effective value; files that are read count by content, under <see cref="Files"/>.</summary>
    public IReadOnlyList<ValueChange> Parameters { get; init; } = [];

    /// <summary>The code, where it is other code.</summary>
    public CodeDifferences? Code { get; init; }

    /// <summary>Files it read that had other content.</summary>
    public IReadOnlyList<FileDifference> Files { get; init; } = [];

    /// <summary>How it ended, where that is not the same; reused and succeeded are.</summary>
    public Change<StepRecord>? State { get; init; }

    /// <summary>Outputs with other content.</summary>
    public IReadOnlyList<OutputDifferences> Outputs { get; init; } = [];

    /// <summary>Figures with another value.</summary>
    public IReadOnlyList<FigureChange> Metrics { get; init; } = [];

    /// <summary>How long the work took in milliseconds, where it was asked for and the step ran in a run.</summary>
    public Change<StepRecord>? Times { get; init; }

    /// <summary>True when nothing differs but the time.</summary>
    public bool IsEmpty => Presence == Presence.Both && Uses is null && Wires.Count == 0 && Parameters.Count == 0 && Code is null && Files.Count == 0
        && State is null && Outputs.Count == 0 && Metrics.Count == 0;
}

/// <summary>Which of two runs have something.</summary>
public enum Presence
{
    /// <summary>Both.</summary>
    Both,

    /// <summary>Only the first: it was removed.</summary>
    OnlyFirst,

    /// <summary>Only the second: it was added.</summary>
    OnlySecond,
}

/// <summary>The code of a step that is other code.</summary>
/// <param name="Before">The fingerprint in the first run.</param>
/// <param name="After">The fingerprint in the second run.</param>
public sealed record CodeDifferences(string? Before, string? After)
{
    /// <summary>Methods, packages and other pieces of code that changed, were added or removed; empty when the pieces were not kept.</summary>
    public IReadOnlyList<(string Name, Presence Presence)> Pieces { get; init; } = [];
}

/// <summary>A file that was read and had other content.</summary>
/// <param name="Parameter">The parameter that names it.</param>
/// <param name="Before">The path and content in the first run.</param>
/// <param name="After">The path and content in the second run.</param>
public sealed record FileDifference(string Parameter, InputRecord? Before, InputRecord? After);

/// <summary>An output with other content.</summary>
/// <param name="Port">The port.</param>
/// <param name="Before">The output in the first run; null when it has none.</param>
/// <param name="After">The output in the second run; null when it has none.</param>
/// <param name="Schema">Columns that were added, removed, or have another type, nullability counted as part of it.</param>
public sealed record OutputDifferences(string Port, OutputRecord? Before, OutputRecord? After, IReadOnlyList<FieldChange> Schema);

/// <summary>A column that only one table has, or that has another type.</summary>
/// <param name="Before">The column in the first table; null when it has none.</param>
/// <param name="After">The column in the second table; null when it has none.</param>
public sealed record FieldChange(Field? Before, Field? After)
{
    /// <summary>The column's name.</summary>
    public string Name => (Before ?? After)!.Name;

    /// <summary>The columns in which two schemas differ, in their order.</summary>
    public static IReadOnlyList<FieldChange> Between(Schema first, Schema second) =>
    [
        .. first.Names.Union(second.Names).Select(n => new FieldChange(first.Find(n), second.Find(n))).Where(c => c.Before != c.After),
    ];
}

/// <summary>A figure with another value.</summary>
/// <param name="Name">The figure's name.</param>
/// <param name="Before">In the first run; null when it has none.</param>
/// <param name="After">In the second run; null when it has none.</param>
public sealed record FigureChange(string Name, double? Before, double? After)
{
    /// <summary>How much more it is in the second run; null when one has no number.</summary>
    public double? Delta => After - Before is { } delta && double.IsFinite(delta) ? delta : null;
}
