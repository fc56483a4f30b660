namespace IrisFlow.Tests.Schedules;

public class TickPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly Schedule Hourly = new("0 * * * *", "UTC");

    [Fact]
    public void A_tick_begins_when_it_comes_due_and_not_before()
    {
        Assert.Empty(Policy(Hourly).Due(Noon, Noon.AddHours(1).AddSeconds(-1), null, 0));
        Assert.Equal([(13, TickOutcome.Started, TickTrigger.Schedule)], Short(Policy(Hourly).Due(Noon, Noon.AddHours(1), null, 0)));
    }

    [Fact]
    public void A_tick_of_the_last_minute_has_come_at_its_time_and_an_older_one_was_missed()
    {
        Assert.Equal([(13, TickOutcome.Started, TickTrigger.Schedule)], Short(Policy(Hourly).Due(Noon, Noon.AddHours(1).AddSeconds(60), null, 0)));
        Assert.Equal([(13, TickOutcome.Queued, TickTrigger.CatchUp)], Short(Policy(Hourly).Due(Noon, Noon.AddHours(1).AddSeconds(61), null, 0)));
    }

    [Fact]
    public void Of_the_missed_ticks_none_the_latest_or_so_many_of_the_newest_are_caught_up_with()
    {
        var now = Noon.AddHours(5.5);

        Assert.All(Policy(Hourly with { CatchUp = CatchUp.None }).Due(Noon, now, null, 0), d => Assert.Equal(TickOutcome.Missed, d.Outcome));
        Assert.Equal(
            [(13, TickOutcome.Missed), (14, TickOutcome.Missed), (15, TickOutcome.Missed), (16, TickOutcome.Missed), (17, TickOutcome.Queued)],
            Policy(Hourly).Due(Noon, now, null, 0).Select(d => (d.At.Hour, d.Outcome)));
        Assert.Equal(
            [(13, TickOutcome.Missed), (14, TickOutcome.Missed), (15, TickOutcome.Queued), (16, TickOutcome.Queued), (17, TickOutcome.Queued)],
            Policy(Hourly with { CatchUp = CatchUp.All(3) }).Due(Noon, now, null, 0).Select(d => (d.At.Hour, d.Outcome)));
        Assert.All(Policy(Hourly).Due(Noon, now, null, 0), d => Assert.NotEmpty(d.Reason));
    }

    [Fact]
    public void The_latest_is_not_caught_up_with_when_another_is_due_but_each_is_where_each_is_wanted()
    {
        var now = Noon.AddHours(3).AddSeconds(5);

        Assert.Equal([(13, TickOutcome.Missed), (14, TickOutcome.Missed), (15, TickOutcome.Started)], Policy(Hourly).Due(Noon, now, null, 0).Select(d => (d.At.Hour, d.Outcome)));
        Assert.Equal(
            [(13, TickOutcome.Queued), (14, TickOutcome.Queued), (15, TickOutcome.Queued)],
            Policy(Hourly with { CatchUp = CatchUp.All(9), Overlap = Overlap.Queue }).Due(Noon, now, null, 0).Select(d => (d.At.Hour, d.Outcome)));
    }

    [Fact]
    public void A_tick_during_the_run_before_is_skipped_or_waits_or_takes_its_place()
    {
        var now = Noon.AddHours(1);

        var skipped = Assert.Single(Policy(Hourly).Due(Noon, now, "r1", 0));
        Assert.Equal((TickOutcome.Skipped, "Run r1 was still at work."), (skipped.Outcome, skipped.Reason));
        Assert.Equal(TickOutcome.Queued, Assert.Single(Policy(Hourly with { Overlap = Overlap.Queue }).Due(Noon, now, "r1", 0)).Outcome);
        Assert.Equal(TickOutcome.Queued, Assert.Single(Policy(Hourly with { Overlap = Overlap.Cancel }).Due(Noon, now, "r1", 0)).Outcome);
        Assert.Equal(TickOutcome.Skipped, Assert.Single(Policy(Hourly with { Overlap = Overlap.Queue }).Due(Noon, now, "r1", TickPolicy.MostWaiting)).Outcome);
    }

    [Fact]
    public void Of_several_ticks_that_come_due_at_one_look_the_oldest_begins_and_the_others_are_decided_when_it_has()
    {
        var seconds = Hourly with { Cron = "* * * * * *" };

        Assert.Equal([(1, TickOutcome.Started)], Policy(seconds, 1).Due(Noon, Noon.AddSeconds(3), null, 0).Select(d => (d.At.Second, d.Outcome)));
        Assert.Equal([(2, TickOutcome.Skipped), (3, TickOutcome.Skipped)], Policy(seconds, 1).Due(Noon.AddSeconds(1), Noon.AddSeconds(3), "r1", 0).Select(d => (d.At.Second, d.Outcome)));
    }

    [Fact]
    public void What_waits_begins_when_the_run_before_has_ended_the_oldest_first()
    {
        Tick[] waiting = [Waits(13, TickTrigger.Schedule), Waits(14, TickTrigger.Schedule)];
        var policy = Policy(Hourly with { Overlap = Overlap.Queue });

        Assert.Empty(policy.Waiting(waiting, Noon.AddHours(3), "r1"));
        Assert.Equal([(13, TickOutcome.Started, TickTrigger.Schedule)], Short(policy.Waiting(waiting, Noon.AddHours(3), null)));
    }

    [Fact]
    public void A_tick_that_cancels_takes_the_place_of_the_one_that_waits()
    {
        Tick[] waiting = [Waits(13, TickTrigger.Schedule), Waits(14, TickTrigger.Schedule)];
        var policy = Policy(Hourly with { Overlap = Overlap.Cancel });

        Assert.True(policy.Cancels(waiting, Noon.AddHours(3)));
        Assert.Equal([(13, TickOutcome.Skipped, TickTrigger.Schedule)], Short(policy.Waiting(waiting, Noon.AddHours(3), "r1")));
        Assert.Equal([(13, TickOutcome.Skipped, TickTrigger.Schedule), (14, TickOutcome.Started, TickTrigger.Schedule)], Short(policy.Waiting(waiting, Noon.AddHours(3), null)));
        Assert.False(policy.Cancels([Waits(13, TickTrigger.CatchUp)], Noon.AddHours(3)));
        Assert.False(Policy(Hourly with { Overlap = Overlap.Queue }).Cancels(waiting, Noon.AddHours(3)));
    }

    [Fact]
    public void A_tick_that_could_not_begin_in_time_is_missed_however_it_came_to_be_late()
    {
        var soon = Hourly with { StartDeadline = TimeSpan.FromMinutes(10) };

        Assert.Equal(TickOutcome.Missed, Assert.Single(Policy(soon).Due(Noon, Noon.AddHours(1.5), null, 0)).Outcome);
        Assert.Equal(TickOutcome.Queued, Assert.Single(Policy(soon).Due(Noon, Noon.AddHours(1).AddMinutes(10), null, 0)).Outcome);
        Assert.Equal(TickOutcome.Missed, Assert.Single(Policy(soon with { StartDeadline = TimeSpan.FromSeconds(5) }).Due(Noon, Noon.AddHours(1).AddSeconds(6), null, 0)).Outcome);
        var late = Assert.Single(Policy(soon with { Overlap = Overlap.Queue }).Waiting([Waits(13, TickTrigger.Schedule)], Noon.AddHours(2), null));
        Assert.Equal((TickOutcome.Missed, "It could not begin within 10m."), (late.Outcome, late.Reason));
    }

    [Fact]
    public void A_clock_that_jumps_ahead_by_ten_years_is_no_storm()
    {
        var looks = 0;
        var policy = new TickPolicy(Hourly, new(new Every(1, () => looks++), TimeZoneInfo.Utc));

        var due = policy.Due(Noon, Noon.AddYears(10).AddSeconds(0.5), null, 0);

        // Of the newest hundred, those that are older than a minute, and the first of the others.
        Assert.Equal(41, due.Count);
        Assert.Equal([TickOutcome.Missed, TickOutcome.Started], due.Select(d => d.Outcome).Distinct());
        Assert.Contains("So were all before it since 2026-11-21T12:00:00Z.", due[0].Reason, StringComparison.Ordinal);
        Assert.True(looks < 10_000, $"{looks} looks");
    }

    [Fact]
    public void A_clock_that_is_put_back_fires_nothing()
    {
        Assert.Empty(Policy(Hourly).Due(Noon, Noon.AddHours(-1), null, 0));
        Assert.Empty(Policy(Hourly).Due(Noon, Noon, null, 0));
    }

    private static TickPolicy Policy(Schedule schedule, int seconds = 3600) => new(schedule, new(new Every(seconds, () => { }), TimeZoneInfo.Utc));

    private static Tick Waits(int hour, TickTrigger trigger) => new("w", "1", Noon.AddHours(hour - 12), trigger) { Outcome = TickOutcome.Queued, Reason = "waits" };

    private static IEnumerable<(int Hour, TickOutcome Outcome, TickTrigger Trigger)> Short(IEnumerable<TickDecision> decisions) => decisions.Select(d => (d.At.Hour, d.Outcome, d.Trigger));

    private sealed class Every(int seconds, Action look) : ICronTimes
    {
        public DateTime? After(DateTime time)
        {
            look();
            var step = TimeSpan.FromSeconds(seconds).Ticks;
            return new DateTime(((time.Ticks / step) + 1) * step);
        }
    }
}
