namespace IrisFlow;

/// <summary>What somebody asks who looks on while runs go on, and who steers them from outside.</summary>
public partial interface IRunStore
{
    /// <summary>The sequence number of the newest event; 0 when there is none.</summary>
    long LastEvent();

    /// <summary>Runs without their definition and parameters, the newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only runs whose id sorts before this; null to begin with the newest.</param>
    /// <param name="limit">At most so many.</param>
    IReadOnlyList<RunRecord> RunPage(RunFilter filter, string? before, int limit);

    /// <summary>The figures of several runs, as <c>step.name</c>, in the order of their steps. A run without figures has no entry.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, double>>> MetricsOf(IReadOnlyList<string> runs);

    /// <summary>Every try at every step of a run, in the order of the steps.</summary>
    IReadOnlyList<AttemptRecord> Attempts(string run);

    /// <summary>When somebody asked a run to end; null when nobody has since it was begun or taken over.</summary>
    DateTimeOffset? CancelRequestedAt(string run);

    /// <summary>The run that a request has begun or let go on, and the hash of what it asked for; null when none has.</summary>
    /// <param name="key">The key by which the request is known again.</param>
    (string Run, string Request)? FindSubmission(string key);
}

/// <summary>Changes from outside.</summary>
public partial interface IRunWriter
{
    /// <summary>Asks the runner of a run to end. It hears of it within a second.</summary>
    /// <param name="run">The run.</param>
    /// <param name="at">When.</param>
    /// <returns>False when the run is not at work, or was asked already.</returns>
    bool RequestCancel(string run, DateTimeOffset at);

    /// <summary>Notes the request by which a run goes on. That of one that begins comes with the run.</summary>
    /// <exception cref="RepeatedSubmissionException">It has begun a run, or let one go on, already.</exception>
    void Submit(string run, Submission submission);
}

/// <summary>Which runs a list shows. Parts of sweeps and maps are shown only where their parent is named.</summary>
public sealed record RunFilter
{
    /// <summary>Only runs of this workflow.</summary>
    public string? Workflow { get; init; }

    /// <summary>Only runs that are on record in this state; a run that was interrupted is on record as running.</summary>
    public RunState? State { get; init; }

    /// <summary>Only runs whose id sorts here or after it.</summary>
    public string? FirstId { get; init; }

    /// <summary>Only runs whose id sorts before this.</summary>
    public string? EndId { get; init; }

    /// <summary>Only the parts of this run.</summary>
    public string? Parent { get; init; }
}

/// <summary>A try at a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Number">Which try, from 1.</param>
/// <param name="State">How it ended: the name of a step's state, or <c>interrupted</c>.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended; null while it goes on, and where nobody saw its end.</param>
/// <param name="Error">What went wrong.</param>
public sealed record AttemptRecord(string Step, int Number, string State, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string? Error);

/// <summary>A request that begins one run, or lets it go on once, however often it arrives.</summary>
/// <param name="Key">By which it is known again.</param>
/// <param name="Request">A hash of what it asks for.</param>
public sealed record Submission(string Key, string Request);

/// <summary>The request has begun a run already.</summary>
public sealed class RepeatedSubmissionException(string run, string request) : IrisFlowException(
    new Finding("IF890", $"This request has begun run {run} already.") { Next = $"irisflow show {run}" }, ExitCode.Locked)
{
    /// <summary>The run.</summary>
    public string Run => run;

    /// <summary>A hash of what was asked for then.</summary>
    public string Request => request;
}
