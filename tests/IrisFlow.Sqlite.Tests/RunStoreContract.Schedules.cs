namespace IrisFlow.Sqlite.Tests;

/// <content>Schedules and their ticks.</content>
public abstract partial class RunStoreContract
{
    private static Tick TickAt(int hours, TickOutcome outcome, string revision = "1") =>
        new("w", revision, Noon.AddHours(hours), TickTrigger.Schedule) { Outcome = outcome, Reason = $"reason {hours}", DecidedAt = Noon.AddHours(hours).AddSeconds(1) };

    private bool Decide(Tick tick)
    {
        var decided = false;
        Store.Write(w => decided = w.DecideTick(tick));
        return decided;
    }

    private void BeginsTick(string run, Tick tick) =>
        Store.Write(w => w.BeginRun(new(run, tick.Workflow) { Definition = "d", StartedAt = tick.DecidedAt, Owner = "test", State = RunState.Running, Tick = tick }));

    [Fact]
    public void A_schedule_is_remembered_with_its_pause_and_forgotten_without_its_workflow()
    {
        var state = new ScheduleState("w", "1", Noon);
        Store.Write(w => w.SaveSchedule(state, null, Noon));
        Store.Write(w => w.SaveSchedule(new("a", "2", Noon) { Pause = new(Noon.AddHours(1), "ann", "holidays") }, null, Noon));
        Assert.Equal([new("a", "2", Noon) { Pause = new(Noon.AddHours(1), "ann", "holidays") }, state], Store.Schedules());

        Store.Write(w => w.SaveSchedule(new("a", "3", Noon.AddHours(2)), null, Noon));
        Store.Write(w => w.RemoveSchedule("w", Noon));

        Assert.Equal([new("a", "3", Noon.AddHours(2))], Store.Schedules());
    }

    [Fact]
    public void A_tick_is_decided_once_and_one_that_waits_once_more()
    {
        Assert.True(Decide(TickAt(1, TickOutcome.Skipped)));
        Assert.False(Decide(TickAt(1, TickOutcome.Missed)));
        Assert.False(Decide(TickAt(1, TickOutcome.Queued)));
        Assert.True(Decide(TickAt(1, TickOutcome.Missed, "2")));

        Assert.True(Decide(TickAt(2, TickOutcome.Queued)));
        Assert.False(Decide(TickAt(2, TickOutcome.Queued)));
        Assert.True(Decide(TickAt(2, TickOutcome.Missed) with { Reason = "too late" }));
        Assert.False(Decide(TickAt(2, TickOutcome.Skipped)));

        Assert.Equal([(2, TickOutcome.Missed, "too late"), (1, TickOutcome.Missed, "reason 1"), (1, TickOutcome.Skipped, "reason 1")], Store.Ticks("w", null, 10).Select(t => ((t.At - Noon).Hours, t.Outcome, t.Reason)));
    }

    [Fact]
    public void A_tick_and_its_run_are_one_transaction_so_a_second_run_of_it_does_not_begin()
    {
        BeginsTick("20260301-130000000-aaaaaa", TickAt(1, TickOutcome.Started));

        Assert.Throws<RepeatedTickException>(() => BeginsTick("20260301-130000001-bbbbbb", TickAt(1, TickOutcome.Started)));

        Assert.Null(Store.FindRun("20260301-130000001-bbbbbb"));
        Assert.Equal((TickOutcome.Started, "20260301-130000000-aaaaaa"), (Store.Ticks("w", null, 1)[0].Outcome, Store.Ticks("w", null, 1)[0].Run));
        Assert.Equal(Noon.AddHours(1), Store.TickOf("20260301-130000000-aaaaaa")!.At);
        Assert.Null(Store.TickOf("20260301-130000001-bbbbbb"));
        Assert.Equal(["20260301-130000000-aaaaaa"], Store.TickRuns("w").Select(r => r.Id));
        Assert.Empty(Store.TickRuns("other"));
        Store.Write(w => w.EndRun("20260301-130000000-aaaaaa", 1, RunState.Succeeded, Noon.AddHours(2)));
        Assert.Empty(Store.TickRuns("w"));
    }

    [Fact]
    public void A_tick_that_waits_becomes_the_one_of_its_run()
    {
        Decide(TickAt(1, TickOutcome.Queued));
        Decide(TickAt(2, TickOutcome.Queued));
        Assert.Equal([1, 2], Store.WaitingTicks("w").Select(t => (t.At - Noon).Hours));

        BeginsTick("20260301-130000000-aaaaaa", TickAt(1, TickOutcome.Started));

        Assert.Equal([2], Store.WaitingTicks("w").Select(t => (t.At - Noon).Hours));
        Assert.Equal("20260301-130000000-aaaaaa", Store.Ticks("w", null, 2)[1].Run);
    }

    [Fact]
    public void The_last_tick_of_a_revision_is_one_that_came_by_itself_and_is_not_yet_to_come()
    {
        Decide(TickAt(1, TickOutcome.Skipped));
        Decide(TickAt(2, TickOutcome.Skipped, "2"));
        Decide(TickAt(3, TickOutcome.Started) with { Trigger = TickTrigger.ByHand });
        Decide(TickAt(9, TickOutcome.Missed));

        Assert.Equal(Noon.AddHours(1), Store.LastTick("w", "1", Noon.AddHours(5)));
        Assert.Equal(Noon.AddHours(9), Store.LastTick("w", "1", Noon.AddHours(9)));
        Assert.Equal([Noon.AddHours(3)], Store.BegunTicks("w", 9).Select(t => t.At));
        Assert.Null(Store.LastTick("w", "3", Noon.AddHours(9)));
        Assert.Null(Store.LastTick("w", "1", Noon));
    }

    [Fact]
    public void Ticks_come_in_pages_and_those_that_wait_are_missed_when_their_schedule_is_another_one()
    {
        for (var hour = 1; hour <= 5; hour++)
        {
            Decide(TickAt(hour, hour == 3 ? TickOutcome.Queued : TickOutcome.Skipped));
        }

        Assert.Empty(Store.BegunTicks("w", 9));
        Assert.Equal([5, 4], Store.Ticks("w", null, 2).Select(t => (t.At - Noon).Hours));
        Assert.Equal([3, 2], Store.Ticks("w", Noon.AddHours(4), 2).Select(t => (t.At - Noon).Hours));
        Store.Write(w => w.SaveSchedule(new("w", "2", Noon), "It was changed.", Noon.AddHours(6)));

        Assert.Empty(Store.WaitingTicks("w"));
        Assert.Equal((TickOutcome.Missed, "It was changed.", Noon.AddHours(6)), (Store.Ticks("w", Noon.AddHours(4), 1)[0].Outcome, Store.Ticks("w", Noon.AddHours(4), 1)[0].Reason, Store.Ticks("w", Noon.AddHours(4), 1)[0].DecidedAt));
    }
}
