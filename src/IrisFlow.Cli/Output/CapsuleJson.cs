using System.Text.Json;
using IrisFlow.Engine.Capsules;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>What <c>capsule save</c> and <c>capsule open</c> did, as one JSON document; <c>src/docs/schemas/capsule-*.schema.json</c> are its contracts.</summary>
internal static class CapsuleJson
{
    public static void Saved(Utf8JsonWriter json, Capsule capsule, string path, IReadOnlyList<Finding> left)
    {
        json.WriteStartObject();
        json.WriteString("run", capsule.Run.Id);
        json.WriteString("workflow", capsule.Run.Workflow);
        json.WriteString("file", path);
        json.WriteNumber("bytes", new FileInfo(path).Length);
        json.WriteStartArray("checkpoints");
        foreach (var stored in capsule.Objects)
        {
            json.WriteStartObject();
            json.WriteString("digest", stored.Digest.Hex);
            json.WriteNumber("bytes", stored.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("files");
        foreach (var file in capsule.Files)
        {
            json.WriteStringValue(file.Path);
        }

        json.WriteEndArray();
        ErrorJson.Findings(json, left);
        json.WriteEndObject();
    }

    public static void Opened(Utf8JsonWriter json, OpenedCapsule opened)
    {
        json.WriteStartObject();
        json.WriteString("run", opened.Content.Run.Id);
        json.WriteString("workflow", opened.Content.Run.Workflow);
        json.WriteBoolean("new", opened.IsNew);
        json.WriteNumber("checkpoints", opened.Objects);
        json.WriteStartArray("files");
        foreach (var (path, outcome) in opened.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", path);
            json.WriteString("outcome", GarbageJson.Name(outcome));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
