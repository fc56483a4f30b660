using System.CommandLine;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow run WORKFLOW</c>: runs what has to run, reuses the rest.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Run a workflow, or a part of it; what is unchanged is reused.");
        var request = new RequestOptions(command);
        var expectation = new ReuseExpectation(command);
        command.WorksOn((workspace, terminal, parsed) =>
        {
            workspace.WarmUp();
            var plan = workspace.Engine.Plan(request.Read(parsed, workspace));
            expectation.Require(parsed, plan);
            return Execution.RunAsync(workspace, terminal, plan);
        });
        return command;
    }
}
