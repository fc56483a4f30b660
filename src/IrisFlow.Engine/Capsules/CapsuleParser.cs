using System.Globalization;
using System.Text.Json;

namespace IrisFlow.Engine.Capsules;

/// <summary>Reads a capsule's manifest. Nothing in it is believed that could harm: names, sizes and hashes are held against their form.</summary>
internal static class CapsuleParser
{
    /// <exception cref="IrisFlowException">The text is no manifest, or of a newer format.</exception>
    public static Capsule Parse(ReadOnlyMemory<byte> text, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
            var root = document.RootElement;
            var format = root.GetProperty("format").GetInt32();
            return format == Capsule.Format ? Read(root) : throw new IrisFlowException(
                new Finding("IF521", $"The capsule has format {format}; this program knows format {Capsule.Format}.") { File = file, Expected = "A newer IrisFlow wrote it: use that one." },
                ExitCode.Usage);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw new IrisFlowException(
                new Finding("IF523", $"The capsule's manifest is not as it should be: {problem.Message}") { File = file, Expected = "Save the capsule again with irisflow capsule save." }, ExitCode.Corrupt, problem);
        }
    }

    private static Capsule Read(JsonElement root)
    {
        var capsule = new Capsule(Run(root.GetProperty("run")), List(root, "steps", Step))
        {
            Cached = Texts(root, "cached"),
            Codes = List(root, "codes", code => new CodeRecord(
                Text(code, "fingerprint"),
                [.. code.GetProperty("methods").EnumerateObject().Select(m => new MethodHash(m.Name, m.Value.GetString() ?? ""))],
                Texts(code, "warnings"))),
            Objects = List(root, "objects", Object),
            Files = List(root, "files", file => new CapsuleFile(Text(file, "path"), Length(file), Hash(file))),
        };
        Require(capsule.Steps.All(s => IsName(s.Name) && s.Outputs.All(o => IsName(o.Port))), "a step or a port has an impossible name");
        Require(IsUnique(capsule.Steps.Select(s => s.Name)) && capsule.Steps.All(s => IsUnique(s.Outputs.Select(o => o.Port))), "two steps or ports have one name");
        Require(capsule.Cached.All(c => capsule.Steps.Any(s => s.Name == c)), "a key is named of a step that is not there");
        Require(IsUnique(capsule.Objects.Select(o => o.Digest.Hex)), "two checkpoints have one digest");
        Require(capsule.Files.All(f => CapsuleFile.IsPath(f.Path)), "a file's path leads out of the workflow's folder");
        Require(IsUnique(capsule.Files.Select(f => f.Path.ToUpperInvariant())), "two files have one path");
        return capsule;
    }

    private static RunRecord Run(JsonElement run)
    {
        var (id, workflow) = (Text(run, "id"), Text(run, "workflow"));
        Require(IsName(id) && IsName(workflow), "the run or its workflow has an impossible name");
        return new(id, workflow)
        {
            State = Enum.Parse<RunState>(Text(run, "state")),
            Definition = Text(run, "definition"),
            Command = Text(run, "command"),
            Parameters = Json(run, "parameters"),
            Request = Json(run, "request"),
            StartedAt = run.GetProperty("startedAt").GetDateTimeOffset(),
            FinishedAt = Instant(run, "finishedAt"),
            Origin = TextOrNull(run, "origin"),
            Variant = TextOrNull(run, "variant"),
        };
    }

    private static StepRecord Step(JsonElement step) => new(Text(step, "name"), step.GetProperty("position").GetInt32(), Text(step, "uses"))
    {
        State = Enum.Parse<StepState>(Text(step, "state")),
        Reason = Text(step, "reason"),
        Key = TextOrNull(step, "key"),
        Code = TextOrNull(step, "code"),
        Parameters = Json(step, "parameters"),
        StartedAt = Instant(step, "startedAt"),
        Milliseconds = step.GetProperty("milliseconds").GetDouble(),
        Error = TextOrNull(step, "error"),
        Warnings = Texts(step, "warnings"),
        Inputs = List(step, "inputs", i => new InputRecord(Text(i, "port"), Text(i, "source"), Digest.Parse(Text(i, "digest")))),
        Outputs = List(step, "outputs", o => new OutputRecord(Text(o, "port"), Text(o, "kind"), Digest.Parse(Text(o, "digest")), o.GetProperty("rows").GetInt64())
        {
            Origin = TextOrNull(o, "origin"),
        }),
        Metrics = List(step, "metrics", m => KeyValuePair.Create(Text(m, "name"), Number(m.GetProperty("value")))),
    };

    private static StoredObject Object(JsonElement item)
    {
        var (digest, hash) = (Digest.Parse(Text(item, "digest")), Hash(item));

        // Where the file will stand is for this workspace to say.
        return new(digest, $"{digest.Hex[..32]}-{hash[..8]}.parquet", Length(item), hash, 0, item.GetProperty("rows").GetInt64(), Text(item, "columns"));
    }

    private static double Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble();

    private static long Length(JsonElement item)
    {
        var bytes = item.GetProperty("bytes").GetInt64();
        Require(bytes >= 0, "a length is below zero");
        return bytes;
    }

    private static string Hash(JsonElement item) => Digest.Parse(Text(item, "sha256")).Hex;

    private static string Json(JsonElement item, string name)
    {
        var text = Text(item, name);
        using var document = JsonDocument.Parse(text);
        Require(document.RootElement.ValueKind == JsonValueKind.Object, $"'{name}' is no JSON object");
        return text;
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is no text.");

    private static string? TextOrNull(JsonElement item, string name) => item.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static DateTimeOffset? Instant(JsonElement item, string name) => item.TryGetProperty(name, out var at) ? at.GetDateTimeOffset() : null;

    private static List<T> List<T>(JsonElement item, string name, Func<JsonElement, T> read) => [.. item.GetProperty(name).EnumerateArray().Select(read)];

    private static List<string> Texts(JsonElement item, string name) => List(item, name, t => t.GetString() ?? throw new FormatException($"'{name}' holds what is no text."));

    /// <summary>Names of runs, workflows, steps and ports are folders and files of the readable view.</summary>
    private static bool IsName(string name) => name.Length is > 0 and <= 100 && name[0] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsUnique(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.All(seen.Add);
    }

    private static void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new FormatException(otherwise + ".");
        }
    }
}
