namespace IrisFlow.Cli.Output;

/// <summary>What steps of a run had to say, and the proof that some of them are not deterministic: in this run or in another that has the same keys.</summary>
internal static class EvidenceView
{
    public static void Print(Terminal terminal, IReadOnlyList<StepRecord> steps, IReadOnlyList<EvidenceRecord> evidence)
    {
        foreach (var step in steps)
        {
            step.Warnings.ToList().ForEach(w => terminal.Line($"note from {step.Name}: {w}"));
        }

        if (evidence.Count == 0)
        {
            return;
        }

        terminal.Heading("not deterministic: the same key, other data");
        var table = new TextTable("output", "uses", "run", "gave", "run before", "gave", "columns that differ");
        foreach (var one in evidence)
        {
            table.Add($"{one.Step}.{one.Port}", one.Uses, one.Run, one.Digest.Short, one.OtherRun, one.OtherDigest.Short, one.Columns.Count == 0 ? "?" : string.Join(", ", one.Columns));
        }

        terminal.Block(table.ToString());
    }
}
