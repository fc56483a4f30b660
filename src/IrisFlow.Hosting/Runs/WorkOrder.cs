using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace IrisFlow.Hosting.Runs;

/// <summary>What a process is started for: exactly one of a run, a sweep, a tick of a schedule, and an earlier run to go on with.</summary>
public sealed record WorkOrder
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>A run, or a fork.</summary>
    public AskedRun? Run { get; init; }

    /// <summary>A sweep.</summary>
    public AskedSweep? Sweep { get; init; }

    /// <summary>A tick of a schedule.</summary>
    public OrderedTick? Tick { get; init; }

    /// <summary>The id of an unfinished run, or sweep, to go on with.</summary>
    public string? Resume { get; init; }

    /// <summary>For one to go on with: <c>keep</c> or <c>rerun</c> committed steps whose code has changed.</summary>
    public string? ChangedCode { get; init; }

    /// <summary>By what the request is known again.</summary>
    public Submission? Submission { get; init; }

    /// <summary>The order as one line.</summary>
    public string Write() => JsonSerializer.Serialize(this, Layout);

    /// <summary>The order in a line.</summary>
    public static WorkOrder Read(string line) => JsonSerializer.Deserialize<WorkOrder>(line, Layout)!;
}

/// <summary>The first and only line of a process that was given a <see cref="WorkOrder"/>: which run it works on, or why on none.</summary>
/// <param name="Run">The run; null where there is none.</param>
/// <param name="Problem">Why there is none.</param>
public sealed record WorkAnswer(string? Run, IrisFlowException? Problem)
{
    /// <summary>The answer as one line.</summary>
    public string Write()
    {
        if (Problem is null)
        {
            return new JsonObject { ["run"] = Run }.ToJsonString();
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Documents.ErrorJson.Write(json, Problem);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The answer in a line; null where the line is none.</summary>
    public static WorkAnswer? TryRead(string? line)
    {
        try
        {
            return JsonNode.Parse(line ?? "null") switch
            {
                JsonObject answer when answer["run"] is { } run => new((string)run!, null),
                JsonObject answer when answer["error"] is JsonObject error => new(null, Documents.ErrorJson.Read(error)),
                _ => null,
            };
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            return null;
        }
    }
}
