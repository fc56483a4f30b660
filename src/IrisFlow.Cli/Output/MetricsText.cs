namespace IrisFlow.Cli.Output;

/// <summary>The figures of a run as a table, each step's note below: a figure without its caveat misleads.</summary>
internal static class MetricsText
{
    /// <param name="terminal">Where to.</param>
    /// <param name="steps">The steps of the run.</param>
    /// <param name="note">The note of a step, or null.</param>
    public static void Print(Terminal terminal, IReadOnlyList<StepRecord> steps, Func<string, string?> note)
    {
        var measured = steps.Where(s => s.Metrics.Count > 0).ToList();
        if (measured.Count == 0)
        {
            return;
        }

        terminal.Heading("metrics");
        var table = new TextTable("metric", "value").Right(1);
        foreach (var step in measured)
        {
            foreach (var (name, value) in step.Metrics)
            {
                table.Add($"{step.Name}.{name}", Values.Figure(value));
            }
        }

        terminal.Block(table.ToString());
        foreach (var step in measured)
        {
            if (note(step.Name) is { } text)
            {
                terminal.Line($"  {step.Name}: {text}");
            }
        }
    }
}
