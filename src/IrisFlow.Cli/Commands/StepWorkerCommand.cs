using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using IrisFlow.Engine.Isolation;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Isolation;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow step-worker</c>: the process of an isolated step. Only this program starts it, so help does not show it.</summary>
internal static class StepWorkerCommand
{
    private const string Name = "step-worker";

    /// <summary>This program, and the arguments that come before any of ours.</summary>
    public static IReadOnlyList<string> Program
    {
        get
        {
            // Started as `dotnet IrisFlow.Cli.dll`, the program is dotnet's first argument.
            var program = Environment.ProcessPath!;
            return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Environment.GetCommandLineArgs()[0]] : [program];
        }
    }

    /// <summary>What starts this program as the worker of a workspace.</summary>
    public static StepProcesses HostFor(Workspace workspace) =>
        new(Program[0], [.. Program.Skip(1), Name, "--workspace", workspace.Root], TimeProvider.System);

    public static Command Create()
    {
        var command = new Command(Name, "Does the work of one isolated step, told on standard input.") { Hidden = true };
        command.WorksOn(async (workspace, _, _) =>
        {
            // What the code of a step prints must not come between the answers.
            using var answers = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
            using var requests = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
            Console.SetOut(Console.Error);

            // Ctrl-C reaches every process of a terminal; whether this one ends is for the one that started it to say.
            using var cancellation = new CancellationTokenSource();
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
            {
                context.Cancel = true;
                cancellation.Cancel();
            });
            await new StepWorker(workspace.Formats.Named("parquet"), workspace.EnvironmentIn).RunAsync(requests, answers, cancellation.Token);
            return ExitCode.Done;
        });
        return command;
    }
}
