using System.Globalization;
using System.Text.Json;

namespace IrisFlow;

/// <summary>What became of a tick.</summary>
public enum TickOutcome
{
    /// <summary>It has a run.</summary>
    Started,

    /// <summary>It waits, for the run before or for its turn.</summary>
    Queued,

    /// <summary>The run before was still at work.</summary>
    Skipped,

    /// <summary>It came while nothing served, or could not begin in time.</summary>
    Missed,

    /// <summary>Its run could not be begun.</summary>
    Failed,
}

/// <summary>Why a tick runs.</summary>
public enum TickTrigger
{
    /// <summary>Its time has come.</summary>
    Schedule,

    /// <summary>It was missed, and is run after all.</summary>
    CatchUp,

    /// <summary>Somebody asked for it.</summary>
    ByHand,
}

/// <summary>A moment at which a schedule comes due. There is one of a workflow, a revision of its schedule and an instant, however many servers look.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Revision">The revision of its schedule.</param>
/// <param name="At">The instant.</param>
/// <param name="Trigger">Why it runs.</param>
public sealed record Tick(string Workflow, string Revision, DateTimeOffset At, TickTrigger Trigger)
{
    /// <summary>What became of it.</summary>
    public TickOutcome Outcome { get; init; }

    /// <summary>Why, in words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Its run; null where it has none.</summary>
    public string? Run { get; init; }

    /// <summary>When that was decided.</summary>
    public DateTimeOffset DecidedAt { get; init; }

    /// <summary>An instant as everything outside this program writes it: RFC 3339, in UTC.</summary>
    public static string Text(DateTimeOffset at) =>
        at.UtcDateTime.ToString(at.UtcTicks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>An outcome as everything outside this program writes it.</summary>
    public static string Name(TickOutcome outcome) => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString());

    /// <summary>A trigger as everything outside this program writes it.</summary>
    public static string Name(TickTrigger trigger) => JsonNamingPolicy.KebabCaseLower.ConvertName(trigger.ToString());
}

/// <summary>What is remembered of a workflow's schedule.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Revision">The revision that was seen last.</param>
/// <param name="Since">Nothing before this is looked at: when the revision was first seen, or the schedule resumed.</param>
public sealed record ScheduleState(string Workflow, string Revision, DateTimeOffset Since)
{
    /// <summary>Who paused it, when and why; null where nobody did.</summary>
    public SchedulePause? Pause { get; init; }
}

/// <summary>A schedule that was paused.</summary>
/// <param name="At">When.</param>
/// <param name="By">By whom; <see cref="Itself"/> after too many failed runs.</param>
/// <param name="Reason">Why.</param>
public sealed record SchedulePause(DateTimeOffset At, string By, string Reason)
{
    /// <summary>Who pauses a schedule whose runs fail.</summary>
    public const string Itself = "irisflow";
}

/// <summary>The part of the store that keeps schedules and their ticks.</summary>
public partial interface IRunStore
{
    /// <summary>What is remembered of all schedules, by workflow.</summary>
    IReadOnlyList<ScheduleState> Schedules();

    /// <summary>The ticks of a workflow, the newest first.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="before">Only those before this instant; null to begin with the newest.</param>
    /// <param name="limit">At most so many.</param>
    IReadOnlyList<Tick> Ticks(string workflow, DateTimeOffset? before, int limit);

    /// <summary>The newest ticks that have a run, or were to have one, the newest first.</summary>
    IReadOnlyList<Tick> BegunTicks(string workflow, int limit);

    /// <summary>The last tick of a revision that came by itself, up to an instant; null when there is none.</summary>
    DateTimeOffset? LastTick(string workflow, string revision, DateTimeOffset until);

    /// <summary>The ticks of a workflow that wait, the oldest first.</summary>
    IReadOnlyList<Tick> WaitingTicks(string workflow);

    /// <summary>The runs of ticks of a workflow that are on record as running, the newest first.</summary>
    IReadOnlyList<RunRecord> TickRuns(string workflow);

    /// <summary>The tick that a run belongs to; null for a run of no schedule.</summary>
    Tick? TickOf(string run);
}

/// <summary>The part of a transaction that keeps schedules and their ticks.</summary>
public partial interface IRunWriter
{
    /// <summary>Remembers a schedule as it is now. The ticks that wait are over when it is another revision, or paused: they are missed.</summary>
    /// <param name="state">What is to be remembered.</param>
    /// <param name="why">For the ticks that wait: why they are over; null where they go on waiting.</param>
    /// <param name="at">When.</param>
    void SaveSchedule(ScheduleState state, string? why, DateTimeOffset at);

    /// <summary>Forgets a schedule that its workflow has no more. The ticks that wait are missed.</summary>
    void RemoveSchedule(string workflow, DateTimeOffset at);

    /// <summary>Records what became of a tick.</summary>
    /// <returns>False where that is on record already, from somebody who was faster; a tick that waits is not decided yet.</returns>
    bool DecideTick(Tick tick);
}

/// <summary>Somebody else was faster to decide on a tick.</summary>
public sealed class RepeatedTickException(Tick tick) : IrisFlowException(
    new Finding("IF488", $"The tick of {Tick.Text(tick.At)} of workflow '{tick.Workflow}' was decided on already.") { Next = $"irisflow schedules show {tick.Workflow}" }, ExitCode.Locked);
