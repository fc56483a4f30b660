using System.CommandLine;
using IrisFlow.Hosting.Documents;
using IrisFlow.Hosting.Runs;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow cancel RUN</c>: asks whoever works on a run to end it, in another terminal or behind a server.</summary>
internal static class CancelCommand
{
    public static Command Create()
    {
        var id = RunArgument.Create("The run to cancel: its id, its beginning, or latest.");
        var command = new Command("cancel", "Ask a run that is at work to end: what is finished is kept, and resume goes on from there.") { id };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var run = RunCancellation.Request(workspace, ShowCommand.Find(workspace, parsed.GetValue(id)!), TimeProvider.System);
            if (terminal.IsJson)
            {
                terminal.Json(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("run", run.Id);
                    json.WriteString("state", RunHeadJson.State(run));
                    json.WriteString("cancelRequestedAt", workspace.Store.CancelRequestedAt(run.Id)!.Value);
                    json.WriteEndObject();
                });
                return ExitCode.Done;
            }

            terminal.Line($"Run {run.Id} is asked to end; what is finished is kept.");
            terminal.Say($"To go on with it: irisflow resume {run.Id}");
            return ExitCode.Done;
        });
        return command;
    }
}
