using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Retention;
using IrisFlow.Hosting;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow pin RUN[/STEP]</c>: keeps the checkpoints of a run, or of one of its steps, whatever gc is asked for.</summary>
internal static class PinCommand
{
    public static Command Create()
    {
        var address = Address();
        var reason = new Option<string>("--reason") { Description = "Why, for whoever reads the list of pins.", DefaultValueFactory = _ => "", HelpName = "TEXT" };
        var expires = new Option<string?>("--expires") { Description = "How long it holds: 30d, 12h, or a date such as 2027-01-01.", HelpName = "WHEN" };
        var command = new Command("pin", "Keep the checkpoints of a run, or of a step of it.") { address, reason, expires };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var (run, step) = Find(workspace, parsed.GetValue(address)!);
            var pin = new Pin(run.Id, step, Environment.UserName, now) { Reason = parsed.GetValue(reason)!, ExpiresAt = Instant(parsed.GetValue(expires), now) };
            workspace.Store.Write(w => w.SavePin(pin));
            Warn(workspace, terminal, run, step);
            if (terminal.IsJson)
            {
                terminal.Json(json => Write(json, pin, now));
                return ExitCode.Done;
            }

            terminal.Line($"{pin.Address} is pinned{(pin.ExpiresAt is { } end ? $" until {Values.Local(end)}" : "")}.");
            return ExitCode.Done;
        });
        return command;
    }

    public static Argument<string> Address() => new("run") { Description = "A run's id, its beginning, or latest; with /STEP one step of it.", HelpName = "RUN[/STEP]" };

    /// <exception cref="IrisFlowException">There is no such run, or it has no such step.</exception>
    public static (RunRecord Run, string Step) Find(Workspace workspace, string address)
    {
        var slash = address.IndexOf('/', StringComparison.Ordinal);
        var (run, step) = (ShowCommand.Find(workspace, slash < 0 ? address : address[..slash]), slash < 0 ? "" : address[(slash + 1)..]);
        var steps = workspace.Store.Steps(run.Id);
        return slash < 0 || steps.Any(s => s.Name == step)
            ? (run, step)
            : throw new IrisFlowException(
                new Finding("IF402", $"Run {run.Id} has no step '{step}'.") { Expected = NearMiss.OneOf(step, steps.Select(s => s.Name), "Its steps are") }, ExitCode.NotFound);
    }

    /// <summary>A pin as an object, the same for one and in the list.</summary>
    public static void Write(Utf8JsonWriter json, Pin pin, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("run", pin.Run);
        json.WriteString("step", pin.Step.Length == 0 ? null : pin.Step);
        json.WriteString("owner", pin.Owner);
        json.WriteString("reason", pin.Reason);
        json.WriteString("createdAt", pin.CreatedAt);
        if (pin.ExpiresAt is { } end)
        {
            json.WriteString("expiresAt", end);
        }
        else
        {
            json.WriteNull("expiresAt");
        }

        json.WriteBoolean("valid", pin.IsValid(now));
        json.WriteEndObject();
    }

    private static void Warn(Workspace workspace, Terminal terminal, RunRecord run, string step)
    {
        var gone = workspace.Store.Steps(run.Id).Where(s => step.Length == 0 || s.Name == step)
            .SelectMany(s => s.Outputs.Where(o => workspace.Store.FindObject(o.Digest) is null).Select(o => $"{s.Name}.{o.Port}")).ToList();
        if (gone.Count > 0)
        {
            terminal.Warn(new("IF514", $"Not all of it is there to be kept: {string.Join(", ", gone)}.") { Severity = Severity.Warning, Next = $"irisflow show {run.Id}" });
        }
    }

    /// <summary>When something ends that was written as a span of time or a date; null where nothing was written.</summary>
    /// <exception cref="IrisFlowException">It is neither, or in the past.</exception>
    public static DateTimeOffset? Instant(string? text, DateTimeOffset now)
    {
        if (text is null)
        {
            return null;
        }

        var at = Quantities.Parse(text) is { } span ? now + span
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new(day, TimeOnly.MinValue, TimeSpan.Zero)
            : (DateTimeOffset?)null;
        return at > now
            ? at
            : throw new IrisFlowException(new Finding("IF803", at is null ? $"--expires {text} is no span of time and no date." : $"--expires {text} is in the past.")
            {
                Expected = "It is written 30d, 12h, 2w, or as a date to come: 2027-01-01.",
            });
    }
}
