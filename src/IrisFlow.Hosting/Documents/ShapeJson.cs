using System.Text.Json;

namespace IrisFlow.Hosting.Documents;

/// <summary>What is known of a port before any data is read.</summary>
public static class ShapeJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="kind">What the port carries: <c>table</c>.</param>
    /// <param name="shape">What is known.</param>
    /// <param name="columns">At most so many columns; the others are counted under <c>more</c>.</param>
    /// <returns>How many columns were written.</returns>
    public static int Write(Utf8JsonWriter json, string kind, Shape shape, int columns = int.MaxValue)
    {
        json.WriteStartObject();
        json.WriteString("kind", kind);
        json.WriteStartArray("columns");
        var written = 0;
        foreach (var field in shape.All.Take(columns))
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("type", field.Type.Name());
            json.WriteBoolean("nullable", field.Nullable);
            json.WriteBoolean("certain", written < shape.Fields.Length);
            json.WriteEndObject();
            written++;
        }

        json.WriteEndArray();
        json.WriteBoolean("open", shape.IsOpen);
        json.WriteString("target", shape.Target);
        if (shape.Candidates.Length > 0)
        {
            json.WriteNumber("chosen", shape.Chosen);
        }

        if (shape.Fields.Length + shape.Candidates.Length - written is > 0 and var more)
        {
            json.WriteNumber("more", more);
        }

        json.WriteEndObject();
        return written;
    }
}
