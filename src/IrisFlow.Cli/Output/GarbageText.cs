using IrisFlow.Engine.Retention;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>A collection in words.</summary>
internal static class GarbageText
{
    private static readonly Dictionary<KeepKind, string> Names = new()
    {
        [KeepKind.Pin] = "pinned",
        [KeepKind.AtWork] = "named by a run at work",
        [KeepKind.Unfinished] = "named by an unfinished run",
        [KeepKind.LastRuns] = "named by one of the last successful runs",
        [KeepKind.Recent] = "named by a young run",
        [KeepKind.Uploaded] = "uploaded not long ago",
    };

    public static void Print(Terminal terminal, GarbageReport report, bool isVerbose)
    {
        var table = new TextTable("checkpoints", "objects", "bytes").Right(1, 2);
        foreach (var group in report.With(Fate.Kept).GroupBy(o => o.Reasons[0].Kind).OrderBy(g => g.Key))
        {
            Row(table, $"kept: {Names[group.Key]}", group);
        }

        var done = report.IsApplied;
        Row(table, done ? "deleted" : "to be deleted now", report.With(Fate.Deleted));
        Row(table, $"{(done ? "given up" : "to be given up")}, deleted after {Quantities.Words(report.Policy.Grace)}", report.With(Fate.Condemned));
        Row(table, "given up before, not deleted yet", report.With(Fate.Waiting));
        if (report.Strays.Count > 0)
        {
            table.Add($"left by a crash{(done ? ", deleted" : ", to be deleted")}", $"{report.Strays.Count}", Quantities.Words(report.Strays.Sum(s => s.Bytes)));
        }

        terminal.Block(table.ToString());
        if (isVerbose)
        {
            List(terminal, report);
        }

        terminal.Line($"kept {Quantities.Words(report.BytesOf(Fate.Kept))}, {(done ? "freed" : "would free")} {Quantities.Words(report.BytesOf(Fate.Deleted) + report.Strays.Sum(s => s.Bytes))}");
        if (report.BytesAboveLimit > 0)
        {
            terminal.Line($"That is {Quantities.Words(report.BytesAboveLimit)} above the limit: pins and unfinished runs keep it.");
        }

        if (report.IsHeldBack)
        {
            terminal.Line("Some of it waits for a run at work, which may have chosen it already; a gc after that run deletes it.");
        }

        if (!done)
        {
            terminal.Say("Nothing was changed. Next: irisflow gc --apply");
        }
    }

    private static void Row(TextTable table, string what, IEnumerable<JudgedObject> objects)
    {
        var all = objects.ToList();
        if (all.Count > 0)
        {
            table.Add(what, $"{all.Count}", Quantities.Words(all.Sum(o => o.File.Bytes)));
        }
    }

    private static void List(Terminal terminal, GarbageReport report)
    {
        var table = new TextTable("object", "bytes", "fate", "why").Right(1);
        foreach (var item in report.Objects)
        {
            table.Add(item.File.Digest.Short, Quantities.Words(item.File.Bytes), GarbageJson.Name(item.Fate), item.Why ?? string.Join("; ", item.Reasons.Select(r => r.Text)));
        }

        foreach (var stray in report.Strays)
        {
            table.Add(Path.GetFileName(stray.Path), Quantities.Words(stray.Bytes), "stray", "no run names it");
        }

        terminal.Block(table.ToString());
    }
}
