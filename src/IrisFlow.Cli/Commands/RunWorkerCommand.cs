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
            Console.SetOut(printed);
            Console.SetError(printed);
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
            catch (RepeatedSubmissionException repeated) when (!answered)
            {
                Answer(Repeated(order.Submission!, repeated));
                return ExitCode.Done;
            }
            catch (IrisFlowException problem) when (!answered)
            {
                Answer(new(null, problem));
                return problem.Exit;
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

    private static WorkAnswer Repeated(Submission submission, RepeatedSubmissionException repeated)
    {
        try
        {
            return new(RunWorker.Repeated(submission, repeated.Run, repeated.Request), null);
        }
        catch (IrisFlowException problem)
        {
            return new(null, problem);
        }
    }
}
