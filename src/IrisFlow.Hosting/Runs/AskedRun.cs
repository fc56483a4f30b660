using System.Text.Json.Nodes;

namespace IrisFlow.Hosting.Runs;

/// <summary>A run as JSON asks for it: the options of <c>irisflow run</c>, or those of <c>irisflow fork</c> where it names a run.</summary>
public record AskedRun
{
    /// <summary>The workflow's name; null for a fork.</summary>
    public string? Workflow { get; init; }

    /// <summary>The run to begin from; null where a workflow is named.</summary>
    public string? Run { get; init; }

    /// <summary>Enter at these steps.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>Leave after these steps.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Data in the place of ports: <c>step.port</c> and a source that names data, never a path.</summary>
    public IReadOnlyDictionary<string, string> With { get; init; } = new Dictionary<string, string>();

    /// <summary>A run whose checkpoints come first when an input is not made by this run.</summary>
    public string? Base { get; init; }

    /// <summary>Lets steps before the entry run where their checkpoints are missing.</summary>
    public bool Fill { get; init; }

    /// <summary>Accepts checkpoints from before the entry that no longer fit.</summary>
    public bool StaleOk { get; init; }

    /// <summary>Steps that run even where they could be reused.</summary>
    public IReadOnlyList<string> Force { get; init; } = [];

    /// <summary>Parameters of steps with another value: <c>select.k</c>.</summary>
    public JsonObject Set { get; init; } = [];

    /// <summary>Parameters of the workflow with another value.</summary>
    public JsonObject Parameters { get; init; } = [];

    /// <summary>Steps to leave out.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Reuses nothing.</summary>
    public bool NoCache { get; init; }
}

/// <summary>A plan that is asked for: of a run, or of a workflow as it stands in an editor and on no disk.</summary>
public sealed record AskedPlan : AskedRun
{
    /// <summary>The workflow's object, where it is not the saved one.</summary>
    public JsonObject? Definition { get; init; }
}

/// <summary>A sweep that is asked for: a run with every combination of some values.</summary>
public sealed record AskedSweep : AskedRun
{
    /// <summary>For each parameter its values: a list, or <c>{ "from", "to", "steps", "log" }</c>.</summary>
    public required JsonObject Vary { get; init; }

    /// <summary>The metric that decides which run is best.</summary>
    public string? By { get; init; }

    /// <summary>Whether less of it is better; by its name where nothing is said.</summary>
    public bool? SmallestFirst { get; init; }
}
