using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Isolation;

/// <summary>What a worker says while and after it makes an attempt at a step: a line each, told from what the code prints by how it begins.</summary>
public abstract record StepMessage
{
    private const string Mark = "\u0001irisflow ";

    /// <summary>The message as one line of text.</summary>
    public string Write() => Mark + ToJson().ToJsonString();

    /// <summary>The message that a line holds, or null when it holds something that was printed.</summary>
    public static StepMessage? TryRead(string line)
    {
        try
        {
            var json = line.StartsWith(Mark, StringComparison.Ordinal) ? JsonNode.Parse(line[Mark.Length..]) as JsonObject : null;
            return json switch
            {
                null => null,
                _ when json["progress"] is { } share => new StepProgress((double)share),
                _ when json["said"] is { } said => new StepSaid((string)said!, (string)json["sentence"]!),
                _ when json["findings"] is JsonArray findings => new StepFailed([.. findings.Select(f => StepFailed.Finding(f!))], (ExitCode)(int)json["exit"]!),
                _ => new StepAnswer(json["outputs"]!.AsObject().ToDictionary(o => o.Key, o => StepFile.FromJson(o.Value!))),
            };
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            return null;
        }
    }

    private protected abstract JsonObject ToJson();
}

/// <summary>How far the attempt is.</summary>
/// <param name="Share">From 0 to 1.</param>
public sealed record StepProgress(double Share) : StepMessage
{
    private protected override JsonObject ToJson() => new() { ["progress"] = Share };
}

/// <summary>The step says something.</summary>
/// <param name="Event">What it is: <c>step-warned</c> or <c>step-said</c>.</param>
/// <param name="Sentence">The words.</param>
public sealed record StepSaid(string Event, string Sentence) : StepMessage
{
    private protected override JsonObject ToJson() => new() { ["said"] = Event, ["sentence"] = Sentence };
}

/// <summary>The attempt succeeded.</summary>
/// <param name="Outputs">For each output port the file that holds what was written to it, synced and not to be written again.</param>
public sealed record StepAnswer(IReadOnlyDictionary<string, StepFile> Outputs) : StepMessage
{
    private protected override JsonObject ToJson() => new()
    {
        ["outputs"] = new JsonObject(Outputs.Select(o => KeyValuePair.Create(o.Key, (JsonNode?)o.Value.ToJson()))),
    };
}

/// <summary>The attempt failed.</summary>
/// <param name="Findings">What went wrong.</param>
/// <param name="Exit">How a command that meets it ends.</param>
public sealed record StepFailed(IReadOnlyList<Finding> Findings, ExitCode Exit) : StepMessage
{
    private protected override JsonObject ToJson() => new()
    {
        ["findings"] = new JsonArray([.. Findings.Select(Json)]),
        ["exit"] = (int)Exit,
    };

    internal static Finding Finding(JsonNode json) => new((string)json["rule"]!, (string)json["message"]!)
    {
        File = (string?)json["file"],
        Line = (int?)json["line"],
        Position = (int?)json["position"],
        Step = (string?)json["step"],
        Port = (string?)json["port"],
        Column = (string?)json["column"],
        Expected = (string?)json["expected"],
        Next = (string?)json["next"],
        IsTransient = (bool)json["transient"]!,
    };

    private static JsonNode Json(Finding finding) => new JsonObject
    {
        ["rule"] = finding.Rule,
        ["message"] = finding.Message,
        ["file"] = finding.File,
        ["line"] = finding.Line,
        ["position"] = finding.Position,
        ["step"] = finding.Step,
        ["port"] = finding.Port,
        ["column"] = finding.Column,
        ["expected"] = finding.Expected,
        ["next"] = finding.Next,
        ["transient"] = finding.IsTransient,
    };
}
