using System.Text.Json;

namespace IrisFlow.Hosting.Documents;

/// <summary>The columns of a table as a list under <c>columns</c>.</summary>
public static class SchemaJson
{
    /// <summary>Writes the list: the name, the type and whether there may be nulls.</summary>
    public static void Write(Utf8JsonWriter json, Schema schema)
    {
        json.WriteStartArray("columns");
        foreach (var field in schema)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("type", field.Type.Name());
            json.WriteBoolean("nullable", field.Nullable);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
