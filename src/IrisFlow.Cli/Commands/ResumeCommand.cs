using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Resume;
using IrisFlow.Engine.Run;
using IrisFlow.Engine.Sweep;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow resume RUN</c>: goes on with a run that was interrupted, cancelled or failed. What it has committed is kept.</summary>
internal static class ResumeCommand
{
    public static Command Create()
    {
        var id = RunArgument.Create("The run to go on with: its id, its beginning, or latest.");
        var changed = new Option<string>("--changed-code")
        {
            Description = "What to do with committed steps whose code, or a file they read, has changed: keep or rerun.",
            HelpName = "keep|rerun",
        }.AcceptOnlyFromAmong("keep", "rerun");
        var command = new Command("resume", "Go on with an unfinished run: its plan and parameters stay, what it has committed is kept.") { id, changed };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            workspace.WarmUp();
            var run = ShowCommand.Find(workspace, parsed.GetValue(id)!);
            var isSweep = Sweeps.IsSweep(run);
            if (run.State == RunState.Succeeded)
            {
                terminal.Say($"Run {run.Id} is complete: there is nothing to resume. To do the same as a new run: irisflow rerun {run.Id}");
                if (isSweep)
                {
                    return Task.FromResult(SweepText.Print(terminal, run.Workflow, workspace.Engine.Sweeps.Results(run), top: null));
                }

                Show(workspace, terminal, run, new(run.Id, run.State, workspace.Store.Steps(run.Id), []));
                return Task.FromResult(ExitCode.Done);
            }

            var mode = parsed.GetValue(changed) switch { "keep" => ChangedCode.Keep, "rerun" => ChangedCode.Rerun, _ => ChangedCode.Refuse };
            return isSweep
                ? SweepExecution.RunAsync(workspace, terminal, workspace.Engine.Sweeps.PlanResume(run, workspace.EnvironmentOf, mode), top: null)
                : Execution.RunAsync(workspace, terminal, workspace.Engine.PlanResume(run, workspace.EnvironmentOf, mode));
        });
        return command;
    }

    private static void Show(Workspace workspace, Terminal terminal, RunRecord run, RunResult result)
    {
        if (terminal.IsJson)
        {
            terminal.Json(json => RunJson.Write(json, workspace, run.Workflow, result, UnkeptOutputs.Of(run, workspace.Store)));
        }
        else
        {
            terminal.Block(RunSummary.Steps(result.Steps));
        }
    }
}
