using System.CommandLine;
using IrisFlow.Hosting;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow unpin RUN[/STEP]</c>: takes a pin away.</summary>
internal static class UnpinCommand
{
    public static Command Create()
    {
        var address = PinCommand.Address();
        var command = new Command("unpin", "Take a pin away.") { address };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var (run, step) = PinCommand.Find(workspace, parsed.GetValue(address)!);
            var found = false;
            workspace.Store.Write(w => found = w.RemovePin(run.Id, step));
            if (!found)
            {
                throw NotPinned(workspace, run, step);
            }

            if (terminal.IsJson)
            {
                terminal.Json(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("run", run.Id);
                    json.WriteString("step", step.Length == 0 ? null : step);
                    json.WriteEndObject();
                });
                return ExitCode.Done;
            }

            terminal.Line($"{(step.Length == 0 ? run.Id : $"{run.Id}/{step}")} is not pinned any more.");
            return ExitCode.Done;
        });
        return command;
    }

    private static IrisFlowException NotPinned(Workspace workspace, RunRecord run, string step)
    {
        var pins = workspace.Store.Pins().Where(p => p.Run == run.Id).Select(p => p.Address).ToList();
        return new(
            new Finding("IF513", $"{(step.Length == 0 ? run.Id : $"{run.Id}/{step}")} is not pinned.")
            {
                Expected = pins.Count > 0 ? $"Pinned of this run: {string.Join(", ", pins)}." : null,
                Next = "irisflow pins",
            },
            ExitCode.NotFound);
    }
}
