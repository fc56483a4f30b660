using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Isolation;

/// <summary>An attempt at a step, complete enough to be made in another process: one line of JSON.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Uses">The activity.</param>
public sealed record StepRequest(string Step, string Uses)
{
    /// <summary>The folder of the workflow file: relative paths start here.</summary>
    public required string Folder { get; init; }

    /// <summary>The parameter values, placeholders resolved.</summary>
    public required JsonObject With { get; init; }

    /// <summary>For each wired input the address it reads.</summary>
    public required IReadOnlyDictionary<string, string> Wires { get; init; }

    /// <summary>For each address the file that holds its content.</summary>
    public required IReadOnlyDictionary<string, StepFile> Inputs { get; init; }

    /// <summary>How the paths of the files begin that the outputs are written to; the port's name follows.</summary>
    public required string Outputs { get; init; }

    /// <summary>See <see cref="StepContext.IdempotencyKey"/>.</summary>
    public string IdempotencyKey { get; init; } = "";

    /// <summary>See <see cref="StepContext.Attempt"/>.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>How many bytes the process may use for its objects; null for as many as there are. Not part of the text.</summary>
    public long? Memory { get; init; }

    /// <summary>The request as one line of text.</summary>
    public string Write() => new JsonObject
    {
        ["step"] = Step,
        ["uses"] = Uses,
        ["folder"] = Folder,
        ["with"] = With.DeepClone(),
        ["wires"] = new JsonObject(Wires.Select(w => KeyValuePair.Create(w.Key, (JsonNode?)w.Value))),
        ["inputs"] = new JsonObject(Inputs.Select(i => KeyValuePair.Create(i.Key, (JsonNode?)i.Value.ToJson()))),
        ["outputs"] = Outputs,
        ["idempotencyKey"] = IdempotencyKey,
        ["attempt"] = Attempt,
    }.ToJsonString();

    /// <summary>The request that <see cref="Write"/> wrote.</summary>
    public static StepRequest Read(string line)
    {
        var json = JsonNode.Parse(line)!.AsObject();
        return new((string)json["step"]!, (string)json["uses"]!)
        {
            Folder = (string)json["folder"]!,
            With = (JsonObject)json["with"]!.DeepClone(),
            Wires = json["wires"]!.AsObject().ToDictionary(w => w.Key, w => (string)w.Value!),
            Inputs = json["inputs"]!.AsObject().ToDictionary(i => i.Key, i => StepFile.FromJson(i.Value!)),
            Outputs = (string)json["outputs"]!,
            IdempotencyKey = (string)json["idempotencyKey"]!,
            Attempt = (int)json["attempt"]!,
        };
    }
}

/// <summary>A file that one process hands to the other, with all that is known of it.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Object">Its content, as it is or may be stored.</param>
public sealed record StepFile(string Path, StoredObject Object)
{
    internal JsonObject ToJson() => new()
    {
        ["path"] = Path,
        ["digest"] = Object.Digest.Hex,
        ["file"] = Object.File,
        ["bytes"] = Object.Bytes,
        ["hash"] = Object.FileHash,
        ["stamp"] = Object.Stamp,
        ["rows"] = Object.Rows,
        ["schema"] = Object.Schema,
    };

    internal static StepFile FromJson(JsonNode json) => new(
        (string)json["path"]!,
        new(Digest.Parse((string)json["digest"]!), (string)json["file"]!, (long)json["bytes"]!, (string)json["hash"]!, (long)json["stamp"]!, (long)json["rows"]!, (string)json["schema"]!));
}
