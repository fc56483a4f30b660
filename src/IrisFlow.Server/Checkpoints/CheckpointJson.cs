using System.Text.Json;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Server.Checkpoints;

/// <summary>What a checkpoint is, as one JSON document.</summary>
internal static class CheckpointJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="glance">The checkpoint.</param>
    /// <param name="makers">Where it is an output, the newest run first.</param>
    /// <param name="condemned">What gc has decided, if anything.</param>
    /// <param name="from">Says where injected data came from.</param>
    public static void Write(Utf8JsonWriter json, CheckpointGlance glance, IReadOnlyList<ObjectUse> makers, CondemnedObject? condemned, Func<string, string> from)
    {
        json.WriteStartObject();
        json.WriteString("digest", glance.Stored.Digest.Hex);
        json.WriteString("kind", makers is [var first, ..] ? first.Output.Kind : "table");
        json.WriteNumber("rows", glance.RowCount);
        json.WriteNumber("bytes", glance.Stored.Bytes);
        SchemaJson.Write(json, glance.Schema);
        json.WriteStartObject("metadata");
        foreach (var (name, text) in glance.Metadata)
        {
            json.WriteString(name, text);
        }

        json.WriteEndObject();
        json.WriteStartArray("madeBy");
        foreach (var (run, step, output) in makers)
        {
            json.WriteStartObject();
            json.WriteString("run", run);
            json.WriteString("step", step);
            json.WriteString("port", output.Port);
            if (output.Origin is not null)
            {
                json.WriteString("origin", output.Origin);
                json.WriteString("from", from(output.Origin));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (condemned is not null)
        {
            json.WriteStartObject("condemned");
            json.WriteString("at", condemned.At);
            json.WriteString("reason", condemned.Reason);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
