using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Reasons;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow why-not WORKFLOW STEP</c>: why a step would not be reused now. Nothing runs.</summary>
internal static class WhyNotCommand
{
    public static Command Create()
    {
        var command = new Command("why-not", "Say why a step would not be reused now; takes the options of run. Nothing runs.");
        var request = new RequestOptions(command);
        var name = new Argument<string>("step") { Description = "A step of the workflow.", HelpName = "STEP" };
        name.CompletionSources.Add(context => Completions.Steps(context.ParseResult, request.WorkflowOf(context.ParseResult)));
        command.Add(name);
        command.WorksOn((workspace, terminal, parsed) =>
        {
            workspace.WarmUp();
            var asked = request.Read(parsed, workspace);
            var plan = workspace.Engine.Plan(asked);
            var wanted = parsed.GetValue(name)!;
            var step = plan.Steps.FirstOrDefault(s => s.Name == wanted)
                ?? throw new IrisFlowException(
                    new Finding("IF402", $"Workflow '{plan.Workflow}' has no step '{wanted}'.") { Expected = NearMiss.OneOf(wanted, plan.Steps.Select(s => s.Name), "Its steps are") },
                    ExitCode.NotFound);
            var reason = workspace.Engine.Explain(plan)(step);
            var parts = new KeyParts(
                step.Key, step.Bound.Descriptor.Uses, step.Bound.Code, step.Bound.Parameters().ToJsonString(), [.. step.Inputs.Select(i => Origin(i, plan))]);
            if (terminal.IsJson)
            {
                terminal.Json(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("workflow", plan.Workflow);
                    json.WriteString("step", step.Name);
                    json.WriteString("decision", Names.Of(step.Decision));
                    json.WriteString("reason", step.Reason);
                    ReasonJson.Write(json, "why", reason);
                    json.WriteString("comparedWith", reason.Run);
                    parts.Write(json);
                    json.WriteEndObject();
                });
                return ExitCode.Done;
            }

            terminal.Heading($"{plan.Workflow}: step {step.Name} {Would(step.Decision)}");
            if (reason.Text.Length > 0)
            {
                terminal.Block(ReasonText.Tree(reason, "  "));
            }

            if (step.Decision == Decision.Run && reason.Run is { } run)
            {
                terminal.Line($"compared with run {run}, the nearest success");
            }

            KeyText.Print(terminal, parts);
            return ExitCode.Done;
        });
        return command;
    }

    private static string Would(Decision decision) => decision switch
    {
        Decision.Reuse => "would be reused",
        Decision.Run => "would run",
        Decision.Injected => "would be injected",
        Decision.Blocked => "can't run",
        _ => "is not selected",
    };

    private static InputOrigin Origin(InputRecord input, RunPlan plan)
    {
        var producer = plan.Steps.FirstOrDefault(s => s.Name == Address.Split(input.Source).Step);
        StepState? state = producer?.Decision switch
        {
            Decision.Reuse => StepState.Reused,
            Decision.Injected => StepState.Injected,
            Decision.NotSelected => StepState.NotSelected,
            null => null,
            _ => StepState.Waiting,
        };
        return new(input.Port, input.Source, input.Digest, state, producer?.MadeBy?.Run);
    }
}
