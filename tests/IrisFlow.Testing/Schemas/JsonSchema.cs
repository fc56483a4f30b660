using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IrisFlow.Testing.Program;

namespace IrisFlow.Testing.Schemas;

/// <summary>Checks documents against JSON Schema 2020-12, as far as the published schemas use it; any other keyword is an error.</summary>
public sealed class JsonSchema
{
    private static readonly string[] Notes = ["$schema", "$id", "$defs", "title", "description", "default"];

    private readonly Func<string, JsonNode> _load;
    private readonly List<string> _problems = [];

    private JsonSchema(Func<string, JsonNode> load) => _load = load;

    /// <summary>The folder of the published schemas.</summary>
    public static string Folder => Path.Combine(PublishedProgram.Repository, "src", "docs", "schemas");

    /// <summary>What a published schema finds wrong with a document.</summary>
    public static IReadOnlyList<string> Problems(string schema, JsonNode? document)
    {
        var file = schema + ".schema.json";
        return Problems(file, document, name => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)))!);
    }

    /// <summary>What a schema finds wrong with a document, its references read by <paramref name="load"/>.</summary>
    public static IReadOnlyList<string> Problems(string file, JsonNode? document, Func<string, JsonNode> load)
    {
        var check = new JsonSchema(load);
        check.Check(file, load(file), document, "$");
        return check._problems;
    }

    /// <summary>What one schema within a larger document, such as one of OpenAPI, finds wrong with a value.</summary>
    public static IReadOnlyList<string> Problems(JsonNode schema, JsonNode? value, JsonNode whole)
    {
        var check = new JsonSchema(_ => whole);
        check.Check("the document", schema, value, "$");
        return check._problems;
    }

    private void Check(string file, JsonNode schema, JsonNode? value, string at)
    {
        foreach (var (keyword, rule) in schema.AsObject().Where(k => !Notes.Contains(k.Key) && !k.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            switch (keyword)
            {
                case "type":
                    var types = rule is JsonArray several ? several.Select(t => t!.GetValue<string>()).ToList() : [rule!.GetValue<string>()];
                    Demand(types.Any(t => Is(t, value)), $"{at} is no {string.Join(" or ", types)}: {value?.ToJsonString() ?? "null"}");
                    break;
                case "const":
                    Demand(JsonNode.DeepEquals(rule, value), $"{at} is not {rule?.ToJsonString()}");
                    break;
                case "enum":
                    Demand(rule!.AsArray().Any(r => JsonNode.DeepEquals(r, value)), $"{at} is none of {rule.ToJsonString()}: {value?.ToJsonString()}");
                    break;
                case "minimum":
                    Demand(value?.GetValueKind() != JsonValueKind.Number || value.GetValue<double>() >= rule!.GetValue<double>(), $"{at} is below {rule}");
                    break;
                case "maximum":
                    Demand(value?.GetValueKind() != JsonValueKind.Number || value.GetValue<double>() <= rule!.GetValue<double>(), $"{at} is above {rule}");
                    break;
                case "exclusiveMinimum":
                    Demand(value?.GetValueKind() != JsonValueKind.Number || value.GetValue<double>() > rule!.GetValue<double>(), $"{at} is not above {rule}");
                    break;
                case "exclusiveMaximum":
                    Demand(value?.GetValueKind() != JsonValueKind.Number || value.GetValue<double>() < rule!.GetValue<double>(), $"{at} is not below {rule}");
                    break;
                case "pattern":
                    Demand(value?.GetValueKind() != JsonValueKind.String || Regex.IsMatch(value.GetValue<string>(), rule!.GetValue<string>()), $"{at} does not match {rule}: {value}");
                    break;
                case "required" when value is JsonObject o:
                    rule!.AsArray().Select(r => r!.GetValue<string>()).Where(r => !o.ContainsKey(r)).ToList().ForEach(r => _problems.Add($"{at} has no {r}"));
                    break;
                case "properties" when value is JsonObject o:
                    foreach (var (name, inner) in rule!.AsObject().Where(p => o.ContainsKey(p.Key)))
                    {
                        Check(file, inner!, o[name], $"{at}.{name}");
                    }

                    break;
                case "additionalProperties" when value is JsonObject o:
                    foreach (var (name, extra) in o.Where(p => schema["properties"]?.AsObject().ContainsKey(p.Key) != true))
                    {
                        if (rule is JsonObject inner)
                        {
                            Check(file, inner, extra, $"{at}.{name}");
                        }
                        else
                        {
                            Demand(rule!.GetValue<bool>(), $"{at} has {name}, which no schema knows");
                        }
                    }

                    break;
                case "maxItems":
                    Demand(value is not JsonArray { Count: var count } || count <= rule!.GetValue<int>(), $"{at} has more than {rule} items");
                    break;
                case "items" when value is JsonArray list:
                    foreach (var (i, item) in list.Index())
                    {
                        Check(file, rule!, item, $"{at}[{i}]");
                    }

                    break;
                case "unevaluatedProperties" when value is JsonObject o:
                    var known = Known(file, schema);
                    o.Select(p => p.Key).Where(name => !rule!.GetValue<bool>() && !known.Contains(name)).ToList().ForEach(name => _problems.Add($"{at} has {name}, which no schema knows"));
                    break;
                case "allOf":
                    rule!.AsArray().ToList().ForEach(r => Check(file, r!, value, at));
                    break;
                case "oneOf":
                    var fitting = rule!.AsArray().Count(r => !Fails(file, r!, value));
                    Demand(fitting == 1, $"{at} fits {fitting} of the schemas under oneOf");
                    break;
                case "$ref":
                    var (target, inside) = Resolve(file, rule!.GetValue<string>());
                    Check(target, inside, value, at);
                    break;
                case "required" or "properties" or "additionalProperties" or "unevaluatedProperties" or "items":
                    break;
                default:
                    throw new InvalidOperationException($"{file} uses '{keyword}', which this check does not know.");
            }
        }
    }

    /// <summary>The members that a schema, and those that it builds on, name.</summary>
    private HashSet<string> Known(string file, JsonNode schema)
    {
        var names = (schema["properties"]?.AsObject().Select(p => p.Key) ?? []).ToHashSet();
        foreach (var part in schema["allOf"]?.AsArray() ?? [])
        {
            names.UnionWith(Known(file, part!));
        }

        if (schema["$ref"] is { } reference)
        {
            var (target, inside) = Resolve(file, reference.GetValue<string>());
            names.UnionWith(Known(target, inside));
        }

        return names;
    }

    private bool Fails(string file, JsonNode schema, JsonNode? value)
    {
        var inner = new JsonSchema(_load);
        inner.Check(file, schema, value, "$");
        return inner._problems.Count > 0;
    }

    private (string File, JsonNode Schema) Resolve(string file, string reference)
    {
        var parts = reference.Split('#');
        var target = parts[0].Length > 0 ? parts[0] : file;
        var node = _load(target);
        foreach (var name in (parts.Length > 1 ? parts[1] : "").Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node[name] ?? throw new InvalidOperationException($"{file}: nothing stands at {reference}.");
        }

        return (target, node);
    }

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("null", JsonValueKind.Null) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger(value!.GetValue<double>()),
        _ => false,
    };

    private void Demand(bool holds, string problem)
    {
        if (!holds)
        {
            _problems.Add(problem);
        }
    }
}
