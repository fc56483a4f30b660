using System.Text.Json;
using System.Text.Json.Nodes;
using IrisFlow.Parquet;

namespace IrisFlow.Hosting;

/// <summary>What a workspace chooses for itself, in <c>workflows/irisflow.settings.json</c>: <c>{ "checkpoints": { "compression": "zstd" } }</c>.</summary>
/// <remarks>None of it is part of a key, and none changes a digest: what is stored already stays in use.</remarks>
public sealed record WorkspaceSettings
{
    /// <summary>The file's name in the folder of workflows.</summary>
    public const string FileName = "irisflow.settings.json";

    private static readonly string[] Compressions = ["none", "snappy", "zstd", "gzip"];

    /// <summary>How the files of checkpoints are compressed.</summary>
    public ParquetCompression CheckpointCompression { get; init; } = new ParquetOptions().Compression;

    /// <summary>The same as the file says it: <c>snappy</c>.</summary>
    public string CompressionName => Compressions[(int)CheckpointCompression];

    /// <summary>The settings in a folder of workflows; those that suit most where there are none.</summary>
    /// <exception cref="IrisFlowException">The file can't be read, is no JSON, or has a setting or a value that there is not.</exception>
    public static WorkspaceSettings Of(string workflows)
    {
        var path = Path.Combine(workflows, FileName);
        // A method of its own: who has no settings loads nothing that reads them.
        return File.Exists(path) ? Read(path) : new();
    }

    private static WorkspaceSettings Read(string path)
    {
        var text = JsonDocumentText.Parse(BytesOf(path), path);
        var root = Object(text.Root, "", "checkpoints", text, path);
        if (root["checkpoints"] is not { } checkpoints)
        {
            return new();
        }

        var compression = Object(checkpoints, "/checkpoints", "compression", text, path)["compression"];
        return compression is null ? new() : new() { CheckpointCompression = Compression(compression, text, path) };
    }

    private static ParquetCompression Compression(JsonNode value, JsonDocumentText text, string path)
    {
        var name = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        return Array.IndexOf(Compressions, name) is >= 0 and var index
            ? (ParquetCompression)index
            : throw At(text, "/checkpoints/compression", path, $"'checkpoints.compression' can't be {value.ToJsonString()}.", NearMiss.OneOf(name ?? "", Compressions, "It is one of"));
    }

    /// <summary>An object that has no other key than one.</summary>
    private static JsonObject Object(JsonNode? node, string place, string only, JsonDocumentText text, string path)
    {
        var name = place.Length == 0 ? "The file" : $"'{place[1..]}'";
        var found = node as JsonObject ?? throw At(text, place, path, $"{name} holds no object.", $$"""{ "checkpoints": { "compression": "snappy" } }""");
        foreach (var (key, _) in found)
        {
            if (key != only)
            {
                throw At(text, $"{place}/{key}", path, $"There is no setting '{$"{place}/{key}"[1..].Replace('/', '.')}'.", NearMiss.OneOf(key, [only], "Here stands only"));
            }
        }

        return found;
    }

    private static IrisFlowException At(JsonDocumentText text, string place, string path, string found, string expected)
    {
        var position = text.Find(place);
        return new(new Finding("IF367", found) { File = path, Line = position?.Line ?? 1, Position = position?.Column ?? 1, Expected = expected });
    }

    private static byte[] BytesOf(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(
                new Finding("IF366", $"The settings of the workspace can't be read: {problem.Message}") { File = path, Expected = "A file that this user may read, or none." },
                inner: problem);
        }
    }
}
