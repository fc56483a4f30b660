using System.CommandLine;
using IrisFlow.Cli.Output;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow pins</c>: what is pinned, by whom and why.</summary>
internal static class PinsCommand
{
    public static Command Create()
    {
        var command = new Command("pins", "List what is pinned.");
        command.WorksOn((workspace, terminal, _) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var pins = workspace.Store.Pins();
            if (terminal.IsJson)
            {
                terminal.Json(json =>
                {
                    json.WriteStartArray();
                    foreach (var pin in pins)
                    {
                        PinCommand.Write(json, pin, now);
                    }

                    json.WriteEndArray();
                });
                return ExitCode.Done;
            }

            if (pins.Count == 0)
            {
                terminal.Say("Nothing is pinned. Next: irisflow pin RUN");
                return ExitCode.Done;
            }

            var table = new TextTable("pinned", "by", "since", "until", "reason");
            foreach (var pin in pins)
            {
                var until = pin.ExpiresAt is { } end ? Values.Local(end) + (pin.IsValid(now) ? "" : " (over)") : "";
                table.Add(pin.Address, pin.Owner, Values.Local(pin.CreatedAt), until, pin.Reason);
            }

            terminal.Block(table.ToString());
            return ExitCode.Done;
        });
        return command;
    }
}
