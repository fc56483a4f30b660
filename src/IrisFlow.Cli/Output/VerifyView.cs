using System.Text.Json;
using IrisFlow.Engine.Verification;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>What reading checkpoints in full has shown: as text, and as a document whose contract is <c>verify.schema.json</c>.</summary>
internal static class VerifyView
{
    public static void Print(Terminal terminal, RunRecord? run, IReadOnlyList<VerifiedObject> objects) =>
        terminal.Line($"{objects.Count(o => o.IsStored)} checkpoints{(run is null ? "" : $" of run {run.Id}")}, {objects.Sum(o => o.Stored?.Bytes ?? 0)} bytes: all are whole."
            + (objects.Any(o => !o.IsStored) ? $" {objects.Count(o => !o.IsStored)} more are not stored: their steps do not keep them, or they were removed." : ""));

    public static void Write(Utf8JsonWriter json, RunRecord? run, IReadOnlyList<VerifiedObject> objects, IReadOnlyList<Finding> problems)
    {
        json.WriteStartObject();
        json.WriteString("run", run?.Id);
        json.WriteNumber("objects", objects.Count(o => o.IsStored));
        json.WriteNumber("notStored", objects.Count(o => !o.IsStored));
        json.WriteNumber("bytes", objects.Sum(o => o.Stored?.Bytes ?? 0));
        json.WriteStartArray("damaged");
        foreach (var one in objects.Where(o => !o.IsWhole))
        {
            json.WriteStartObject();
            json.WriteString("digest", one.Digest.Hex);
            json.WriteString("state", one.Found.State.ToString().ToLowerInvariant());
            json.WriteString("fileHash", one.Stored?.FileHash);
            json.WriteString("foundFileHash", one.Found.FileHash);
            json.WriteString("foundDigest", one.Found.Content?.Hex);
            json.WriteStartArray("places");
            foreach (var place in one.Places)
            {
                json.WriteStartObject();
                json.WriteString("run", place.Run);
                json.WriteString("step", place.Step);
                json.WriteString("port", place.Port);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        ErrorJson.Findings(json, problems);
        json.WriteEndObject();
    }
}
