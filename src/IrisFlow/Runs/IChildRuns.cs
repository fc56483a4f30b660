using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>Runs of other workflows, made by a step of a run and recorded as its parts. The engine gives it to the steps it runs.</summary>
public interface IChildRuns
{
    /// <summary>Runs all of them, some at a time. A run that fails is a result, not an exception.</summary>
    /// <param name="runs">What to run.</param>
    /// <param name="stopAtFailure">True to begin none after one has failed.</param>
    /// <param name="ended">Told how many have ended, after each.</param>
    /// <param name="cancellation">Ends all of them; what they have finished is kept.</param>
    /// <returns>A result for each, in the same order; null for those that were not begun.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    Task<IReadOnlyList<ChildResult?>> RunAsync(IReadOnlyList<ChildRun> runs, bool stopAtFailure, Action<int>? ended, CancellationToken cancellation);
}

/// <summary>A run of another workflow that a step asks for.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Environment">What surrounds its steps.</param>
/// <param name="Item">What sets it apart from its siblings.</param>
public sealed record ChildRun(Workflow Workflow, StepEnvironment Environment, JsonNode? Item)
{
    /// <summary>Parameters of the workflow with another value than their default.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Parameters { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>Tables in the place of ports, asked for when the run's turn comes.</summary>
    public Func<IReadOnlyList<GivenTable>> Given { get; init; } = static () => [];
}

/// <summary>A table in the place of a port.</summary>
/// <param name="Address">The port, <c>step.port</c>.</param>
/// <param name="Origin">Where the table is from, in words for a user.</param>
/// <param name="Table">The table.</param>
public sealed record GivenTable(string Address, string Origin, Table Table)
{
    /// <summary>The digest of the table, where it is known already.</summary>
    public Digest? Digest { get; init; }
}

/// <summary>What came of a <see cref="ChildRun"/>.</summary>
/// <param name="Run">The run's id; null when it could not even begin.</param>
/// <param name="State">How it ended.</param>
/// <param name="Metrics">Its figures as <c>step.name</c>, in the order of its steps.</param>
/// <param name="Problem">Why it failed; null when it did not.</param>
public sealed record ChildResult(string? Run, RunState State, IReadOnlyList<KeyValuePair<string, double>> Metrics, Finding? Problem)
{
    /// <summary>Reads an output of the run by its address; null when the run has none there.</summary>
    public Func<string, Table?> Read { get; init; } = static _ => null;
}
