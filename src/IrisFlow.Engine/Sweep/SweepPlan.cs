using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Resume;

namespace IrisFlow.Engine.Sweep;

/// <summary>A sweep that was held against the rules: each of its runs can be planned when its turn comes.</summary>
/// <param name="Sweep">What was asked for.</param>
/// <param name="First">The plan of the first run.</param>
public sealed record SweepPlan(SweepRequest Sweep, RunPlan First)
{
    /// <summary>The workflow's name.</summary>
    public string Workflow => First.Workflow;

    /// <summary>How many runs it is.</summary>
    public int Count => (int)Sweep.Count;

    /// <summary>What a user should know and that stops nothing.</summary>
    public IReadOnlyList<Finding> Warnings => First.Warnings;

    /// <summary>An unfinished sweep to go on with, instead of beginning a new one.</summary>
    internal RunRecord? Continues { get; init; }

    /// <summary>Of the sweep to go on with: the runs it has, by variant.</summary>
    internal IReadOnlyDictionary<string, RunRecord> Earlier { get; init; } = new Dictionary<string, RunRecord>();

    /// <summary>How a run of the sweep to go on with is planned.</summary>
    internal Func<RunRecord, ChangedCode, RunPlan>? Again { get; init; }

    /// <summary>What to do with its committed steps whose code has changed.</summary>
    internal ChangedCode Changed { get; init; }
}

/// <summary>How much work a sweep would be.</summary>
/// <param name="Runs">The number of runs.</param>
/// <param name="Run">Steps that would run, each counted once though several runs need it; at most so many, as results may turn out the same.</param>
/// <param name="Reused">Steps of runs whose outputs would be there: from before, or made for another run of the sweep.</param>
/// <param name="Blocked">Runs that could not go on, as something they read is neither made nor found.</param>
public sealed record SweepEstimate(int Runs, int Run, int Reused, int Blocked);
