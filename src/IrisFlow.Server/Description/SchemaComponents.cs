using System.Text.Json.Nodes;

namespace IrisFlow.Server.Description;

/// <summary>
/// The published schemas that an OpenAPI document names, as its components, so that it needs no other file: <c>run.schema.json</c> is the component <c>run</c>,
/// and what stands in it under <c>$defs</c> as <c>output</c> is <c>run.output</c>.
/// </summary>
internal sealed class SchemaComponents
{
    private const string Inner = "#/$defs/";

    private readonly SortedDictionary<string, JsonNode?> _all = new(StringComparer.Ordinal);

    /// <summary>A reference to a schema, which is a component from now on, as is all that it refers to.</summary>
    /// <param name="schema">Its name, such as <c>plan</c>.</param>
    public JsonObject Reference(string schema) => Reference(schema + PublishedSchemas.Extension, null);

    /// <summary>A list of what a schema describes; of its items where it describes a list itself.</summary>
    public JsonObject List(string schema)
    {
        var reference = Reference(schema);
        return (string?)PublishedSchemas.Read(schema + PublishedSchemas.Extension)["type"] == "array" ? reference : new() { ["type"] = "array", ["items"] = reference };
    }

    /// <summary>All that were referred to, by name.</summary>
    public JsonObject Write() => new(_all);

    private JsonObject Reference(string file, string? inner)
    {
        var name = file[..^PublishedSchemas.Extension.Length] + (inner is null ? "" : $".{inner}");
        if (_all.TryAdd(name, null))
        {
            var schema = PublishedSchemas.Read(file);
            var own = inner is null ? schema : schema["$defs"]![inner]!.AsObject();
            _all[name] = Embedded(file, new JsonObject(own.Where(m => m.Key is not ("$schema" or "$id" or "$defs")).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))));
        }

        return new() { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private JsonNode? Embedded(string file, JsonNode? schema)
    {
        switch (schema)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (name == "$ref" && value is JsonValue)
                    {
                        var parts = value.GetValue<string>().Split(Inner);
                        members[name] = Reference(parts[0].Length > 0 ? parts[0].TrimEnd('#') : file, parts.ElementAtOrDefault(1))["$ref"]!.DeepClone();
                    }
                    else
                    {
                        Embedded(file, value);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Embedded(file, item);
                }

                break;
        }

        return schema;
    }
}
