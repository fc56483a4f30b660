using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Comparison;

/// <summary>In which values two JSON objects differ, down to the innermost.</summary>
internal static class ValueChanges
{
    /// <param name="first">The first object as a text.</param>
    /// <param name="second">The second object as a text.</param>
    public static IReadOnlyList<ValueChange> Between(string first, string second) =>
        first == second ? [] : [.. Between(JsonNode.Parse(first) as JsonObject ?? [], JsonNode.Parse(second) as JsonObject ?? [], "")];

    private static IEnumerable<ValueChange> Between(JsonObject first, JsonObject second, string path) => first
        .Select(p => p.Key)
        .Union(second.Select(p => p.Key))
        .Where(name => !JsonNode.DeepEquals(first[name], second[name]))
        .SelectMany(name => first[name] is JsonObject a && second[name] is JsonObject b && IsSameKind(a, b)
            ? Between(a, b, $"{path}{name}.")
            : [new ValueChange(path + name, first[name], second[name])]);

    // The values of another kind mean something else, even where their names agree.
    private static bool IsSameKind(JsonObject a, JsonObject b) => JsonNode.DeepEquals(a["kind"], b["kind"]);
}
