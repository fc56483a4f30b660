namespace IrisFlow;

/// <summary>Something that happened. Sequence numbers only grow, so a reader asks for what came after the last one it saw.</summary>
/// <param name="Sequence">Its number, unique in the database.</param>
/// <param name="Run">The run.</param>
/// <param name="Step">The step; null for what happened to the run as a whole.</param>
/// <param name="At">When it happened.</param>
/// <param name="Name">What happened: <c>run-started</c>, <c>step-succeeded</c>.</param>
/// <param name="Detail">More about it, in words.</param>
public sealed record RunEvent(long Sequence, string Run, string? Step, DateTimeOffset At, string Name, string? Detail)
{
    /// <summary>The workflow of the run.</summary>
    public string Workflow { get; init; } = "";

    /// <summary>The sweep or map that the run is a part of.</summary>
    public string? Parent { get; init; }
}
