using System.Text.Json.Nodes;
using IrisFlow.Engine.Plan;
using IrisFlow.Hosting.Schedules;

namespace IrisFlow.Hosting.Runs;

/// <summary>The run of a tick that is ordered: the workflow as it is saved, with the parameters of its schedule.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Revision">The revision of the schedule that came due.</param>
/// <param name="At">The instant of the tick; null for now, where somebody asks for it.</param>
/// <param name="Trigger">Why it runs.</param>
/// <param name="Reason">The same in words.</param>
public sealed record OrderedTick(string Workflow, string Revision, DateTimeOffset? At, TickTrigger Trigger, string Reason)
{
    /// <summary>A tick that somebody asks for.</summary>
    /// <exception cref="IrisFlowException">Something is wrong with the schedule.</exception>
    public static OrderedTick ByHand(ScheduledWorkflow scheduled) => scheduled.IsSound
        ? new(scheduled.Workflow, scheduled.Schedule.Revision, null, TickTrigger.ByHand, "Somebody asked for it.")
        : throw new IrisFlowException([.. scheduled.Findings.Where(f => f.Severity == Severity.Error)]);

    /// <summary>What the engine is asked.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="IrisFlowException">The schedule is another one now.</exception>
    internal RunRequest Request(Workspace workspace, DateTimeOffset now)
    {
        var workflow = workspace.Named(Workflow);
        var schedule = workflow.Schedule ?? throw ScheduleBook.None(Workflow);
        if (schedule.Revision != Revision)
        {
            throw new IrisFlowException(new Finding("IF486", $"The schedule of workflow '{Workflow}' was changed before the tick could begin."), ExitCode.Locked);
        }

        // To the millisecond, as the database keeps it: the tick is found again by it.
        var at = At ?? DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var parameters = new JsonObject(schedule.Parameters.Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        if (!parameters.ContainsKey(ScheduleRules.ScheduledFor) && workflow.Parameters.Any(p => p is { Name: ScheduleRules.ScheduledFor, Type: "string" }))
        {
            parameters[ScheduleRules.ScheduledFor] = Tick.Text(at);
        }

        return RunRequests.Of(new AskedRun { Workflow = Workflow, Parameters = parameters }, workspace) with { Tick = new(Workflow, Revision, at, Trigger) { Reason = Reason } };
    }
}
