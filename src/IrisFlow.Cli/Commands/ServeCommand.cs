using System.CommandLine;
using System.Runtime.InteropServices;
using IrisFlow.Cli.Output;
using IrisFlow.Hosting;
using IrisFlow.Server;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow serve</c>: the server and the designer, until it is stopped.</summary>
internal static class ServeCommand
{
    private static readonly Option<int> Port = new("--port") { Description = "The port on this machine; 0 for any that is free.", DefaultValueFactory = _ => 5005, HelpName = "PORT" };
    private static readonly Option<bool> Open = new("--open") { Description = "Open it in the browser." };

    private static readonly Option<string> Host = new("--host")
    {
        Description = "The address to listen on; any other than this machine's own needs an API token and --behind-tls.",
        DefaultValueFactory = _ => "127.0.0.1",
        HelpName = "ADDRESS",
    };

    private static readonly Option<bool> BehindTls = new("--behind-tls") { Description = "States that others reach it only through a proxy that speaks TLS." };
    private static readonly Option<string[]> AllowHost = new("--allow-host") { Description = "A name that the server is reached by, such as that of the proxy.", HelpName = "NAME" };

    private static readonly Option<bool> NoSchedules = new("--no-schedules") { Description = "Leave the schedules of workflows alone: nothing runs by itself." };

    public static Command Create()
    {
        var command = new Command("serve", "Serve the workflow designer and the HTTP API on this machine; schedules fire while it goes on.") { Port, Open, Host, BehindTls, AllowHost, NoSchedules };
        command.WorksOn((workspace, terminal, parsed) => ServeAsync(workspace, terminal, parsed.GetValue(Open), new()
        {
            Port = parsed.GetValue(Port) is >= 0 and <= 65535 and var port
                ? port
                : throw new IrisFlowException(new Finding("IF803", $"There is no port {parsed.GetValue(Port)}.") { Expected = "A number from 0 to 65535; 0 for any that is free." }),
            Host = parsed.GetValue(Host)!,
            IsBehindTls = parsed.GetValue(BehindTls),
            HostNames = parsed.GetValue(AllowHost) ?? [],
            Designer = DesignerFolder(),
            FiresSchedules = !parsed.GetValue(NoSchedules),
            Program = StepWorkerCommand.Program,
            Log = line => terminal.WarnLine(line),
        }));
        return command;
    }

    private static async Task<ExitCode> ServeAsync(Workspace workspace, Terminal terminal, bool isOpened, ServerOptions options)
    {
        using var ending = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, ending));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, ending));
        await using var server = await StudioServer.StartAsync(workspace, options, ending.Token);
        Tell(terminal, server, options);
        using var page = isOpened ? Browser.Open(server.SignInAddress, workspace.Artifacts, terminal) : null;
        await server.WaitAsync(ending.Token);
        return ExitCode.Done;
    }

    // The first signal lets go of what goes on for a moment; the second ends the process at once.
    private static void End(PosixSignalContext signal, CancellationTokenSource ending)
    {
        signal.Cancel = !ending.IsCancellationRequested;
        ending.Cancel();
    }

    private static void Tell(Terminal terminal, StudioServer server, ServerOptions options)
    {
        var schedules = server.Schedules;
        if (options.Designer is null)
        {
            terminal.Warn(new Finding("IF867", "The designer was not built: there is the HTTP API only.")
            {
                Severity = Severity.Warning,
                Expected = "With Node 20.19 or later at hand, building the program builds it.",
                Next = "dotnet build src/IrisFlow.Cli",
            });
        }

        if (terminal.IsJson)
        {
            terminal.JsonLine(json =>
            {
                json.WriteStartObject();
                json.WriteString("address", server.Address.ToString());
                json.WriteString("signIn", server.SignInAddress.ToString());
                json.WriteString("token", server.Token);
                json.WriteStartArray("schedules");
                foreach (var view in schedules)
                {
                    json.WriteStartObject();
                    json.WriteString("workflow", view.Of.Workflow);
                    json.WriteString("next", Tick.Text(view.Next[0].At));
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
            return;
        }

        terminal.Line(server.SignInAddress.ToString());
        terminal.Say(server.Token is null ? "An API token signs in. Ctrl-C ends the server; runs go on." : "Whoever has this address may do what you may. Ctrl-C ends the server; runs go on.");
        foreach (var view in schedules)
        {
            terminal.Say($"Workflow {view.Of.Workflow} runs next at {ScheduleLines.Zoned(view.Next[0].Zoned)} ({view.Of.Schedule.Zone}).");
        }
    }

    // Beside the program, whether it was published or built from its sources.
    private static string? DesignerFolder() => Path.Combine(AppContext.BaseDirectory, "designer") is var folder && File.Exists(Path.Combine(folder, "index.html")) ? folder : null;
}
