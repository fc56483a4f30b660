using System.Runtime.InteropServices;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Sweep;
using IrisFlow.Hosting;

namespace IrisFlow.Cli;

/// <summary>Carries out a sweep in the foreground: one line of progress, Ctrl-C cancels all runs, the results as a table at the end.</summary>
internal static class SweepExecution
{
    /// <summary>Runs a sweep and gives the exit code.</summary>
    public static async Task<ExitCode> RunAsync(Workspace workspace, Terminal terminal, SweepPlan plan, int? top, ISweepObserver? begun = null)
    {
        foreach (var warning in plan.Warnings)
        {
            terminal.Warn(warning);
        }

        using var cancellation = new CancellationTokenSource();
        using var interrupt = Execution.OnSignal(PosixSignal.SIGINT, terminal, cancellation);
        using var terminate = Execution.OnSignal(PosixSignal.SIGTERM, terminal, cancellation);
        var result = await workspace.Engine.Sweeps.RunAsync(plan, begun is null ? new SweepProgress(terminal) : new SweepObservers(begun, new SweepProgress(terminal)), cancellation.Token);
        terminal.Redraw("");
        return SweepText.Print(terminal, plan.Workflow, result, top);
    }
}
