using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Reasons;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>A plan as a table, with what it would take.</summary>
internal static class PlanText
{
    private const int MostTrees = 60;
    private const int MostUnknown = 5;

    public static void Print(Terminal terminal, RunPlan plan, PlanEstimate estimate)
    {
        terminal.Heading($"{plan.Workflow}: plan");
        var table = new TextTable("step", "uses", "decision", "last took", "writes", "why").Right(3, 4);
        foreach (var step in plan.Steps.OrderBy(s => s.Position))
        {
            var cost = estimate.Steps.GetValueOrDefault(step.Name);
            table.Add(
                step.Name, step.Bound.Descriptor.Uses, Names.Of(step.Decision), cost is null ? "" : Values.Duration(cost.Milliseconds),
                cost is null ? "" : Values.Bytes(cost.Bytes), step.Reason);
        }

        terminal.Block(table.ToString());
        terminal.Line(Total(plan, estimate));
    }

    /// <summary>Below the table, for each step that would run, everything behind its reason.</summary>
    public static void Trees(Terminal terminal, RunPlan plan, Func<PlannedStep, Reason> explain)
    {
        var running = plan.Steps.Where(s => s.Decision == Decision.Run).OrderBy(s => s.Position).ToList();
        foreach (var step in running.Take(MostTrees))
        {
            var reason = explain(step);
            terminal.Heading(step.Name + (reason.Run is null ? "" : $", compared with run {reason.Run}"));
            terminal.Block(ReasonText.Tree(reason, "  "));
        }

        if (running.Count > MostTrees)
        {
            terminal.Line($"… and {running.Count - MostTrees} more steps; irisflow why-not {plan.Workflow} STEP tells of each");
        }
    }

    private static string Total(RunPlan plan, PlanEstimate estimate)
    {
        var running = estimate.Steps.Count + estimate.Unknown.Count;
        if (running == 0)
        {
            return "Nothing would run.";
        }

        var known = estimate.Steps.Count == 0 ? ""
            : $": at most {Values.Duration(estimate.Milliseconds)} ({Values.Duration(estimate.WorkMilliseconds)} of work), {Values.Bytes(estimate.Bytes)}";
        var unknown = estimate.Unknown.Count == 0 ? ""
            : $"; never ran before: {string.Join(", ", estimate.Unknown.Take(MostUnknown))}{(estimate.Unknown.Count > MostUnknown ? $" and {estimate.Unknown.Count - MostUnknown} more" : "")}";
        return $"{running} of {plan.Steps.Count} steps would run{known}{unknown}";
    }
}
