using IrisFlow.Engine.Sweep;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>How much work a sweep would be, for a person or a program.</summary>
internal static class SweepPlanText
{
    private const int MostValues = 20;

    public static void Print(Terminal terminal, SweepPlan plan, SweepEstimate estimate)
    {
        if (terminal.IsJson)
        {
            terminal.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("workflow", plan.Workflow);
                json.WriteNumber("runs", estimate.Runs);
                json.WriteNumber("stepsToRun", estimate.Run);
                json.WriteNumber("stepsReused", estimate.Reused);
                json.WriteNumber("blockedRuns", estimate.Blocked);
                json.WriteStartObject("sweep");
                foreach (var axis in plan.Sweep.Axes)
                {
                    json.WriteStartArray(axis.Path);
                    foreach (var value in axis.Values)
                    {
                        json.WriteRawValue(value?.ToJsonString() ?? "null");
                    }

                    json.WriteEndArray();
                }

                json.WriteEndObject();
                ErrorJson.Findings(json, plan.Warnings);
                json.WriteEndObject();
            });
            return;
        }

        plan.Warnings.ToList().ForEach(terminal.Warn);
        terminal.Heading($"{plan.Workflow}: plan of a sweep of {estimate.Runs} runs");
        var table = new TextTable("swept", "values");
        foreach (var axis in plan.Sweep.Axes)
        {
            table.Add(axis.Path, string.Join(", ", axis.Values.Take(MostValues).Select(v => v?.ToJsonString() ?? "null")) + (axis.Values.Count > MostValues ? $" and {axis.Values.Count - MostValues} more" : ""));
        }

        terminal.Block(table.ToString());
        terminal.Line($"at most {estimate.Run} steps run, {estimate.Reused} are reused or shared by runs of the sweep");
        if (estimate.Blocked > 0)
        {
            terminal.Line($"{estimate.Blocked} of the runs lack something they read; --fill runs what is missing");
        }
    }
}
