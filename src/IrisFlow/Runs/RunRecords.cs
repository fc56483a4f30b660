namespace IrisFlow;

/// <summary>How far a run is, or how it ended.</summary>
public enum RunState
{
    /// <summary>Steps are being worked on.</summary>
    Running,

    /// <summary>Every selected step has its outputs.</summary>
    Succeeded,

    /// <summary>A step failed.</summary>
    Failed,

    /// <summary>The user stopped it.</summary>
    Cancelled,

    /// <summary>Its process is gone and left it unfinished.</summary>
    Interrupted,
}

/// <summary>How far a step of a run is, or how it ended.</summary>
public enum StepState
{
    /// <summary>It waits for others.</summary>
    Waiting,

    /// <summary>It is being worked on.</summary>
    Running,

    /// <summary>It ran, and its outputs are stored.</summary>
    Succeeded,

    /// <summary>Its outputs were there already.</summary>
    Reused,

    /// <summary>The user put other data in the place of its outputs.</summary>
    Injected,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>The run ended before it did.</summary>
    Cancelled,

    /// <summary>The run leaves it out.</summary>
    NotSelected,
}

/// <summary>A run as the store keeps it.</summary>
/// <param name="Id">Its id, which sorts by time.</param>
/// <param name="Workflow">The workflow's name.</param>
public sealed record RunRecord(string Id, string Workflow)
{
    /// <summary>How far it is.</summary>
    public RunState State { get; init; }

    /// <summary>The canonical text of the workflow as it was run.</summary>
    public string Definition { get; init; } = "";

    /// <summary>What was asked for, as the command line would say it.</summary>
    public string Command { get; init; } = "";

    /// <summary>The values of the workflow's parameters as a JSON object.</summary>
    public string Parameters { get; init; } = "{}";

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Raised whenever another runner takes over; who holds an older one can't commit.</summary>
    public long Epoch { get; init; } = 1;

    /// <summary>The runner: its machine, process id and the start of that process.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Until when the runner has promised to be alive; it renews this while it works. Null for a run of an older version.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>The workflow's file, whose folder relative paths start at; null when it is defined in code.</summary>
    public string? File { get; init; }

    /// <summary>What was asked for beyond the workflow and its parameters, as a JSON object: enough to ask for it again.</summary>
    public string Request { get; init; } = "{}";

    /// <summary>The run that this one was made from by <c>fork</c> or <c>rerun</c>.</summary>
    public string? Origin { get; init; }

    /// <summary>The sweep or map that this run is a part of.</summary>
    public string? Parent { get; init; }

    /// <summary>For a part of a sweep or map: the values that set it apart from the others, as a JSON object.</summary>
    public string? Variant { get; init; }

    /// <summary>The request over HTTP that began it; null where it came otherwise. The store keeps it and does not give it back: ask <see cref="IRunStore.FindSubmission"/>.</summary>
    public Submission? Submission { get; init; }

    /// <summary>The tick of a schedule that it is the run of; null for another run. The store keeps it and does not give it back: ask <see cref="IRunStore.TickOf"/>.</summary>
    public Tick? Tick { get; init; }

    /// <summary>How many steps ended in each state.</summary>
    public IReadOnlyDictionary<StepState, int> StepCounts { get; init; } = new Dictionary<StepState, int>();
}

/// <summary>A step of a run as the store keeps it.</summary>
/// <param name="Name">The step's name.</param>
/// <param name="Position">Its place among the run's steps, from 0.</param>
/// <param name="Uses">The activity.</param>
public sealed record StepRecord(string Name, int Position, string Uses)
{
    /// <summary>How it ended.</summary>
    public StepState State { get; init; }

    /// <summary>Why it ran, or why it did not.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What decides reuse; null when it was not computed.</summary>
    public string? Key { get; init; }

    /// <summary>The fingerprint of the code behind it.</summary>
    public string? Code { get; init; }

    /// <summary>The effective parameters as a JSON object.</summary>
    public string Parameters { get; init; } = "{}";

    /// <summary>When work on it began; null when there was none.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long the work took, in milliseconds; 0 for a step that was reused.</summary>
    public double Milliseconds { get; init; }

    /// <summary>What went wrong, for a step that failed.</summary>
    public string? Error { get; init; }

    /// <summary>What the step had to say.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What it read.</summary>
    public IReadOnlyList<InputRecord> Inputs { get; init; } = [];

    /// <summary>What it wrote.</summary>
    public IReadOnlyList<OutputRecord> Outputs { get; init; } = [];

    /// <summary>The figures among its outputs.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Metrics { get; init; } = [];
}

/// <summary>An input that a step read: the port, where it came from, and its content.</summary>
public sealed record InputRecord(string Port, string Source, Digest Digest);

/// <summary>An output of a step: the port, the kind and the content.</summary>
public sealed record OutputRecord(string Port, string Kind, Digest Digest, long Rows)
{
    /// <summary>For an injected output: what it was injected from.</summary>
    public string? Origin { get; init; }
}

/// <summary>An object in the store of checkpoints.</summary>
/// <param name="Digest">The digest of its content.</param>
/// <param name="File">The file's name in the folder of objects.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="FileHash">SHA-256 of the file's bytes, in hexadecimal.</param>
/// <param name="Stamp">When the file was last written, in 100 ns since year 1: a file with another stamp is hashed again before it is trusted.</param>
/// <param name="Rows">Rows of the table in it.</param>
/// <param name="Schema">Its columns, as <see cref="SchemaText"/> writes them.</param>
public sealed record StoredObject(Digest Digest, string File, long Bytes, string FileHash, long Stamp, long Rows, string Schema);

/// <summary>What a source file held when it was last read, so that an unchanged file is not read again.</summary>
public sealed record SourceMemo(string Path, long Bytes, long Stamp, string Digest);

/// <summary>The outputs that a key stands for, and the step of which run made them.</summary>
public sealed record CachedOutputs(string Run, string Step, DateTimeOffset CreatedAt, IReadOnlyList<OutputRecord> Outputs)
{
    /// <summary>The figures among the outputs.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Metrics { get; init; } = [];
}
