using System.Text.Json;

namespace IrisFlow.Hosting.Documents;

/// <summary>In what two wordings of a workflow differ; <c>src/docs/schemas/workflow-diff.schema.json</c> is its contract.</summary>
public static class WorkflowDiffJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, WorkflowDiff diff)
    {
        json.WriteStartObject();
        if (diff.Note is { } note)
        {
            json.WritePropertyName("note");
            Field(json, note);
        }

        Parts(json, "parameters", "parameter", diff.Parameters);
        Parts(json, "steps", "step", diff.Steps);
        json.WriteStartArray("schedule");
        foreach (var field in diff.Schedule)
        {
            Field(json, field);
        }

        json.WriteEndArray();
        json.WriteStartArray("moved");
        foreach (var step in diff.Moved)
        {
            json.WriteStringValue(step);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Parts(Utf8JsonWriter json, string list, string name, IReadOnlyList<PartChange> parts)
    {
        json.WriteStartArray(list);
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString(name, part.Name);
            json.WriteString("change", part.Change);
            json.WriteStartArray("fields");
            foreach (var field in part.Fields)
            {
                Field(json, field);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Field(Utf8JsonWriter json, WordingChange field)
    {
        json.WriteStartObject();
        json.WriteString("path", field.Path);
        json.WritePropertyName("before");
        json.WriteRawValue(field.Before?.ToJsonString() ?? "null");
        json.WritePropertyName("after");
        json.WriteRawValue(field.After?.ToJsonString() ?? "null");
        json.WriteEndObject();
    }
}
