using System.CommandLine;
using System.Text;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Run;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Runs;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow run-worker</c>: the process of a run that was asked for over HTTP. Only this program starts it, so help does not show it.</summary>
internal static class RunWorkerCommand
{
    public static Command Create()
    {
        var command = new Command(RunProcesses.Command, "Carries out one run, told on standard input.") { Hidden = true };
        command.WorksOn(async (workspace, _, parsed) =>
        {
            OwnSession.Begin();
            using var printed = new PrintedText();
            using var answers = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
            var order = WorkOrder.Read(await Console.In.ReadLineAsync() ?? "{}");
            using var masked = MaskingWriter.Over(printed);
            Console.SetOut(masked);
            Console.SetError(masked);
            var answered = false;
            void Answer(WorkAnswer answer)
            {
                answered = true;
                try
                {
                    answers.WriteLine(answer.Write());
                }
                catch (IOException)
                {
                    // Whoever asked has gone; the run is on record and goes on.
                }
            }

            void Begun(string run)
            {
                printed.GoTo(RunFiles.Log(workspace.Artifacts, run));
                Answer(new(run, null));
            }

            try
            {
                return await CarryOutAsync(workspace, Terminal.For(parsed), order, new RunBegun(Begun));
            }
            catch (IrisFlowException problem) when (!answered)
            {
                var answer = Refused(workspace, order, problem);
                Answer(answer);
                return answer.Problem?.Exit ?? ExitCode.Done;
            }
        });
        return command;
    }

    private static Task<ExitCode> CarryOutAsync(Workspace workspace, Terminal terminal, WorkOrder order, RunBegun begun)
    {
        workspace.WarmUp();
        var work = new RunWorker(workspace).Plan(order);
        return work.Sweep is { } sweep
            ? SweepExecution.RunAsync(workspace, terminal, sweep, top: null, begun)
            : Execution.RunAsync(workspace, terminal, work.Run!, begun);
    }

    /// <summary>Why nothing runs; or, where the same request came a second time and another process was faster, the run that it asks for.</summary>
    private static WorkAnswer Refused(Workspace workspace, WorkOrder order, IrisFlowException problem)
    {
        try
        {
            return order.Submission is { } submission && RunWorker.Earlier(workspace.Store, submission) is { } run ? new(run, null) : new(null, problem);
        }
        catch (IrisFlowException other)
        {
            return new(null, other);
        }
    }
}
