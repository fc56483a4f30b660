using System.CommandLine;
using IrisFlow.Engine;
using IrisFlow.Engine.Sweep;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow rerun RUN</c>: the same again as a new run, with the code as it is now.</summary>
internal static class RerunCommand
{
    public static Command Create()
    {
        var id = RunArgument.Create("The run to do again: its id, its beginning, or latest.");
        var noCache = new Option<bool>("--no-cache") { Description = "Reuse nothing." };
        var command = new Command("rerun", "Do a run again as a new run: the same workflow, parameters and injected data, the code as it is now.") { id, noCache };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            workspace.WarmUp();
            var run = ShowCommand.Find(workspace, parsed.GetValue(id)!);
            if (Sweeps.IsSweep(run))
            {
                var sweep = Sweeps.RequestOf(run, workspace.EnvironmentOf);
                sweep = sweep with { Request = sweep.Request with { NoCache = parsed.GetValue(noCache), Force = [], Origin = run.Id }, Command = RequestOptions.CommandLine(parsed) };
                return SweepExecution.RunAsync(workspace, terminal, workspace.Engine.Sweeps.Plan(sweep), top: null);
            }

            var request = WorkflowEngine.RequestOf(run, workspace.EnvironmentOf) with { NoCache = parsed.GetValue(noCache), Force = [], Command = RequestOptions.CommandLine(parsed) };
            return Execution.RunAsync(workspace, terminal, workspace.Engine.Plan(request));
        });
        return command;
    }
}
