namespace IrisFlow.Hosting.Schedules;

/// <summary>Pauses schedules and lets them go on. It is kept in the database, so it holds for every server, and for one that is started later.</summary>
public static class SchedulePauses
{
    private const int LongestReason = 500;

    /// <summary>Pauses a schedule: its ticks do not come, and those that wait are missed. A run that is at work goes on.</summary>
    /// <exception cref="IrisFlowException">It is paused already, or no reason is given.</exception>
    public static void Pause(Workspace workspace, ScheduledWorkflow scheduled, string reason, string by, DateTimeOffset now)
    {
        if (reason.Trim().Length is 0 or > LongestReason || reason.Any(char.IsControl))
        {
            throw new IrisFlowException(new Finding("IF489", "The pause has no reason.")
            {
                Pointer = "/reason",
                Expected = $"1 to {LongestReason} characters in one line, for whoever finds the schedule paused.",
                Next = $"irisflow schedules pause {scheduled.Workflow} --reason TEXT",
            });
        }

        var state = Known(workspace, scheduled);
        if (state?.Pause is { } pause)
        {
            throw new IrisFlowException(
                new Finding("IF487", $"The schedule of workflow '{scheduled.Workflow}' is paused already, by {pause.By}: {pause.Reason}") { Next = $"irisflow schedules resume {scheduled.Workflow}" }, ExitCode.Locked);
        }

        Save(workspace, (state ?? new(scheduled.Workflow, scheduled.Schedule.Revision, now)) with { Pause = new(now, by, reason.Trim()) }, $"The schedule was paused: {reason.Trim()}", now);
    }

    /// <summary>Lets a schedule go on. What would have come while it was paused is over.</summary>
    /// <exception cref="IrisFlowException">It is not paused.</exception>
    public static void Resume(Workspace workspace, ScheduledWorkflow scheduled, DateTimeOffset now)
    {
        var state = Known(workspace, scheduled);
        if (state?.Pause is null)
        {
            throw new IrisFlowException(
                new Finding("IF487", $"The schedule of workflow '{scheduled.Workflow}' is not paused.") { Next = $"irisflow schedules show {scheduled.Workflow}" }, ExitCode.Locked);
        }

        Save(workspace, state with { Pause = null, Since = now }, null, now);
    }

    private static ScheduleState? Known(Workspace workspace, ScheduledWorkflow scheduled) => workspace.Store.Schedules().FirstOrDefault(s => s.Workflow == scheduled.Workflow);

    private static void Save(Workspace workspace, ScheduleState state, string? why, DateTimeOffset now) => workspace.Store.Write(w => w.SaveSchedule(state, why, now));
}
