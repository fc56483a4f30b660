using System.Globalization;
using IrisFlow.Hosting.Documents;
using IrisFlow.Hosting.Schedules;

namespace IrisFlow.Cli.Output;

/// <summary>Schedules and their ticks as text.</summary>
internal static class ScheduleLines
{
    private const int ShownTicks = 10;

    /// <summary>All schedules, a line each.</summary>
    public static void Table(Terminal terminal, IReadOnlyList<ScheduleView> views)
    {
        var table = new TextTable("workflow", "state", "next", "last", "when");
        foreach (var view in views)
        {
            var next = view.StateName == "active" && view.Next is [var first, ..] ? Zoned(first.Zoned) : "";
            var words = ScheduleWords.Of(view.Of)?.When ?? view.Of.Findings[0].Message;
            table.Add(view.Of.Workflow, view.StateName, next, view.Last is { } last ? $"{Zoned(last.Zoned)} {Outcome(last)}" : "", words);
        }

        terminal.Block(table.ToString());
    }

    /// <summary>One schedule: what it says, what comes, and what came.</summary>
    public static void Show(Terminal terminal, ScheduleView view, IReadOnlyList<TickView> ticks)
    {
        terminal.Heading($"{view.Of.Workflow}: {view.StateName}");
        if (view.State?.Pause is { } pause)
        {
            terminal.Line($"  Paused by {pause.By} at {Values.Local(pause.At)}: {pause.Reason}");
        }

        foreach (var finding in view.Of.Findings)
        {
            terminal.Line($"  {finding}");
        }

        if (ScheduleWords.Of(view.Of) is { } words)
        {
            foreach (var line in new[] { words.When, words.CatchUp, words.Overlap, words.Deadline, words.Pause }.OfType<string>())
            {
                terminal.Line($"  {line}");
            }

            terminal.Heading("next");
            var next = new TextTable(view.Of.Schedule.Zone, "here", "");
            view.Next.ToList().ForEach(t => next.Add(Zoned(t.Zoned), Values.Local(t.At), t.Note ?? ""));
            terminal.Block(next.ToString());
        }

        if (ticks.Count > 0)
        {
            terminal.Heading("ticks");
            var table = new TextTable("at", "outcome", "run", "reason");
            ticks.Take(ShownTicks).ToList().ForEach(t => table.Add(Zoned(t.Zoned), Outcome(t), t.Tick.Run ?? "", t.Tick.Reason));
            terminal.Block(table.ToString());
        }
    }

    /// <summary>An instant as the clocks of a zone show it.</summary>
    public static string Zoned(DateTimeOffset at) => at.ToString(at.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Outcome(TickView tick) => tick.RunState is { } state ? Names.Of(state) : Tick.Name(tick.Tick.Outcome);
}
