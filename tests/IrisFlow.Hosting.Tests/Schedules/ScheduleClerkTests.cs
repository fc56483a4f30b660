using IrisFlow.Engine.Run;
using IrisFlow.Hosting.Runs;
using IrisFlow.Hosting.Schedules;
using IrisFlow.Testing;
using IrisFlow.Testing.Program;

namespace IrisFlow.Hosting.Tests.Schedules;

/// <summary>Schedules over a real workspace and database, with a clock that the test moves and runs that the test ends.</summary>
public sealed partial class ScheduleClerkTests : IDisposable
{
    private readonly ProgramWorkspace _files = ProgramWorkspace.Empty();
    private readonly ManualClock _clock = new();
    private readonly List<string> _said = [];
    private readonly List<string> _runs = [];
    private readonly Workspace _workspace;
    private readonly ScheduleClerk _clerk;
    private Func<WorkOrder, string> _begin;

    public ScheduleClerkTests()
    {
        _begin = Begin;
        Save("""{ "cron": "0 * * * *", "zone": "UTC" }""");
        _workspace = new(_files.Root);
        _clerk = new(order => Task.FromResult(_begin(order)), _clock, _said.Add);
    }

    public void Dispose()
    {
        _workspace.Dispose();
        _files.Dispose();
        Assert.Empty(_said);
    }

