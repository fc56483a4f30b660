using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>A value that stands in one of two wordings, or differs between them.</summary>
/// <param name="Path">Where, as a JSON pointer into the step or parameter: <c>/with/trainer/l2</c>.</param>
/// <param name="Before">The value in the first; null where it has none.</param>
/// <param name="After">The value in the second; null where it has none.</param>
public sealed record WordingChange(string Path, JsonNode? Before, JsonNode? After);

/// <summary>A step or parameter that was added, removed or changed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Fields">Its values: those that differ, or all of them where it is in one wording only.</param>
public sealed record PartChange(string Name, string Change, IReadOnlyList<WordingChange> Fields);

/// <summary>In what two wordings of a workflow differ, step by step.</summary>
/// <param name="Note">The remark on the whole workflow, where it differs.</param>
/// <param name="Parameters">The workflow's parameters that differ.</param>
/// <param name="Steps">The steps that differ, in the order of the second wording; removed ones last.</param>
/// <param name="Schedule">The values of the schedule that differ.</param>
/// <param name="Moved">Steps that both wordings have, and that stand elsewhere in the order of definition.</param>
public sealed record WorkflowDiff(WordingChange? Note, IReadOnlyList<PartChange> Parameters, IReadOnlyList<PartChange> Steps, IReadOnlyList<WordingChange> Schedule, IReadOnlyList<string> Moved)
{
    /// <summary>True when the two say the same, in the same order.</summary>
    public bool IsEmpty => Note is null && Parameters.Count == 0 && Steps.Count == 0 && Schedule.Count == 0 && Moved.Count == 0;

    /// <summary>Compares two wordings. Spelling and left-out defaults make no difference.</summary>
    public static WorkflowDiff Of(Workflow before, Workflow after, Catalog catalog)
    {
        var (old, now) = (WorkflowWriter.ToJson(before, catalog), WorkflowWriter.ToJson(after, catalog));
        var note = before.Note == after.Note ? null : new WordingChange("/note", before.Note, after.Note);
        return new(
            note, Parts(old["parameters"] as JsonObject ?? [], now["parameters"] as JsonObject ?? []), Parts((JsonObject)old["steps"]!, (JsonObject)now["steps"]!),
            Fields(old["schedule"], now["schedule"]),
            OutOfOrder([.. before.Steps.Select(s => s.Name)], [.. after.Steps.Select(s => s.Name)]));
    }

    private static List<PartChange> Parts(JsonObject before, JsonObject after)
    {
        var changes = new List<PartChange>();
        foreach (var (name, part) in after)
        {
            var old = before[name];
            if (!JsonNode.DeepEquals(old, part))
            {
                changes.Add(new(name, old is null ? "added" : "changed", Fields(old, part)));
            }
        }

        changes.AddRange(before.Where(b => !after.ContainsKey(b.Key)).Select(b => new PartChange(b.Key, "removed", Fields(b.Value, null))));
        return changes;
    }

    private static List<WordingChange> Fields(JsonNode? before, JsonNode? after)
    {
        var found = new List<WordingChange>();
        Add("", before, after);
        return found;

        // Objects are gone through key by key; lists count as one value, because their items have no names.
        void Add(string path, JsonNode? old, JsonNode? now)
        {
            if ((old ?? now) is JsonObject && (now ?? old) is JsonObject && ((old as JsonObject)?.Count > 0 || (now as JsonObject)?.Count > 0))
            {
                var (first, second) = (old as JsonObject ?? [], now as JsonObject ?? []);
                foreach (var key in first.Select(m => m.Key).Union(second.Select(m => m.Key)))
                {
                    Add(JsonDocumentText.Pointer(path, key), first[key], second[key]);
                }
            }
            else if (!JsonNode.DeepEquals(old, now))
            {
                found.Add(new(path, old, now));
            }
        }
    }

    /// <summary>The fewest steps that must be moved to get from one order to the other: those outside a longest common subsequence.</summary>
    private static List<string> OutOfOrder(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var places = before.Index().ToDictionary(s => s.Item, s => s.Index, StringComparer.Ordinal);
        var common = after.Where(places.ContainsKey).ToList();

        // Patience sorting: on each pile the smallest end of an increasing sequence of that length, and for each step the one before it.
        var (piles, previous) = (new List<int>(), new int[common.Count]);
        for (var i = 0; i < common.Count; i++)
        {
            var (low, high) = (0, piles.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = places[common[piles[middle]]] < places[common[i]] ? (middle + 1, high) : (low, middle);
            }

            previous[i] = low == 0 ? -1 : piles[low - 1];
            if (low == piles.Count)
            {
                piles.Add(i);
            }
            else
            {
                piles[low] = i;
            }
        }

        var kept = new HashSet<int>();
        for (var i = piles.Count == 0 ? -1 : piles[^1]; i >= 0; i = previous[i])
        {
            kept.Add(i);
        }

        return [.. common.Where((_, i) => !kept.Contains(i))];
    }
}
