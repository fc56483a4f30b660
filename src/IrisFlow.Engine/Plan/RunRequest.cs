using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Plan;

/// <summary>What a user asks for: a workflow, where to enter and leave it, and what to change.</summary>
/// <param name="Workflow">The workflow as it is written.</param>
/// <param name="Environment">Where its files are, and the activities there are.</param>
public sealed record RunRequest(Workflow Workflow, StepEnvironment Environment)
{
    /// <summary>Enter at these steps: they and all that follow from them.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>Leave after these steps: they and all that they need.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Data put in the place of a port: the port's address and where the data is.</summary>
    public IReadOnlyList<(string Address, string Source)> With { get; init; } = [];

    /// <summary>A run whose checkpoints come first when an input is not made by this run.</summary>
    public string? Base { get; init; }

    /// <summary>Lets steps before the entry run where their checkpoints are missing.</summary>
    public bool Fill { get; init; }

    /// <summary>Accepts checkpoints from before the entry that no longer fit the workflow.</summary>
    public bool StaleOk { get; init; }

    /// <summary>Steps that run even where a checkpoint could be reused.</summary>
    public IReadOnlyList<string> Force { get; init; } = [];

    /// <summary>Parameters of steps with another value: <c>select.k</c>, <c>train.trainer.l2</c>.</summary>
    public IReadOnlyList<(string Path, JsonNode? Value)> Set { get; init; } = [];

    /// <summary>The same for what sets a part of a sweep apart, applied after <see cref="Set"/>.</summary>
    public IReadOnlyList<(string Path, JsonNode? Value)> Vary { get; init; } = [];

    /// <summary>Tables put in the place of ports, as <see cref="With"/> does it with files.</summary>
    public IReadOnlyList<GivenTable> Given { get; init; } = [];

    /// <summary>Parameters of the workflow with another value.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Parameters { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>Steps to leave out: what they would have changed goes through as it is.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Reuses nothing; results are stored all the same.</summary>
    public bool NoCache { get; init; }

    /// <summary>The run that this one is made from by <c>fork</c> or <c>rerun</c>.</summary>
    public string? Origin { get; init; }

    /// <summary>The sweep or map that this run is a part of, and the values that set it apart as a JSON object.</summary>
    public (string Run, string Variant)? PartOf { get; init; }

    /// <summary>An unfinished run to go on with, instead of beginning a new one.</summary>
    public RunRecord? Continues { get; init; }

    /// <summary>Of the run to go on with: the steps whose outputs were committed and are kept, by name. In a new run: steps that are taken as other runs have them.</summary>
    public IReadOnlyDictionary<string, StepRecord> Kept { get; init; } = new Dictionary<string, StepRecord>();

    /// <summary>Of the run to go on with: the steps whose success was on record when it was looked at.</summary>
    public IReadOnlySet<string> Seen { get; init; } = new HashSet<string>();

    /// <summary>The request over HTTP that asks for it; it begins one run, however often it arrives.</summary>
    public Submission? Submission { get; init; }

    /// <summary>The tick of a schedule that asks for it; it begins one run, however many servers see it.</summary>
    public Tick? Tick { get; init; }

    /// <summary>The request as the command line would say it.</summary>
    public string Command { get; init; } = "";
}
