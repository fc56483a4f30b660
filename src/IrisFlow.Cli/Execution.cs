using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Plan;
using IrisFlow.Hosting;

namespace IrisFlow.Cli;

/// <summary>Carries out a plan in the foreground: progress while it goes on, Ctrl-C cancels, a summary at the end.</summary>
internal static class Execution
{
    // What was asked to end, by any signal.
    private static readonly ConditionalWeakTable<CancellationTokenSource, object> Asked = [];

    /// <summary>Runs a plan and gives the exit code.</summary>
    public static async Task<ExitCode> RunAsync(Workspace workspace, Terminal terminal, RunPlan plan, IRunObserver? begun = null)
    {
        foreach (var warning in plan.Warnings)
        {
            terminal.Warn(warning);
        }

        using var progress = Progress.For(terminal, plan);
        var result = await CancellableAsync(terminal, cancellation => workspace.Engine.RunAsync(plan, begun is null ? progress : new RunObservers(begun, progress), cancellation));
        progress.Dispose();
        return RunSummary.Print(workspace, terminal, plan, result);
    }

    /// <summary>Work that Ctrl-C cancels.</summary>
    /// <exception cref="IrisFlowException">It was cancelled and has no result.</exception>
    public static async Task<T> CancellableAsync<T>(Terminal terminal, Func<CancellationToken, Task<T>> work)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = OnSignal(PosixSignal.SIGINT, terminal, cancellation);
        using var terminate = OnSignal(PosixSignal.SIGTERM, terminal, cancellation);
        try
        {
            return await work(cancellation.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new IrisFlowException(new Finding("IF435", "Cancelled before there was a result; what was finished is kept."), ExitCode.Cancelled);
        }
    }

    /// <summary>The first signal cancels and keeps what is finished; the second ends the process at once, which loses nothing committed either.</summary>
    public static PosixSignalRegistration OnSignal(PosixSignal signal, Terminal terminal, CancellationTokenSource cancellation) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            // Asked before a word is said: who reads it may be faster with the second signal than the cancellation is.
            if (!Asked.TryAdd(cancellation, signal))
            {
                return;
            }

            context.Cancel = true;
            terminal.Say("Cancelling: what is finished is kept. Press Ctrl-C again to stop at once.");
            cancellation.Cancel();
        });
}
