namespace IrisFlow.Engine.Reasons;

/// <summary>Why something is done with a step: a sentence, and what is behind it, down to the parameter, the column or the method.</summary>
/// <param name="Kind">What it tells of.</param>
/// <param name="Text">The sentence, without a full stop.</param>
public sealed record Reason(ReasonKind Kind, string Text)
{
    private const int MostNamed = 3;

    /// <summary>What is behind it; empty where this is the last that is known.</summary>
    public IReadOnlyList<Reason> Because { get; init; } = [];

    /// <summary>The step, where it is not the one that is asked about.</summary>
    public string? Step { get; init; }

    /// <summary>The parameter, input, column, method or package.</summary>
    public string? Name { get; init; }

    /// <summary>For an input: the address or file that it reads.</summary>
    public string? Source { get; init; }

    /// <summary>What it was: a value as JSON, a digest, a type, a hash; null where there was nothing.</summary>
    public string? Before { get; init; }

    /// <summary>What it is.</summary>
    public string? After { get; init; }

    /// <summary>The run that this was compared with, or that it tells of.</summary>
    public string? Run { get; init; }

    internal static Reason NeverRan { get; } = new(ReasonKind.NeverRan, "it never ran");

    internal static Reason Forced { get; } = new(ReasonKind.Forced, "forced by --force");

    internal static Reason NoCache { get; } = new(ReasonKind.NoCache, "nothing is reused with --no-cache");

    internal static Reason SideEffect { get; } = new(ReasonKind.SideEffect, "it has an effect outside the workspace");

    internal static Reason NotSelected { get; } = new(ReasonKind.NotSelected, "");

    /// <summary>Some reasons as one: itself when there is one, else a sentence that names the first of them.</summary>
    internal static Reason Of(IReadOnlyList<Reason> reasons) => reasons is [var only]
        ? only
        : new(ReasonKind.Several, Named(reasons)) { Because = reasons };

    private static string Named(IReadOnlyList<Reason> reasons) =>
        string.Join(", ", reasons.Take(MostNamed).Select(r => r.Text)) + (reasons.Count > MostNamed ? $" and {reasons.Count - MostNamed} more" : "");
}
