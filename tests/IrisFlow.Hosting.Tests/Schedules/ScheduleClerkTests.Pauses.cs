using IrisFlow.Hosting.Schedules;

namespace IrisFlow.Hosting.Tests.Schedules;

/// <content>Pausing, by somebody and after too many failures.</content>
public sealed partial class ScheduleClerkTests
{
    [Fact]
    public async Task A_paused_schedule_has_no_ticks_and_what_would_have_come_is_over_when_it_is_resumed()
    {
        await LookAsync();
        var scheduled = _clerk.Book.Of(_workspace, "w");
        SchedulePauses.Pause(_workspace, scheduled, "holidays", "ann", _clock.GetUtcNow());
        Assert.Equal("IF487", Assert.Throws<IrisFlowException>(() => SchedulePauses.Pause(_workspace, scheduled, "again", "ben", _clock.GetUtcNow())).Findings[0].Rule);
        await LookAsync(TimeSpan.FromHours(5));
        Assert.Empty(Ticks);

        SchedulePauses.Resume(_workspace, scheduled, _clock.GetUtcNow());
        Assert.Equal("IF487", Assert.Throws<IrisFlowException>(() => SchedulePauses.Resume(_workspace, scheduled, _clock.GetUtcNow())).Findings[0].Rule);
        await LookAsync();
        Assert.Empty(Ticks);
        await LookAsync(TimeSpan.FromMinutes(1));
        Assert.Single(_runs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    public void A_pause_has_a_reason(string reason) =>
        Assert.Equal("IF489", Assert.Throws<IrisFlowException>(() => SchedulePauses.Pause(_workspace, _clerk.Book.Of(_workspace, "w"), reason, "ann", _clock.GetUtcNow())).Findings[0].Rule);

    [Fact]
    public async Task A_schedule_pauses_after_so_many_failed_runs_in_a_row_and_counts_anew_when_it_is_resumed()
    {
        Save("""{ "cron": "0 * * * *", "zone": "UTC", "pauseAfter": 2 }""");
        await LookAsync();
        _clock.Advance(TimeSpan.FromSeconds(-1));
        foreach (var (state, paused) in new[] { (RunState.Failed, false), (RunState.Succeeded, false), (RunState.Failed, false), (RunState.Cancelled, false), (RunState.Failed, true) })
        {
            await LookAsync(TimeSpan.FromHours(1));
            End(state);
            await LookAsync(TimeSpan.FromSeconds(1));
            Assert.Equal(paused, _workspace.Store.Schedules()[0].Pause is not null);
        }

        var pause = _workspace.Store.Schedules()[0].Pause!;
        Assert.Equal((SchedulePause.Itself, "2 runs in a row failed."), (pause.By, pause.Reason));
        await LookAsync(TimeSpan.FromHours(2));
        Assert.Equal(5, _runs.Count);
        SchedulePauses.Resume(_workspace, _clerk.Book.Of(_workspace, "w"), _clock.GetUtcNow());
        await LookAsync(TimeSpan.FromHours(1));
        Assert.Equal(6, _runs.Count);
    }
}
