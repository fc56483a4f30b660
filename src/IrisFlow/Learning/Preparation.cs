using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>The chain of fitted transforms that made a table what it is. It travels in the table's metadata, as JSON.</summary>
public static class Preparation
{
    /// <summary>The metadata entry that holds the chain.</summary>
    public const string Entry = "irisflow.preparation";

    /// <summary>Applies a fitted transform to a table and notes it in the chain.</summary>
    public static Table Extend(Table rows, Transform transform)
    {
        var chain = Chain(rows);
        chain.Add(ValueWriter.ToJson(transform));
        return transform.Apply(rows).WithMetadata(Entry, chain.ToJsonString());
    }

    /// <summary>The chain that a table carries; empty for raw rows.</summary>
    /// <exception cref="IrisFlowException">The table carries something else under that name.</exception>
    public static JsonArray Chain(Table rows) =>
        rows.Metadata.TryGetValue(Entry, out var json) ? Parse(json) : [];

    /// <summary>The transforms of a chain.</summary>
    /// <exception cref="IrisFlowException">The chain names a transform that is not part of this program.</exception>
    [DependsOn(typeof(Transform))]
    [DependsOn(typeof(Estimator))]
    public static IReadOnlyList<Transform> Read(JsonArray chain, Catalog catalog) =>
        [.. chain.Select(node => (Transform)Kinds.Read(node!, typeof(Transform), catalog))];

    // Tables come from outside too, with whatever metadata they have.
    private static JsonArray Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonArray ?? throw Unreadable();
        }
        catch (JsonException)
        {
            throw Unreadable();
        }
    }

    private static IrisFlowException Unreadable() => new(
        new Finding("IF502", $"The table's metadata entry '{Entry}' is no list of transforms.") { Expected = "Only IrisFlow writes this entry." }, ExitCode.Corrupt);
}
