using System.Text.Json;
using IrisFlow.Engine.Verification;

namespace IrisFlow.Cli.Output;

/// <summary>Whether a workflow gave the same twice: as text, and as a document whose contract is <c>verify-twice.schema.json</c>.</summary>
internal static class DoubleRunView
{
    public static void Print(Terminal terminal, string workflow, DoubleRun found)
    {
        if (found.Differing.Count == 0)
        {
            terminal.Line($"{workflow} is deterministic: runs {found.First.Run} and {found.Second.Run} gave the same in all {found.First.Steps.Count} steps.");
            return;
        }

        terminal.Heading($"{workflow} is not deterministic: runs {found.First.Run} and {found.Second.Run} differ");
        var table = new TextTable("output", "uses", "begins here", "columns that differ");
        foreach (var step in found.Differing)
        {
            foreach (var port in step.Ports)
            {
                table.Add($"{step.Step}.{port.Port}", step.Uses, step.Begins ? "yes" : "follows", port.Columns switch { null => "not kept", [] => "only what travels with the table", var columns => string.Join(", ", columns) });
            }
        }

        terminal.Block(table.ToString());
    }

    public static void Write(Utf8JsonWriter json, string workflow, DoubleRun found)
    {
        json.WriteStartObject();
        json.WriteString("workflow", workflow);
        json.WriteString("first", found.First.Run);
        json.WriteString("second", found.Second.Run);
        json.WriteBoolean("deterministic", found.Differing.Count == 0);
        json.WriteStartArray("steps");
        foreach (var step in found.Differing)
        {
            json.WriteStartObject();
            json.WriteString("name", step.Step);
            json.WriteString("uses", step.Uses);
            json.WriteBoolean("begins", step.Begins);
            json.WriteStartArray("ports");
            foreach (var port in step.Ports)
            {
                json.WriteStartObject();
                json.WriteString("port", port.Port);
                json.WriteString("first", port.First.Digest.Hex);
                json.WriteString("second", port.Second.Digest.Hex);
                if (port.Columns is null)
                {
                    json.WriteNull("columns");
                }
                else
                {
                    json.WriteStartArray("columns");
                    port.Columns.ToList().ForEach(json.WriteStringValue);
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
