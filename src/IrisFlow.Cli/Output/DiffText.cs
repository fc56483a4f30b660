using IrisFlow.Engine.Comparison;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>The differences of two runs as text: what is the same is not told.</summary>
internal static class DiffText
{
    // Another version of a framework can change thousands of methods; nobody reads more than a screen. The document has them all.
    private const int MostPieces = 20;

    public static void Print(Terminal terminal, RunDifferences found)
    {
        if (found.AreEqual)
        {
            terminal.Line($"Runs {found.First.Id} and {found.Second.Id} are the same: workflow, parameters, code, files, outputs and metrics.");
        }
        else
        {
            terminal.Heading($"{found.First.Workflow}: run {found.First.Id} → {(found.Second.Workflow == found.First.Workflow ? "" : found.Second.Workflow + ": ")}run {found.Second.Id}");
            terminal.Line(found.Divergence is { } at
                ? $"They part at {at.Step}: {string.Join("; ", at.Causes.Take(5).Select(c => c.Sentence))}{(at.Causes.Count > 5 ? $"; and {at.Causes.Count - 5} more" : "")}."
                : "Every output is the same.");
        }

        if (found.Parameters.Count > 0)
        {
            terminal.Heading("parameters of the workflow");
            found.Parameters.ToList().ForEach(p => terminal.Line($"  {p}"));
        }

        foreach (var step in found.Steps)
        {
            terminal.Heading(step.Step + step.Presence switch { Presence.OnlyFirst => " (removed)", Presence.OnlySecond => " (added)", _ => "" });
            foreach (var (what, text) in Lines(step))
            {
                terminal.Line($"  {what,-9} {text}");
            }
        }
    }

    /// <summary>A figure and its difference.</summary>
    public static string Figure(FigureChange change) =>
        $"{Number(change.Before)} → {Number(change.After)}{(change.Delta is { } delta ? $" ({(delta > 0 ? "+" : "")}{Values.Figure(delta)})" : "")}";

    /// <summary>Columns that came, went or changed their type.</summary>
    public static string Schema(IReadOnlyList<FieldChange> changes) => string.Join(", ", changes.Select(c =>
        c.Before is null ? $"+ {c.After}" : c.After is null ? $"- {c.Before}" : $"{c.Before} → {c.After!.Type.Name()}{(c.After.Nullable ? "?" : "")}"));

    private static IEnumerable<(string What, string Text)> Lines(StepDifferences step)
    {
        if (step.Uses is { } uses)
        {
            yield return ("uses", $"{uses.Before} → {uses.After}");
        }

        foreach (var (port, source) in step.Wires)
        {
            yield return ("wire", $"{port}: {source.Before ?? "none"} → {source.After ?? "none"}");
        }

        foreach (var parameter in step.Parameters)
        {
            yield return ("parameter", parameter.ToString());
        }

        if (step.Code is { } code)
        {
            foreach (var (name, presence) in code.Pieces.Take(MostPieces))
            {
                yield return ("code", $"{name} {(presence == Presence.Both ? "changed" : $"was {Names.Of(presence)}")}");
            }

            if (code.Pieces.Count is 0 or > MostPieces)
            {
                yield return ("code", code.Pieces.Count == 0 ? $"{code.Before} → {code.After}" : $"and {code.Pieces.Count - MostPieces} more");
            }
        }

        foreach (var file in step.Files)
        {
            yield return ("file", $"{File(file.Before)} → {File(file.After)}");
        }

        if (step.State is { } state)
        {
            var error = state.Before!.Error ?? state.After!.Error;
            yield return ("state", $"{Names.Of(state.Before.State)} → {Names.Of(state.After!.State)}{(error is null ? "" : $": {error}")}");
        }

        foreach (var output in step.Outputs)
        {
            var rows = output.Before?.Rows == output.After?.Rows ? "" : $"{output.Before?.Rows.ToString() ?? "no"} → {output.After?.Rows.ToString() ?? "no"} rows, ";
            var schema = output.Schema.Count == 0 || output.Before is null || output.After is null ? "" : $"columns {Schema(output.Schema)}, ";
            yield return ("output", $"{output.Port}: {rows}{schema}content {output.Before?.Digest.Short ?? "none"} → {output.After?.Digest.Short ?? "none"}");
        }

        foreach (var metric in step.Metrics)
        {
            yield return ("metric", $"{metric.Name}: {Figure(metric)}");
        }

        if (step.Times is { } times)
        {
            yield return ("time", $"{Time(times.Before!)} → {Time(times.After!)}");
        }
    }

    private static string File(InputRecord? file) => file is null ? "none" : $"{file.Source["file:".Length..]} ({file.Digest.Short})";

    private static string Time(StepRecord step) => step.StartedAt is null ? Names.Of(step.State) : Values.Duration(step.Milliseconds);

    private static string Number(double? value) => value is { } number ? Values.Figure(number) : "none";
}
