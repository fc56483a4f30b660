using System.Text.Json;
using IrisFlow.Engine.Lineage;

namespace IrisFlow.Hosting.Documents;

/// <summary>The lineage of a checkpoint as one JSON document; <c>src/docs/schemas/lineage.schema.json</c> is its contract.</summary>
public static class LineageJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, LineageGraph graph)
    {
        json.WriteStartObject();
        json.WriteStartArray("nodes");
        foreach (var node in graph.Nodes)
        {
            Node(json, node);
        }

        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (var edge in graph.Edges)
        {
            json.WriteStartObject();
            json.WriteString("from", edge.From);
            json.WriteString("to", edge.To);
            json.WriteString("input", edge.Input);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("cut", graph.IsCut);
        json.WriteEndObject();
    }

    private static void Columns(Utf8JsonWriter json, LineageNode node)
    {
        if (node.Columns is null)
        {
            json.WriteNull("columns");
            return;
        }

        json.WriteStartArray("columns");
        node.Columns.Order(StringComparer.Ordinal).ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }

    private static void Node(Utf8JsonWriter json, LineageNode node)
    {
        json.WriteStartObject();
        json.WriteString("id", node.Id);
        json.WriteNumber("distance", node.Distance);
        json.WriteString("digest", node.Digest.Hex);
        if (node is { Run: { } run, Step: { } step, Output: { } output })
        {
            json.WriteString("kind", output.Kind);
            json.WriteString("run", run.Id);
            json.WriteString("workflow", run.Workflow);
            json.WriteString("startedAt", run.StartedAt);
            json.WriteString("step", step.Name);
            json.WriteString("uses", step.Uses);
            json.WriteString("port", output.Port);
            json.WriteNumber("rows", output.Rows);
            json.WriteBoolean("injected", output.Origin is not null);
        }
        else
        {
            json.WriteString("kind", "outside");
            json.WriteString("source", node.Source);
        }

        Columns(json, node);

        json.WriteEndObject();
    }
}
