using System.CommandLine;
using IrisFlow.Cli.Commands;
using IrisFlow.Cli.Output;
using IrisFlow.Hosting;

namespace IrisFlow.Cli;

/// <summary>What a command does: given a workspace and a terminal, it ends with an exit code or an error to tell.</summary>
internal static class CommandAction
{
    /// <summary>Lets a command work on a workspace; whatever goes wrong is told in our words.</summary>
    public static void WorksOn(this Command command, Func<Workspace, Terminal, ParseResult, Task<ExitCode>> action) =>
        command.SetAction(async (parsed, _) =>
        {
            var terminal = Terminal.For(parsed);
            try
            {
                using var workspace = parsed.GetValue(CommonOptions.Workspace) is { } folder ? Open(folder) : Workspace.Find(Directory.GetCurrentDirectory());
                workspace.StepHost = StepWorkerCommand.HostFor(workspace);
                return (int)await action(workspace, terminal, parsed);
            }
            catch (IrisFlowException problem)
            {
                return terminal.Fail(problem);
            }
#pragma warning disable CA1031 // The last line of defence: nobody should be shown a stack trace who did not ask for it.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                return terminal.Fail(new IrisFlowException(
                    new Finding("IF900", $"Something unforeseen happened: {problem.GetType().Name}: {problem.Message}") { Expected = "This is a fault in IrisFlow; --verbose shows where." },
                    ExitCode.StepFailed,
                    problem));
            }
        });

    /// <summary>The same for a command that asks nothing asynchronous.</summary>
    public static void WorksOn(this Command command, Func<Workspace, Terminal, ParseResult, ExitCode> action) =>
        command.WorksOn((workspace, terminal, parsed) => Task.FromResult(action(workspace, terminal, parsed)));

    private static Workspace Open(string folder) => Directory.Exists(folder)
        ? new(folder)
        : throw new IrisFlowException(new Finding("IF801", $"There is no folder '{folder}'.") { Expected = "--workspace names the folder that holds workflows/." }, ExitCode.NotFound);
}
