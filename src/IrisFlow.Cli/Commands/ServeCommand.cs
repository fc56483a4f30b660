using System.CommandLine;
using IrisFlow.Server;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow serve</c>: the server and the designer, until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port on this machine; 0 for any that is free.", DefaultValueFactory = _ => 5005, HelpName = "PORT" };
        var command = new Command("serve", "Serve the workflow designer and the HTTP API on this machine.") { port };
        command.WorksOn(async (workspace, terminal, parsed) =>
        {
            var options = new ServerOptions { Port = parsed.GetValue(port), Designer = DesignerFolder(), Program = StepWorkerCommand.Program };
            return await Execution.CancellableAsync(terminal, async cancellation =>
            {
                await using var server = await StudioServer.StartAsync(workspace, options, cancellation);
                terminal.Line($"{server.Address}");
                await server.WaitAsync(cancellation);
                return ExitCode.Done;
            });
        });
        return command;
    }

    // A published program carries the designer beside itself; one run from the sources has it where it was built.
    private static string? DesignerFolder() => new[] { Path.Combine(AppContext.BaseDirectory, "designer") }.FirstOrDefault(Directory.Exists);
}
