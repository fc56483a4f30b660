using System.Collections.Concurrent;
using IrisFlow.Engine.Run;
using IrisFlow.Hosting.Runs;

namespace IrisFlow.Hosting.Schedules;

/// <summary>Lets schedules fire: at each look, what has come due is decided, put on record, and begun.</summary>
/// <remarks>
/// It remembers nothing that matters: what was decided is in the database, where a tick is unique and begins in the transaction of its run.
/// So any number of servers may look at one workspace, and each of them may die at any moment.
/// </remarks>
/// <param name="start">Begins what is ordered, in a process of its own, and gives the run.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Told what went wrong with a look; the next one tries again.</param>
public sealed class ScheduleClerk(Func<WorkOrder, Task<string>> start, TimeProvider clock, Action<string> log)
{
    private readonly ConcurrentDictionary<string, Task> _underWay = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object> _told = new(StringComparer.Ordinal);

    /// <summary>The schedules as the workflows have them.</summary>
    public ScheduleBook Book { get; } = new();

    /// <summary>Looks at all schedules once. What it begins goes on beside; the next look leaves that schedule alone until then.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="fires">False to look on only.</param>
    /// <returns>The workflows whose schedule is another one than at the last look, or was decided on, by whomever.</returns>
    public IReadOnlyList<string> Look(Workspace workspace, bool fires)
    {
        var scheduled = Book.All(workspace);
        if (scheduled.Count == 0 && _told.Count == 0 && !workspace.HasRuns)
        {
            return [];
        }

        var states = workspace.Store.Schedules().ToDictionary(s => s.Workflow, StringComparer.Ordinal);
        foreach (var one in scheduled.Where(s => fires && s.IsSound && _underWay.GetValueOrDefault(s.Workflow) is null or { IsCompleted: true }))
        {
            _underWay[one.Workflow] = Guarded(one.Workflow, () => LookAsync(workspace, one, states.GetValueOrDefault(one.Workflow)));
        }

        foreach (var gone in states.Keys.Where(w => fires && scheduled.All(s => s.Workflow != w)))
        {
            workspace.Store.Write(w => w.RemoveSchedule(gone, clock.GetUtcNow()));
        }

        return Changed(workspace, scheduled, states);
    }

    /// <summary>Waits for what was begun at the last looks.</summary>
    public Task FinishAsync() => Task.WhenAll(_underWay.Values);

    private async Task LookAsync(Workspace workspace, ScheduledWorkflow scheduled, ScheduleState? state)
    {
        var (store, now) = (workspace.Store, clock.GetUtcNow());
        if (state is null || state.Revision != scheduled.Schedule.Revision || state.Since > now)
        {
            // Seen for the first time, or from a time that is yet to come: nothing before now is looked at.
            var why = state is null || state.Revision == scheduled.Schedule.Revision ? null : "The schedule was changed.";
            store.Write(w => w.SaveSchedule(new(scheduled.Workflow, scheduled.Schedule.Revision, now) { Pause = state?.Pause }, why, now));
            return;
        }

        if (state.Pause is not null || PausesItself(store, scheduled, state, now))
        {
            return;
        }

        // In this order: a tick that is on record has its run on record too.
        var decided = store.LastTick(scheduled.Workflow, state.Revision, now) is { } last && last > state.Since ? last : state.Since;
        var atWork = TickHistory.AtWork(store, scheduled.Workflow);
        var waiting = store.WaitingTicks(scheduled.Workflow);
        var policy = new TickPolicy(scheduled.Schedule, scheduled.Times!);
        var due = policy.Due(decided, now, atWork?.Id, waiting.Count);
        Record(store, state, due, now);
        if (due.Any(d => d.Outcome == TickOutcome.Queued))
        {
            waiting = store.WaitingTicks(scheduled.Workflow);
        }

        var released = policy.Waiting(waiting, now, atWork?.Id);
        Record(store, state, released, now);
        if (atWork is not null && policy.Cancels(waiting, now))
        {
            store.Write(w => w.RequestCancel(atWork.Id, now));
        }

        if (due.Concat(released).FirstOrDefault(d => d.Outcome == TickOutcome.Started) is { } begins)
        {
            await BeginAsync(store, state, begins);
        }
    }

    private async Task BeginAsync(IRunStore store, ScheduleState state, TickDecision tick)
    {
        try
        {
            await start(new() { Tick = new(state.Workflow, state.Revision, tick.At, tick.Trigger, tick.Reason) });
        }
        catch (IrisFlowException problem) when (problem.Exit == ExitCode.Locked)
        {
            // Another server was faster, the schedule is another one by now, or the database was busy: the next look sees which.
        }
        catch (IrisFlowException problem)
        {
            var failed = new TickDecision(tick.At, TickOutcome.Failed, tick.Trigger, $"Its run could not be begun: {problem.Findings[0]}");
            Record(store, state, [failed], clock.GetUtcNow());
        }
    }

    private static void Record(IRunStore store, ScheduleState state, IEnumerable<TickDecision> decisions, DateTimeOffset now)
    {
        var final = decisions.Where(d => d.Outcome != TickOutcome.Started).ToList();
        if (final.Count > 0)
        {
            store.Write(w => final.ForEach(d => w.DecideTick(new(state.Workflow, state.Revision, d.At, d.Trigger) { Outcome = d.Outcome, Reason = d.Reason, DecidedAt = now })));
        }
    }

    private static bool PausesItself(IRunStore store, ScheduledWorkflow scheduled, ScheduleState state, DateTimeOffset now)
    {
        if (scheduled.Schedule.PauseAfter is not { } most || TickHistory.FailuresInARow(store, state) is var failures && failures < most)
        {
            return false;
        }

        var reason = failures == 1 ? "A run failed." : $"{failures} runs in a row failed.";
        store.Write(w => w.SaveSchedule(state with { Pause = new(now, SchedulePause.Itself, reason) }, $"The schedule was paused: {reason}", now));
        return true;
    }

    private List<string> Changed(Workspace workspace, IReadOnlyList<ScheduledWorkflow> scheduled, Dictionary<string, ScheduleState> states)
    {
        var now = scheduled.ToDictionary(s => s.Workflow, s => (object)(s.Schedule, s.Findings.Count, states.GetValueOrDefault(s.Workflow), workspace.Store.Ticks(s.Workflow, null, 1) is [var newest] ? newest : null));
        var changed = now.Where(n => !_told.TryGetValue(n.Key, out var old) || !old.Equals(n.Value)).Select(n => n.Key).Concat(_told.Keys.Where(w => !now.ContainsKey(w))).ToList();
        _told.Clear();
        now.ToList().ForEach(n => _told.Add(n.Key, n.Value));
        return changed;
    }

    private async Task Guarded(string workflow, Func<Task> look)
    {
        try
        {
            await look();
        }
#pragma warning disable CA1031 // One schedule must not end the others; the next look tries again.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            log($"The schedule of workflow '{workflow}' could not be looked at: {problem.Message}");
        }
    }
}
