using System.CommandLine;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow fork RUN</c>: a new run made from an old one, with changes. Keys alone decide what is reused.</summary>
internal static class ForkCommand
{
    public static Command Create()
    {
        var command = new Command("fork", "Make a new run from an old one, with changes: its workflow as it was run, its parameters, its injected data.");
        var request = new RequestOptions(command, ofRun: true);
        command.WorksOn((workspace, terminal, parsed) =>
        {
            workspace.WarmUp();
            return Execution.RunAsync(workspace, terminal, workspace.Engine.Plan(request.Read(parsed, workspace)));
        });
        return command;
    }
}
