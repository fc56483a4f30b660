using System.Text.Json;

namespace IrisFlow.Hosting.Documents;

/// <summary>The outputs of a step as a list under <c>outputs</c>, the same for a run and for a plan.</summary>
public static class OutputsJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="outputs">The outputs.</param>
    /// <param name="path">Where a person finds an output, or null for one that was not kept; left out where there is no run yet.</param>
    /// <param name="condemned">Tells what gc has removed; null where nobody asks.</param>
    public static void Write(
        Utf8JsonWriter json, IReadOnlyList<OutputRecord> outputs, Func<OutputRecord, string?>? path = null, Func<Digest, CondemnedObject?>? condemned = null)
    {
        json.WriteStartArray("outputs");
        foreach (var output in outputs)
        {
            json.WriteStartObject();
            json.WriteString("port", output.Port);
            json.WriteString("kind", output.Kind);
            json.WriteString("digest", output.Digest.Hex);
            json.WriteNumber("rows", output.Rows);
            if (path?.Invoke(output) is { } file)
            {
                json.WriteString("path", file);
            }
            else if (path is not null)
            {
                json.WriteBoolean("kept", false);
            }

            if (path is not null && output.Origin is not null)
            {
                json.WriteString("origin", output.Origin);
            }

            if (condemned?.Invoke(output.Digest) is { IsRemoved: true } removed)
            {
                json.WriteString("removedAt", removed.At);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
