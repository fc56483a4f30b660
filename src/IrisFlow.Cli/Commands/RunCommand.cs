using System.CommandLine;
using System.Runtime.InteropServices;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Run;
using IrisFlow.Hosting;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow run WORKFLOW</c>: runs what has to run, reuses the rest.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Run a workflow, or a part of it; what is unchanged is reused.");
        var request = new RequestOptions(command);
        command.WorksOn(async (workspace, terminal, parsed) =>
        {
            workspace.WarmUp();
            var plan = workspace.Engine.Plan(request.Read(parsed, workspace));
            foreach (var warning in plan.Warnings)
            {
                terminal.Warn(warning);
            }

            using var cancellation = new CancellationTokenSource();
            using var interrupt = OnSignal(PosixSignal.SIGINT, terminal, cancellation);
            using var terminate = OnSignal(PosixSignal.SIGTERM, terminal, cancellation);
            using var progress = Progress.For(terminal, plan);
            var result = await workspace.Engine.RunAsync(plan, progress, cancellation.Token);
            progress.Dispose();
            return RunSummary.Print(workspace, terminal, plan, result);
        });
        return command;
    }

    /// <summary>The first signal cancels and keeps what is finished; the second ends the process at once, which loses nothing committed either.</summary>
    private static PosixSignalRegistration OnSignal(PosixSignal signal, Terminal terminal, CancellationTokenSource cancellation) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            context.Cancel = true;
            terminal.Say("Cancelling: what is finished is kept. Press Ctrl-C again to stop at once.");
            cancellation.Cancel();
        });
}
