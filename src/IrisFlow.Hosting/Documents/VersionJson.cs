using System.Globalization;
using System.Text.Json;

namespace IrisFlow.Hosting.Documents;

/// <summary>A wording of a workflow; <c>src/docs/schemas/history.schema.json</c> is its contract.</summary>
public static class VersionJson
{
    /// <summary>Who made it: whoever saved it last, or the run in which it was first seen.</summary>
    public static string By(WorkflowVersion version) => version.SavedBy ?? $"run {version.Run}";

    /// <summary>Writes the document, without the text.</summary>
    public static void Write(Utf8JsonWriter json, WorkflowVersion version) => Write(json, version, null);

    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, WorkflowVersion version, string? text)
    {
        json.WriteStartObject();
        json.WriteString("version", version.Id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("at", version.At);
        json.WriteString("by", By(version));
        json.WriteNumber("runs", version.Runs);
        if (text is not null)
        {
            json.WriteString("text", text);
            json.WritePropertyName("definition");
            json.WriteRawValue(text);
        }

        json.WriteEndObject();
    }
}
