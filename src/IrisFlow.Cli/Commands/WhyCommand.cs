using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Run;
using IrisFlow.Hosting.Documents;
using IrisFlow.Hosting.Runs;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow why RUN STEP</c>: what a run did with a step, why, and what its key was made of.</summary>
internal static class WhyCommand
{
    public static Command Create()
    {
        var id = RunArgument.Create("A run's id, its beginning, or latest.");
        var name = new Argument<string>("step") { Description = "A step of that run.", HelpName = "STEP" };
        name.CompletionSources.Add(context => Completions.StepsOfRun(context.ParseResult, context.ParseResult.GetValue(id)));
        var command = new Command("why", "Say why a run did what it did with a step, down to the parameter, the column or the method that changed.") { id, name };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var run = ShowCommand.Find(workspace, parsed.GetValue(id)!);
            var steps = workspace.Store.Steps(run.Id);
            var step = StepOfRun.Find(run, steps, parsed.GetValue(name)!);
            var account = workspace.Engine.Explain(run, steps, step with { State = RunOwner.StateOf(run, step.State) });
            var parts = new KeyParts(step.Key, step.Uses, step.Code, step.Parameters, account.Inputs);
            if (terminal.IsJson)
            {
                terminal.Json(json => StepAccountJson.Write(json, account, parts));
                return ExitCode.Done;
            }

            terminal.Heading($"{run.Workflow}: step {step.Name} of run {run.Id}, {Names.Of(account.Step.State)}");
            if (account.Why.Text.Length > 0)
            {
                terminal.Block(ReasonText.Tree(account.Why, "  "));
            }

            terminal.Line(account switch
            {
                { ComparedWith: { } other } => $"compared with run {other}, the nearest success before",
                { MadeBy: ({ } made, var as_) } => $"its outputs are those of step {as_} of run {made}",
                _ => "there was no success before to compare it with",
            });
            KeyText.Print(terminal, parts);
            return ExitCode.Done;
        });
        return command;
    }
}
