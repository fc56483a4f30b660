using System.Text.Json.Nodes;
using IrisFlow.Scheduling;

namespace IrisFlow.Hosting.Schedules;

/// <summary>A workflow that has a schedule.</summary>
/// <param name="Workflow">Its name.</param>
/// <param name="Schedule">The schedule; where something is wrong with it, as far as it can be read.</param>
/// <param name="Findings">What was found, of the schedule or of a file that can't be read because of other faults.</param>
public sealed record ScheduledWorkflow(string Workflow, Schedule Schedule, IReadOnlyList<Finding> Findings)
{
    private ScheduleTimes? _times;

    /// <summary>True when it can come due.</summary>
    public bool IsSound { get; } = !Findings.Any(f => f.Severity == Severity.Error);

    /// <summary>When it comes due; null where something is wrong.</summary>
    public ScheduleTimes? Times => !IsSound ? null
        : _times ??= new(new QuartzTimes(CronPattern.Read(Schedule.Cron, static (_, _, _) => { })!), ScheduleRules.FindZone(Schedule.Zone)!);

    /// <summary>What a schedule would be that stands in no file.</summary>
    /// <param name="workflow">The workflow's name.</param>
    /// <param name="schedule">The object of the schedule.</param>
    /// <param name="parameters">The object of the workflow's parameters; null where they are not known.</param>
    public static ScheduledWorkflow Of(string workflow, JsonNode? schedule, JsonNode? parameters)
    {
        try
        {
            var definition = new JsonObject { ["format"] = 1, ["workflow"] = workflow, ["parameters"] = parameters?.DeepClone() ?? new JsonObject(), ["schedule"] = schedule?.DeepClone(), ["steps"] = new JsonObject() };
            var read = WorkflowReader.Read(definition, null);
            return new(workflow, read.Schedule!, ScheduleRules.Check(read.Schedule!, parameters is null ? null : read.Parameters));
        }
        catch (IrisFlowException) when (parameters is not null && Of(workflow, schedule, null) is { } alone)
        {
            // What is wrong with the parameters is told where they are edited.
            return alone;
        }
        catch (IrisFlowException problem)
        {
            var broken = Broken(workflow, schedule, problem.Findings);

            // All at once: what can be read may break a rule besides.
            var more = ScheduleRules.Check(broken.Schedule, null).Where(f => problem.Findings.All(p => p.Pointer != f.Pointer));
            return new(workflow, broken.Schedule, [.. problem.Findings, .. more]);
        }
    }

    /// <summary>One that can't be read, as far as it can be.</summary>
    internal static ScheduledWorkflow Broken(string workflow, JsonNode? schedule, IReadOnlyList<Finding> findings) =>
        new(workflow, ScheduleText.Read(schedule as JsonObject ?? [], static (_, _, _, _) => { }), findings);
}
