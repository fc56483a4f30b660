using System.Text.Json;

namespace IrisFlow.Hosting.Documents;

/// <summary>All about an activity, for a program.</summary>
public static class ActivityJson
{
    /// <summary>The answer to a name that no activity has.</summary>
    public static IrisFlowException Unknown(string uses, Catalog catalog) => new(
        new Finding("IF102", $"There is no activity '{uses}'.") { Expected = NearMiss.OneOf(uses, catalog.Names.Order(StringComparer.Ordinal), "The activities are") }, ExitCode.NotFound);

    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, ActivityDescriptor activity, Catalog catalog)
    {
        json.WriteStartObject();
        json.WriteString("uses", activity.Uses);
        json.WriteString("summary", activity.Summary);
        json.WriteString("family", activity.Name.Split('.')[0]);
        json.WriteStartArray("tags");
        foreach (var tag in activity.Tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteBoolean("sideEffect", activity.HasSideEffect);
        json.WriteBoolean("volatile", activity.IsVolatile);
        Ports(json, "inputs", activity.Inputs);
        Ports(json, "outputs", activity.Outputs);
        Parameters(json, activity.Parameters, catalog);
        if (activity.Example is { } example)
        {
            json.WritePropertyName("example");
            example.WriteTo(json);
        }

        json.WritePropertyName("schema");
        ParameterSchema.Of(activity, catalog).WriteTo(json);
        json.WriteEndObject();
    }

    private static void Ports(Utf8JsonWriter json, string name, IReadOnlyList<PortDescriptor> ports)
    {
        json.WriteStartArray(name);
        foreach (var port in ports)
        {
            json.WriteStartObject();
            json.WriteString("port", port.Name);
            json.WriteString("kind", port.Kind.Name);
            json.WriteBoolean("required", port.Required);
            json.WriteString("summary", port.Summary);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Parameters(Utf8JsonWriter json, IReadOnlyList<ParameterDescriptor> parameters, Catalog catalog)
    {
        json.WriteStartArray("parameters");
        foreach (var parameter in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("type", parameter.TypeName);
            json.WriteBoolean("required", parameter.Required);
            if (ValueWriter.ToJson(parameter.Default) is { } value)
            {
                json.WritePropertyName("default");
                json.WriteRawValue(value.ToJsonString());
            }

            json.WriteString("summary", parameter.Summary);
            if (parameter.IsKind)
            {
                json.WriteStartArray("kinds");
                foreach (var kind in catalog.KindsOf(parameter.Type).Values.OrderBy(k => k.Name, StringComparer.Ordinal))
                {
                    json.WriteStartObject();
                    json.WriteString("kind", kind.Name);
                    json.WriteString("summary", kind.Summary);
                    Parameters(json, kind.Parameters, catalog);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
