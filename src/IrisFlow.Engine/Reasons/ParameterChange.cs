using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Reasons;

/// <summary>A parameter that has another value; inside an injected kind its path is dotted: <c>trainer.l2</c>.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Before">The value as JSON; null where there was none.</param>
/// <param name="After">The value as JSON; null where there is none.</param>
internal sealed record ParameterChange(string Name, string? Before, string? After)
{
    private const int LongestValue = 60;

    /// <summary>In words: <c>k changed from 2 to 3</c>.</summary>
    public string Text => $"{Name} changed from {Short(Before)} to {Short(After)}";

    /// <summary>The differences between two JSON objects of parameters, in their order.</summary>
    /// <param name="before">The values that were.</param>
    /// <param name="after">The values that are.</param>
    /// <param name="except">Parameters that don't count: source files enter a key by their content.</param>
    public static IReadOnlyList<ParameterChange> Between(string before, string after, IReadOnlySet<string>? except = null)
    {
        if (before == after)
        {
            return [];
        }

        var changes = new List<ParameterChange>();
        Compare("", JsonNode.Parse(before) as JsonObject ?? [], JsonNode.Parse(after) as JsonObject ?? [], except, changes);
        return changes;
    }

    private static void Compare(string path, JsonObject before, JsonObject after, IReadOnlySet<string>? except, List<ParameterChange> changes)
    {
        foreach (var name in before.Select(p => p.Key).Union(after.Select(p => p.Key)))
        {
            var (old, now) = (before[name], after[name]);
            if (except?.Contains(name) == true || JsonNode.DeepEquals(old, now))
            {
                continue;
            }

            // Two of the same kind differ in their parameters; another kind is another value altogether.
            if (old is JsonObject a && now is JsonObject b && JsonNode.DeepEquals(a["kind"], b["kind"]))
            {
                Compare($"{path}{name}.", a, b, null, changes);
            }
            else
            {
                changes.Add(new(path + name, old?.ToJsonString(), now?.ToJsonString()));
            }
        }
    }

    private static string Short(string? value) =>
        value is null ? "nothing" : value.Length <= LongestValue ? value : value[..(LongestValue - 1)] + "…";
}
