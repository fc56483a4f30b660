using System.Text.Json.Nodes;
using IrisFlow.Engine.Comparison;

namespace IrisFlow.Cli.Output;

/// <summary>Several runs side by side as text: a table for each kind of difference.</summary>
internal static class RunTableText
{
    private const int ShownDigits = 12;

    public static void Print(Terminal terminal, RunTable table)
    {
        terminal.Line($"{table.Runs.Count} runs: {string.Join(", ", table.Runs.Select(r => r.Id))}");
        var sections = new (string Heading, IReadOnlyList<RunRow> Rows, Func<JsonNode?, string> Text)[]
        {
            ("parameters", table.Parameters, Plainly),
            ("code", table.Code, Short),
            ("data", table.Data, value => value is null ? "" : $"{value["source"]} {Short(value["digest"])}"),
            ("metrics", table.Metrics, Figure),
            ("steps", table.Steps, Step),
        };
        foreach (var (heading, rows, text) in sections.Where(s => s.Rows.Count > 0))
        {
            terminal.Heading(heading);
            var lines = new TextTable([heading, .. table.Runs.Select(r => r.Id)]);
            foreach (var row in rows)
            {
                lines.Add([row.Name, .. row.Values.Select(text)]);
            }

            terminal.Block(lines.ToString());
        }

        if (Array.TrueForAll(sections, s => s.Rows.Count == 0))
        {
            terminal.Line("They do not differ.");
        }
    }

    private static string Plainly(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : value?.ToJsonString() ?? "";

    private static string Figure(JsonNode? value) => value is null ? "" : Values.Figure(value.GetValue<double>());

    private static string Short(JsonNode? value) => value?.GetValue<string>() is { } text ? text[..Math.Min(ShownDigits, text.Length)] : "";

    private static string Step(JsonNode? value) =>
        value is null ? "" : $"{value["state"]} {string.Join(' ', value["outputs"]!.AsObject().Select(o => $"{o.Key} {Short(o.Value)}"))}".TrimEnd();
}