    [Fact]
    public async Task A_schedule_begins_when_it_is_first_seen_and_fires_each_tick_once()
    {
        await LookAsync();
        Assert.Empty(Ticks);

        await LookAsync(TimeSpan.FromSeconds(59));
        Assert.Empty(Ticks);
        await LookAsync(TimeSpan.FromSeconds(1));
        await LookAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((TickOutcome.Started, _runs[0]), (Assert.Single(Ticks).Outcome, Ticks[0].Run));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), Ticks[0].At);

        End(RunState.Succeeded);
        await LookAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, _runs.Count);
    }

    [Fact]
    public async Task A_tick_during_the_run_before_is_skipped_and_the_next_one_begins()
    {
        await LookAsync();
        await LookAsync(TimeSpan.FromMinutes(1));
        await LookAsync(TimeSpan.FromHours(1));
        Assert.Equal((TickOutcome.Skipped, $"Run {_runs[0]} was still at work."), (Ticks[0].Outcome, Ticks[0].Reason));

        End(RunState.Succeeded);
        await LookAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, _runs.Count);
    }

    [Fact]
    public async Task A_tick_that_waits_begins_when_the_run_before_has_ended()
    {
        Save("""{ "cron": "0 * * * *", "zone": "UTC", "overlap": "queue" }""");
        await LookAsync();
        await LookAsync(TimeSpan.FromMinutes(1));
        await LookAsync(TimeSpan.FromHours(1));
        Assert.Equal(TickOutcome.Queued, Ticks[0].Outcome);
        await LookAsync(TimeSpan.FromSeconds(1));
        Assert.Single(_runs);

        End(RunState.Failed);
        await LookAsync(TimeSpan.FromSeconds(1));

        Assert.Equal((TickOutcome.Started, _runs[1]), (Ticks[0].Outcome, Ticks[0].Run));
    }

    [Fact]
    public async Task A_tick_cancels_the_run_before_and_begins_when_that_has_ended()
    {
        Save("""{ "cron": "0 * * * *", "zone": "UTC", "overlap": "cancel" }""");
        await LookAsync();
        await LookAsync(TimeSpan.FromMinutes(1));
        Assert.Null(_workspace.Store.CancelRequestedAt(_runs[0]));
        await LookAsync(TimeSpan.FromHours(1));
        Assert.NotNull(_workspace.Store.CancelRequestedAt(_runs[0]));

        End(RunState.Cancelled);
        await LookAsync(TimeSpan.FromSeconds(1));

        Assert.Equal((TickOutcome.Started, _runs[1]), (Ticks[0].Outcome, Ticks[0].Run));
    }

    [Fact]
    public async Task A_server_that_dies_between_the_decision_and_the_run_loses_no_tick()
    {
        await LookAsync();
        _begin = _ => throw new InvalidOperationException("It dies.");
        await LookAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(Ticks);
        _said.Clear();
        _begin = Begin;

        await LookAsync(TimeSpan.FromSeconds(5));

        Assert.Equal((TickOutcome.Started, TickTrigger.Schedule), (Assert.Single(Ticks).Outcome, Ticks[0].Trigger));
    }

    [Fact]
    public async Task A_second_server_that_is_slower_changes_nothing()
    {
        await LookAsync();
        var other = new ScheduleClerk(order =>
        {
            // While it plans its run, the first one begins.
            Look(_clerk);
            return Task.FromResult(Begin(order));
        }, _clock, _said.Add);
        _clock.Advance(TimeSpan.FromMinutes(1));
        other.Look(_workspace, fires: true);
        await other.FinishAsync();

        Assert.Equal(_runs[0], Assert.Single(Ticks).Run);
        Assert.Single(_workspace.Store.Runs("w", 10));
    }

    [Fact]
    public async Task A_tick_whose_run_can_not_be_begun_has_failed_and_says_why()
    {
        await LookAsync();
        _begin = _ => throw new IrisFlowException(new Finding("IF104", "A wire leads nowhere."));
        await LookAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((TickOutcome.Failed, "Its run could not be begun: IF104 A wire leads nowhere."), (Ticks[0].Outcome, Ticks[0].Reason));
    }

    [Fact]
    public async Task A_tick_that_did_not_begin_is_decided_before_those_that_came_after_it()
    {
        Save("""{ "cron": "* * * * * *", "zone": "UTC" }""");
        await LookAsync();
        _begin = _ => throw new IrisFlowException(new Finding("IF602", "Locked."), ExitCode.Locked);
        await LookAsync(TimeSpan.FromSeconds(3));
        Assert.Empty(Ticks);
        _begin = Begin;

        await LookAsync(TimeSpan.FromSeconds(1));
        await LookAsync(TimeSpan.FromSeconds(1));

        Assert.Equal([(5, TickOutcome.Skipped), (4, TickOutcome.Skipped), (3, TickOutcome.Skipped), (2, TickOutcome.Skipped), (1, TickOutcome.Started)], Ticks.Select(t => (t.At.Second, t.Outcome)));
    }

    [Fact]
    public async Task A_tick_meets_a_locked_database_and_is_tried_again()
    {
        await LookAsync();
        _begin = _ => throw new IrisFlowException(new Finding("IF602", "Locked."), ExitCode.Locked);
        await LookAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(Ticks);
        _begin = Begin;

        await LookAsync(TimeSpan.FromSeconds(1));

        Assert.Single(_runs);
    }

    [Fact]
    public async Task An_edit_never_fires_what_is_past_and_what_waits_is_over()
    {
        Save("""{ "cron": "0 * * * *", "zone": "UTC", "overlap": "queue" }""");
        await LookAsync();
        await LookAsync(TimeSpan.FromMinutes(1));
        await LookAsync(TimeSpan.FromHours(1));
        _clock.Advance(TimeSpan.FromMinutes(30));
        Save("""{ "cron": "10 * * * *", "zone": "UTC", "overlap": "queue" }""");

        await LookAsync();
        await LookAsync();
        Assert.Equal((TickOutcome.Missed, "The schedule was changed."), (Ticks[0].Outcome, Ticks[0].Reason));
        Assert.Equal(2, Ticks.Count);

        End(RunState.Succeeded);
        await LookAsync(TimeSpan.FromMinutes(40));
        Assert.Equal((10, TickOutcome.Started), (Ticks[0].At.Minute, Ticks[0].Outcome));
    }

    [Fact]
    public async Task What_came_while_no_server_was_there_is_caught_up_with_one_after_the_other()
    {
        Save("""{ "cron": "0 * * * *", "zone": "UTC", "catchUp": { "all": 2 } }""");
        await LookAsync();
        await LookAsync(TimeSpan.FromHours(3.5));

        Assert.Equal([(3, TickOutcome.Queued), (2, TickOutcome.Started), (1, TickOutcome.Missed), (0, TickOutcome.Missed)], Ticks.Select(t => (t.At.Hour, t.Outcome)));
        Assert.Equal(TickTrigger.CatchUp, Ticks[1].Trigger);
        await LookAsync(TimeSpan.FromSeconds(1));
        Assert.Single(_runs);
        End(RunState.Succeeded);
        await LookAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(TickOutcome.Started, Ticks[0].Outcome);
    }

    [Fact]
    public async Task A_clock_that_jumps_fires_nothing_twice_and_makes_no_storm()
    {
        await LookAsync();
        await LookAsync(TimeSpan.FromMinutes(1));
        End(RunState.Succeeded);

        await LookAsync(TimeSpan.FromHours(-1));
        await LookAsync(TimeSpan.FromHours(1));
        Assert.Single(_runs);

        await LookAsync(TimeSpan.FromDays(3653));
        Assert.Equal(2, _runs.Count);
        Assert.Equal(1 + CatchUp.Limit, Ticks.Count);
        End(RunState.Succeeded);

        // Back in the present, what the wrong clock has decided for years to come is no reason to stand still.
        await LookAsync(TimeSpan.FromDays(-3653));
        await LookAsync(TimeSpan.FromHours(1));
        Assert.Equal(3, _runs.Count);
    }

    [Fact]
    public async Task A_schedule_that_is_wrong_fires_nothing_and_keeps_what_is_remembered_of_it()
    {
        await LookAsync();
        SchedulePauses.Pause(_workspace, _clerk.Book.Of(_workspace, "w"), "holidays", "ann", _clock.GetUtcNow());
        foreach (var broken in new[] { """{ "cron": "61 * * * *", "zone": "UTC" }""", """{ "cron": """, """[]""" })
        {
            Save(broken);
            await LookAsync(TimeSpan.FromHours(1));
            Assert.Equal("invalid", ScheduleView.Look(_workspace, _clerk.Book.Of(_workspace, "w"), _clock.GetUtcNow()).StateName);
            Assert.Equal("holidays", Assert.Single(_workspace.Store.Schedules()).Pause!.Reason);
        }

        Assert.Empty(Ticks);
        Save(null);
        await LookAsync();
        Assert.Empty(_workspace.Store.Schedules());
        Assert.Equal("IF485", Assert.Throws<IrisFlowException>(() => _clerk.Book.Of(_workspace, "w")).Findings[0].Rule);
    }

    [Fact]
    public async Task Who_looks_on_is_told_of_each_change_once_and_fires_nothing()
    {
        Assert.Equal(["w"], _clerk.Look(_workspace, fires: false));
        Assert.Empty(_clerk.Look(_workspace, fires: false));
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty(_clerk.Look(_workspace, fires: false));
        Assert.Empty(_workspace.Store.Schedules());
        SchedulePauses.Pause(_workspace, _clerk.Book.Of(_workspace, "w"), "holidays", "ann", _clock.GetUtcNow());
        Assert.Equal(["w"], _clerk.Look(_workspace, fires: false));
        await _clerk.FinishAsync();
    }

    private IReadOnlyList<Tick> Ticks => _workspace.Store.Ticks("w", null, 500);

    private async Task LookAsync(TimeSpan later = default)
    {
        _clock.Advance(later);
        Look(_clerk);
        await _clerk.FinishAsync();
    }

    private void Look(ScheduleClerk clerk) => clerk.Look(_workspace, fires: true);

    private void Save(string? schedule) => _files.Write("workflows/w/w.flow.json", $$"""{ "format": 1, "workflow": "w",{{(schedule is null ? "" : $" \"schedule\": {schedule},")}} "steps": {} }""");

    private string Begin(WorkOrder order)
    {
        var (tick, now) = (order.Tick!, _clock.GetUtcNow());
        var run = $"{now:yyyyMMdd-HHmmssfff}-{_runs.Count:x6}";
        _workspace.Store.Write(w => w.BeginRun(new(run, tick.Workflow)
        {
            Definition = "d",
            StartedAt = now,
            Owner = RunOwner.Current(),
            State = RunState.Running,
            Tick = new(tick.Workflow, tick.Revision, tick.At!.Value, tick.Trigger) { Reason = tick.Reason },
        }));
        _runs.Add(run);
        return run;
    }

    private void End(RunState state) => _workspace.Store.Write(w => w.EndRun(_runs[^1], 1, state, _clock.GetUtcNow()));
}
