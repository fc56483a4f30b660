using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>Schemas as JSON: a list of objects with <c>name</c>, <c>type</c> and, where it is, <c>nullable</c>.</summary>
public static class SchemaText
{
    /// <summary>The schema as compact JSON.</summary>
    public static string Write(Schema schema) => new JsonArray([.. schema.Select(Field)]).ToJsonString();

    /// <summary>The schema that <see cref="Write"/> wrote.</summary>
    public static Schema Read(string json) => new(((JsonArray)JsonNode.Parse(json)!).Select(node =>
    {
        _ = ColumnTypes.TryParse(node!["type"]!.GetValue<string>(), out var type);
        return new Field(node["name"]!.GetValue<string>(), type, node["nullable"]?.GetValue<bool>() ?? false);
    }));

    private static JsonNode Field(Field field)
    {
        var json = new JsonObject { ["name"] = field.Name, ["type"] = field.Type.Name() };
        if (field.Nullable)
        {
            json["nullable"] = true;
        }

        return json;
    }
}
