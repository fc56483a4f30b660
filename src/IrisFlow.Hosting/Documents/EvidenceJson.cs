using System.Text.Json;

namespace IrisFlow.Hosting.Documents;

/// <summary>The proof that steps are not deterministic, as a list under <c>evidence</c>.</summary>
public static class EvidenceJson
{
    /// <summary>Writes the list.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<EvidenceRecord> evidence)
    {
        json.WriteStartArray("evidence");
        foreach (var one in evidence)
        {
            json.WriteStartObject();
            json.WriteString("key", one.Key);
            json.WriteString("uses", one.Uses);
            json.WriteString("step", one.Step);
            json.WriteString("port", one.Port);
            json.WriteString("run", one.Run);
            json.WriteString("digest", one.Digest.Hex);
            json.WriteString("otherRun", one.OtherRun);
            json.WriteString("otherDigest", one.OtherDigest.Hex);
            json.WriteStartArray("columns");
            one.Columns.ToList().ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteString("at", one.At);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
