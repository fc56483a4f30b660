using System.Text.Json;
using IrisFlow.Engine.Reasons;

namespace IrisFlow.Hosting.Documents;

/// <summary>A reason with all behind it as JSON; <c>src/docs/schemas/reason.schema.json</c> is its contract.</summary>
public static class ReasonJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, string property, Reason reason)
    {
        json.WritePropertyName(property);
        Write(json, reason);
    }

    private static void Write(Utf8JsonWriter json, Reason reason)
    {
        json.WriteStartObject();
        json.WriteString("kind", JsonNamingPolicy.KebabCaseLower.ConvertName(reason.Kind.ToString()));
        json.WriteString("text", reason.Text);
        Optional(json, "step", reason.Step);
        Optional(json, "name", reason.Name);
        Optional(json, "source", reason.Source);
        Optional(json, "before", reason.Before);
        Optional(json, "after", reason.After);
        Optional(json, "run", reason.Run);
        json.WriteStartArray("because");
        foreach (var behind in reason.Because)
        {
            Write(json, behind);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
