using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Comparison;

/// <summary>In what two runs differ, and nothing else: whatever is the same in both is not in here.</summary>
/// <param name="First">The run that comes first in every pair.</param>
/// <param name="Second">The run that is compared with it.</param>
public sealed record RunDifferences(RunRecord First, RunRecord Second)
{
    /// <summary>Parameters of the workflow with another value.</summary>
    public IReadOnlyList<ValueChange> Parameters { get; init; } = [];

    /// <summary>The steps that differ in anything, in an order in which they can run.</summary>
    public IReadOnlyList<StepDifferences> Steps { get; init; } = [];

    /// <summary>Where the two part; null when every output is the same.</summary>
    public Divergence? Divergence { get; init; }

    /// <summary>True when nothing differs.</summary>
    public bool AreEqual => First.Workflow == Second.Workflow && Parameters.Count == 0 && Steps.All(s => s.IsEmpty);
}

/// <summary>The first step, in an order in which they can run, whose outputs differ or that only one run has.</summary>
/// <param name="Step">The step.</param>
/// <param name="Causes">Why there; several when several things differ in what the step was asked to do.</param>
public sealed record Divergence(string Step, IReadOnlyList<Cause> Causes);

/// <summary>A reason for which a step gave something else.</summary>
/// <param name="Kind">What kind of reason.</param>
/// <param name="Name">The parameter, input, method or wire, where there is one.</param>
/// <param name="Sentence">The reason in words.</param>
public sealed record Cause(CauseKind Kind, string? Name, string Sentence);

/// <summary>The reasons for which a step can give something else.</summary>
public enum CauseKind
{
    /// <summary>The step, its activity or its wires are others.</summary>
    Definition,

    /// <summary>A parameter has another value.</summary>
    Parameter,

    /// <summary>A file it reads, or injected data, has other content.</summary>
    Input,

    /// <summary>The code behind the activity is other code.</summary>
    Code,

    /// <summary>The step failed, or never ran, in one of the runs.</summary>
    State,

    /// <summary>Nothing that decides the result differs, yet the result does.</summary>
    NonDeterminism,
}

/// <summary>A value that differs. Nested values have a path: <c>trainer.l2</c>.</summary>
/// <param name="Name">The name or path.</param>
/// <param name="Before">The value in the first run; null where it has none.</param>
/// <param name="After">The value in the second run; null where it has none.</param>
public sealed record ValueChange(string Name, JsonNode? Before, JsonNode? After)
{
    /// <summary>As a sentence: <c>trainer.l2 is 1 in the first run and 10 in the second</c>.</summary>
    public override string ToString() => $"{Name}: {Text(Before)} → {Text(After)}";

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? "none";
}

/// <summary>A pair of values that differ.</summary>
/// <param name="Before">In the first run; null where it has none.</param>
/// <param name="After">In the second run; null where it has none.</param>
public sealed record Change<T>(T? Before, T? After);
