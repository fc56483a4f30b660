using System.Text.Json.Nodes;

namespace IrisFlow.Server.Tests.Description;

/// <summary>
/// What of a new OpenAPI document breaks a program that was written for an old one: a call, a parameter or a member that is gone, more that is asked for,
/// less that is promised. What only comes in addition breaks nothing.
/// </summary>
internal sealed class BreakingChanges
{
    private static readonly string[] Roles = ["viewer", "operator", "editor"];
    private static readonly string[] Bounds = ["const", "pattern", "minimum", "maximum", "additionalProperties", "unevaluatedProperties"];

    private readonly JsonNode _before;
    private readonly JsonNode _after;
    private readonly List<string> _found = [];
    private readonly HashSet<string> _compared = [];

    private BreakingChanges(JsonNode before, JsonNode after) => (_before, _after) = (before, after);

    /// <summary>All of them, a line each.</summary>
    public static IReadOnlyList<string> Between(JsonNode before, JsonNode after)
    {
        var changes = new BreakingChanges(before, after);
        foreach (var (path, calls) in before["paths"]!.AsObject())
        {
            foreach (var (method, call) in calls!.AsObject())
            {
                changes.Call($"{method.ToUpperInvariant()} {path}", call!, after["paths"]![path]?[method]);
            }
        }

        return changes._found;
    }

    private void Call(string name, JsonNode before, JsonNode? after)
    {
        if (after is null)
        {
            _found.Add($"{name} is gone");
            return;
        }

        Demand(Array.IndexOf(Roles, (string?)after["x-role"]) <= Array.IndexOf(Roles, (string?)before["x-role"]), $"{name} asks for the role {after["x-role"]}");
        Parameters(name, before["parameters"] as JsonArray ?? [], after["parameters"] as JsonArray ?? []);
        Demand(before["requestBody"] is not null || after["requestBody"] is null, $"{name} asks for a body");
        Contents($"the body of {name}", before["requestBody"]?["content"], after["requestBody"]?["content"], isAsked: true);
        foreach (var (status, answer) in before["responses"]!.AsObject())
        {
            var now = after["responses"]![status];
            Demand(now is not null, $"{name} is not answered with {status} any more");
            Contents($"the answer {status} of {name}", Target(_before, answer)?["content"], Target(_after, now)?["content"], isAsked: false);
        }
    }

    private void Parameters(string call, JsonArray before, JsonArray after)
    {
        static string Key(JsonNode? parameter) => $"{parameter!["in"]} {parameter["name"]}";
        var now = after.ToDictionary(Key);
        foreach (var parameter in before)
        {
            var name = $"{call}: {Key(parameter)}";
            if (now.Remove(Key(parameter), out var same))
            {
                Demand((bool?)same!["required"] != true || (bool?)parameter!["required"] == true, $"{name} has to be given");
                Compare(name, parameter!["schema"], same["schema"], isAsked: true);
            }
            else
            {
                _found.Add($"{name} is gone");
            }
        }

        foreach (var (key, _) in now.Where(p => (bool?)p.Value!["required"] == true))
        {
            _found.Add($"{call}: {key} has to be given");
        }
    }

    private void Contents(string name, JsonNode? before, JsonNode? after, bool isAsked)
    {
        foreach (var (mediaType, content) in before as JsonObject ?? [])
        {
            Demand(after?[mediaType] is not null, $"{name} is no {mediaType} any more");
            Compare(name, content!["schema"], after?[mediaType]?["schema"], isAsked);
        }
    }

    /// <summary>Compares two schemas. Of what a program sends, the new one must allow what the old one allowed; of what it is sent, the old one must allow what the new one does.</summary>
    private void Compare(string at, JsonNode? was, JsonNode? now, bool isAsked)
    {
        if (was is null || now is null || !_compared.Add($"{Reference(was) ?? was.GetPath()} {Reference(now) ?? now.GetPath()} {isAsked}"))
        {
            return;
        }

        // A schema that is just true allows anything, as an empty one does.
        var (before, after) = (Target(_before, was) as JsonObject ?? [], Target(_after, now) as JsonObject ?? []);
        var (wide, narrow) = isAsked ? (after, before) : (before, after);
        Demand(Texts(wide["type"]) is [] || (Texts(narrow["type"]) is [_, ..] types && types.All(t => Texts(wide["type"]).Contains(t) || (t == "integer" && Texts(wide["type"]).Contains("number")))), $"{at} has another type");
        Demand(wide["enum"] is null || (narrow["enum"] is not null && Texts(narrow["enum"]).All(Texts(wide["enum"]).Contains)), $"{at} takes other words");
        foreach (var name in Texts(wide["required"]).Except(Texts(narrow["required"])))
        {
            _found.Add(isAsked ? $"{at}: {name} has to be given" : $"{at}: {name} may be missing");
        }

        foreach (var bound in Bounds.Where(b => before[b] is not JsonObject && after[b] is not JsonObject))
        {
            Demand(wide[bound] is null || JsonNode.DeepEquals(wide[bound], narrow[bound]), $"{at}: {bound} is another one");
        }

        foreach (var (name, member) in before["properties"] as JsonObject ?? [])
        {
            Demand(after["properties"]?[name] is not null, $"{at}: {name} is gone");
            Compare($"{at}: {name}", member, after["properties"]?[name], isAsked);
        }

        foreach (var inner in new[] { "items", "additionalProperties" }.Where(i => before[i] is JsonObject))
        {
            Demand(after[inner] is JsonObject, $"{at}: {inner} is another one");
            Compare($"{at}: {inner}", before[inner], after[inner] as JsonObject, isAsked);
        }

        foreach (var several in new[] { "oneOf", "allOf" })
        {
            var (old, young) = (before[several] as JsonArray ?? [], after[several] as JsonArray ?? []);
            Demand(old.Count == young.Count, $"{at}: {several} has {young.Count} and no longer {old.Count}");
            foreach (var (one, other) in old.Zip(young))
            {
                Compare(at, one, other, isAsked);
            }
        }
    }

    private static JsonNode? Target(JsonNode document, JsonNode? node)
    {
        if (Reference(node) is not { } reference)
        {
            return node;
        }

        JsonNode? target = document;
        foreach (var name in reference.Split('/').Skip(1))
        {
            target = target?[name];
        }

        return target;
    }

    private static string? Reference(JsonNode? node) => node is JsonObject members ? (string?)members["$ref"] : null;

    private static string[] Texts(JsonNode? list) => list switch
    {
        null => [],
        JsonArray several => [.. several.Select(s => s?.ToJsonString().Trim('"') ?? "null")],
        _ => [(string)list!],
    };

    private void Demand(bool holds, string change)
    {
        if (!holds)
        {
            _found.Add(change);
        }
    }
}
