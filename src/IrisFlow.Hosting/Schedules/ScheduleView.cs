using IrisFlow.Engine.Run;

namespace IrisFlow.Hosting.Schedules;

/// <summary>A schedule as somebody looks at it: what is written, what is remembered, and what comes.</summary>
/// <param name="Of">The workflow and its schedule.</param>
/// <param name="State">What is remembered; null where no server has seen it.</param>
/// <param name="Next">When it comes due; empty where something is wrong.</param>
/// <param name="Last">The newest tick, and its run; null for none.</param>
/// <param name="Failures">How many runs have failed in a row.</param>
public sealed record ScheduleView(ScheduledWorkflow Of, ScheduleState? State, IReadOnlyList<ScheduleTime> Next, TickView? Last, int Failures)
{
    /// <summary>How many of the next times are told.</summary>
    public const int Shown = 10;

    /// <summary>Looks at a schedule.</summary>
    public static ScheduleView Look(Workspace workspace, ScheduledWorkflow scheduled, DateTimeOffset now)
    {
        var store = workspace.HasRuns ? workspace.Store : null;
        var state = store?.Schedules().FirstOrDefault(s => s.Workflow == scheduled.Workflow);
        var last = store?.Ticks(scheduled.Workflow, null, 1) is [var newest] ? TickView.Look(store, scheduled, newest) : null;
        return new(scheduled, state, NextOf(scheduled, now), last, state is null ? 0 : TickHistory.FailuresInARow(store!, state));
    }

    /// <summary>The next times of a schedule.</summary>
    public static IReadOnlyList<ScheduleTime> NextOf(ScheduledWorkflow scheduled, DateTimeOffset now) => [.. scheduled.Times?.After(now).Take(Shown) ?? []];

    /// <summary>Whether it fires, and if not, why.</summary>
    public string StateName => !Of.IsSound ? "invalid" : State?.Pause is not null ? "paused" : "active";
}

/// <summary>A tick with what became of its run.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Zoned">Its instant as the clocks of the schedule's zone show it.</param>
/// <param name="RunState">The state of its run now; null where it has none.</param>
public sealed record TickView(Tick Tick, DateTimeOffset Zoned, RunState? RunState)
{
    /// <summary>Looks at a tick.</summary>
    public static TickView Look(IRunStore store, ScheduledWorkflow scheduled, Tick tick) => new(
        tick, ScheduleRules.FindZone(scheduled.Schedule.Zone) is { } zone ? TimeZoneInfo.ConvertTime(tick.At, zone) : tick.At,
        tick.Run is not null && store.FindRun(tick.Run) is { } run ? RunOwner.StateOf(run) : null);
}

/// <summary>What the ticks of a schedule say about its runs.</summary>
internal static class TickHistory
{
    /// <summary>How many runs have failed in a row since the schedule was changed or resumed. One that was cancelled says nothing.</summary>
    public static int FailuresInARow(IRunStore store, ScheduleState state)
    {
        var failures = 0;
        foreach (var tick in store.BegunTicks(state.Workflow, Schedule.MostFailures * 2).Where(t => t.Revision == state.Revision && t.DecidedAt >= state.Since))
        {
            var outcome = tick.Outcome == TickOutcome.Failed ? RunState.Failed : tick.Run is not null && store.FindRun(tick.Run) is { } run ? RunOwner.StateOf(run) : RunState.Cancelled;
            if (outcome == RunState.Succeeded)
            {
                break;
            }

            failures += outcome is RunState.Failed or RunState.Interrupted ? 1 : 0;
        }

        return failures;
    }

    /// <summary>The run of a tick that is at work; null for none.</summary>
    public static RunRecord? AtWork(IRunStore store, string workflow) => store.TickRuns(workflow).FirstOrDefault(r => RunOwner.StateOf(r) == RunState.Running);
}
