using System.Text.Json;
using IrisFlow.Engine.Sweep;

namespace IrisFlow.Hosting.Documents;

/// <summary>The results of a sweep as one JSON document; <c>src/docs/schemas/sweep.schema.json</c> is its contract.</summary>
public static class SweepJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, string workflow, SweepResult result, int? top, ExitCode exit)
    {
        json.WriteStartObject();
        json.WriteString("run", result.Run);
        json.WriteString("workflow", workflow);
        json.WriteString("state", result.State.ToString().ToLowerInvariant());
        Results(json, result, top);
        if (result.Findings.Count > 0)
        {
            json.WriteStartObject("error");
            json.WriteNumber("exitCode", (int)exit);
            json.WriteString("message", result.Findings[0].Message);
            ErrorJson.Findings(json, result.Findings);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>The table under <c>results</c>.</summary>
    public static void Results(Utf8JsonWriter json, SweepResult result, int? top)
    {
        var (table, metrics) = (result.Table, result.Table.Schema.Count - 2);
        json.WriteStartObject("results");
        json.WriteString("by", result.By);
        json.WriteBoolean("smallestFirst", result.SmallestFirst);
        json.WriteNumber("runs", table.RowCount);
        json.WriteStartArray("rows");
        for (var row = 0; row < Math.Min(top ?? table.RowCount, table.RowCount); row++)
        {
            json.WriteStartObject();
            Cell(json, table, "rank", 0, row);
            json.WriteStartObject("values");
            for (var i = 1; i <= result.Axes.Count; i++)
            {
                Cell(json, table, result.Axes[i - 1], i, row);
            }

            json.WriteEndObject();
            json.WriteStartObject("metrics");
            for (var i = result.Axes.Count + 1; i < metrics; i++)
            {
                Cell(json, table, table.Schema[i].Name, i, row);
            }

            json.WriteEndObject();
            Cell(json, table, "state", metrics, row);
            Cell(json, table, "run", metrics + 1, row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Cell(Utf8JsonWriter json, Table table, string name, int column, int row)
    {
        json.WritePropertyName(name);

        // JSON has no word for NaN; null says that there is no figure.
        TableJson.Value(json, table.Columns[column].ValueAt(row) is double figure && !double.IsFinite(figure) ? null : table.Columns[column].ValueAt(row));
    }
}
