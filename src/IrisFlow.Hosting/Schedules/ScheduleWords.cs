namespace IrisFlow.Hosting.Schedules;

/// <summary>A schedule in words.</summary>
/// <param name="When">When it comes due.</param>
/// <param name="CatchUp">What becomes of ticks that were missed.</param>
/// <param name="Overlap">What becomes of a tick while the run before is at work.</param>
/// <param name="Deadline">How late a tick may begin; null where that does not matter.</param>
/// <param name="Pause">When it pauses by itself; null for never.</param>
public sealed record ScheduleWords(string When, string CatchUp, string Overlap, string? Deadline, string? Pause)
{
    /// <summary>The words for a schedule; null where something is wrong with it.</summary>
    public static ScheduleWords? Of(ScheduledWorkflow scheduled)
    {
        if (!scheduled.IsSound)
        {
            return null;
        }

        var schedule = scheduled.Schedule;
        return new(
            $"{CronPattern.Read(schedule.Cron, static (_, _, _) => { })!.Words} ({schedule.Zone})",
            CatchUpOf(schedule.CatchUp),
            schedule.Overlap switch
            {
                IrisFlow.Overlap.Skip => "A tick is skipped while the run before is still at work.",
                IrisFlow.Overlap.Queue => $"A tick waits for the run before to end; at most {TickPolicy.MostWaiting} wait.",
                _ => "A tick cancels the run before, and begins when that has ended.",
            },
            schedule.StartDeadline is { } deadline ? $"A tick that could not begin within {QuantityText.Write(deadline)} is missed." : null,
            schedule.PauseAfter is { } failures ? $"It pauses after {(failures == 1 ? "a failed run" : $"{failures} failed runs in a row")}." : null);
    }

    private static string CatchUpOf(CatchUp catchUp) =>
        catchUp == IrisFlow.CatchUp.None ? "Ticks that come while no server is there are missed."
        : !catchUp.IsEach ? "Of the ticks that come while no server is there, the newest is run when one is there again."
        : catchUp.Most == 1 ? "The newest tick that came while no server was there is run when one is there again."
        : $"The ticks that come while no server is there, at most the newest {catchUp.Most}, are run one after the other when one is there again.";
}
