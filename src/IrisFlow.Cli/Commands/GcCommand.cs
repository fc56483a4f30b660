using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Retention;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow gc</c>: says which checkpoints are kept and why, and what the others take; with <c>--apply</c> gives these up.</summary>
internal static class GcCommand
{
    public static Command Create()
    {
        var keepRuns = new Option<int>("--keep-runs") { Description = "Keep so many of the last successful runs of each workflow.", DefaultValueFactory = _ => 10, HelpName = "N" };
        var keepDays = Span("--keep-days", "7d", "Keep runs that are younger.");
        var max = new Option<string?>("--max") { Description = "Keep no more than this, such as 50GiB: evict what costs least to make again.", HelpName = "SIZE" };
        var grace = Span("--grace", "1d", "Delete only what was given up so long ago.");
        var apply = new Option<bool>("--apply") { Description = "Do it; without this nothing is changed." };
        var command = new Command("gc", "Say which checkpoints are kept and why; with --apply, give up the others.") { keepRuns, keepDays, max, grace, apply };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var policy = new RetentionPolicy
            {
                KeepRuns = parsed.GetValue(keepRuns) is >= 0 and var count ? count : throw Unread("--keep-runs", $"{parsed.GetValue(keepRuns)}", "a number of runs, 0 or more"),
                KeepAge = TimeOf("--keep-days", parsed.GetValue(keepDays)!),
                Grace = TimeOf("--grace", parsed.GetValue(grace)!),
                MaxBytes = parsed.GetValue(max) is { } size ? Quantities.ParseBytes(size) ?? throw Unread("--max", size, "a size: 50GiB, 500MB") : null,
            };
            var collector = new GarbageCollector(workspace.Artifacts, workspace.Store, TimeProvider.System);
            var report = parsed.GetValue(apply) ? collector.Apply(policy) : collector.Look(policy);
            if (terminal.IsJson)
            {
                terminal.Json(json => GarbageJson.Write(json, report));
            }
            else
            {
                GarbageText.Print(terminal, report, parsed.GetValue(CommonOptions.Verbose));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string> Span(string name, string otherwise, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise, HelpName = "T" };

    /// <summary>A number alone is a number of days.</summary>
    private static TimeSpan TimeOf(string option, string text) =>
        Quantities.Parse(text) ?? Quantities.Parse(text + "d") ?? throw Unread(option, text, "a span of time: 7d, 12h, 30min, 2w");

    private static IrisFlowException Unread(string option, string text, string expected) =>
        new(new Finding("IF803", $"{option} {text} can't be read.") { Expected = $"It takes {expected}." });
}
