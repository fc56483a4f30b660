using System.CommandLine;
using System.Text.Json;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow plan WORKFLOW</c>: what a run would do, step by step, each with its reason. Nothing runs.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var command = new Command("plan", "Show what a run would do and why; takes the options of run. Nothing runs.");
        var request = new RequestOptions(command);
        command.WorksOn((workspace, terminal, parsed) =>
        {
            workspace.WarmUp();
            var plan = workspace.Engine.Plan(request.Read(parsed, workspace));
            if (terminal.IsJson)
            {
                terminal.Json(json => Write(json, plan));
                return plan.Obstacles.Count == 0 ? ExitCode.Done : ExitCode.Usage;
            }

            foreach (var warning in plan.Warnings)
            {
                terminal.Warn(warning);
            }

            terminal.Heading($"{plan.Workflow}: plan");
            var table = new TextTable("step", "uses", "decision", "why");
            foreach (var step in plan.Steps.OrderBy(s => s.Position))
            {
                table.Add(step.Name, step.Bound.Descriptor.Uses, Name(step.Decision), step.Reason);
            }

            terminal.Block(table.ToString());
            if (plan.Obstacles is { Count: > 0 } obstacles)
            {
                throw new IrisFlowException(obstacles);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(Utf8JsonWriter json, RunPlan plan)
    {
        json.WriteStartObject();
        json.WriteString("workflow", plan.Workflow);
        json.WriteStartArray("steps");
        foreach (var step in plan.Steps.OrderBy(s => s.Position))
        {
            json.WriteStartObject();
            json.WriteString("name", step.Name);
            json.WriteString("uses", step.Bound.Descriptor.Uses);
            json.WriteString("decision", Name(step.Decision));
            json.WriteString("reason", step.Reason);
            OutputsJson.Write(json, step.Outputs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        ErrorJson.Findings(json, plan.Warnings.Concat(plan.Obstacles));
        json.WriteEndObject();
    }

    private static string Name(Decision decision) => decision == Decision.NotSelected ? "not-selected" : decision.ToString().ToLowerInvariant();
}
