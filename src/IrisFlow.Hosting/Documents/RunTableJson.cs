using System.Text.Json;
using IrisFlow.Engine.Comparison;

namespace IrisFlow.Hosting.Documents;

/// <summary>Several runs side by side as one JSON document; <c>src/docs/schemas/compare.schema.json</c> is its contract.</summary>
public static class RunTableJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, RunTable table)
    {
        json.WriteStartObject();
        json.WriteStartArray("runs");
        foreach (var run in table.Runs)
        {
            json.WriteStartObject();
            json.WriteString("run", run.Id);
            json.WriteString("workflow", run.Workflow);
            json.WriteString("state", RunHeadJson.State(run));
            json.WriteString("startedAt", run.StartedAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Rows(json, "parameters", table.Parameters);
        Rows(json, "code", table.Code);
        Rows(json, "data", table.Data);
        Rows(json, "metrics", table.Metrics);
        Rows(json, "steps", table.Steps);
        json.WriteEndObject();
    }

    private static void Rows(Utf8JsonWriter json, string name, IReadOnlyList<RunRow> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteStartArray("values");
            foreach (var value in row.Values)
            {
                json.WriteRawValue(value?.ToJsonString() ?? "null");
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
