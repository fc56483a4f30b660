using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Comparison;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow bisect GOOD BAD --metric NAME</c>: which step, and what in it, moved a metric.</summary>
internal static class BisectCommand
{
    public static Command Create()
    {
        var good = RunArgument.Create("The run with the value that one wants.", "good");
        var bad = RunArgument.Create("The run with the other value.", "bad");
        var metric = new Option<string>("--metric", "-m") { Description = "The metric: accuracy, or evaluate.accuracy where several steps have it.", Required = true, HelpName = "NAME" };
        var tolerance = new Option<double>("--tolerance") { Description = "Values no further apart are the same.", DefaultValueFactory = _ => 1e-9, HelpName = "X" };
        var command = new Command("bisect", "Find the step, and in it the parameter, file or method, that moved a metric from one run to another.") { good, bad, metric, tolerance };
        command.WorksOn(async (workspace, terminal, parsed) =>
        {
            workspace.WarmUp();
            var found = await Execution.CancellableAsync(terminal, cancellation => new Bisection(workspace.Engine, workspace.EnvironmentOf).FindAsync(
                ShowCommand.Find(workspace, parsed.GetValue(good)!), ShowCommand.Find(workspace, parsed.GetValue(bad)!),
                parsed.GetValue(metric)!, parsed.GetValue(tolerance), RequestOptions.CommandLine(parsed), cancellation));
            if (terminal.IsJson)
            {
                terminal.Json(json => BisectView.Write(json, found));
            }
            else
            {
                BisectView.Print(terminal, found);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
