using System.Text.Json;

namespace IrisFlow.Server.Checkpoints.Views;

/// <summary>Figures as one JSON document.</summary>
internal static class MetricsJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, Metrics metrics)
    {
        json.WriteStartObject();
        json.WriteString("kind", "metrics");
        json.WriteStartArray("metrics");
        foreach (var (name, value) in metrics)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WritePropertyName("value");
            CellJson.Write(json, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
