using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>A step's policy as a workflow file writes it: an object whose keys at their default are left out.</summary>
internal static class PolicyText
{
    /// <summary>The keys, in the order in which they are written.</summary>
    public static readonly string[] Keys = ["retries", "backoff", "timeout", "onFailure", "checkpoint", "cpu", "memory", "isolate"];

    /// <summary>The policy in an object whose keys are known; a value that can't be is reported and left at its default.</summary>
    /// <param name="map">The object.</param>
    /// <param name="report">Told of the rule, the key, what was found and what would be right.</param>
    public static StepPolicy Read(JsonObject map, Action<string, string, string, string?> report)
    {
        var none = StepPolicy.Default;
        var policy = new StepPolicy
        {
            Retries = Number(map, "retries", whole: true, report) is { } retries ? (int)Math.Clamp(retries, int.MinValue, int.MaxValue) : none.Retries,
            Backoff = Duration(map, "backoff", report) ?? none.Backoff,
            Timeout = Duration(map, "timeout", report),
            OnFailure = Word<OnFailure>(map, "onFailure", report),
            Checkpoint = Word<CheckpointPolicy>(map, "checkpoint", report),
            Cpu = Number(map, "cpu", whole: false, report) ?? none.Cpu,
            Memory = Bytes(map, "memory", report),
            Isolate = Word<StepIsolation>(map, "isolate", report),
        };
        foreach (var finding in PolicyRules.Check(policy).Where(f => f.Finding.Severity == Severity.Error))
        {
            report(finding.Finding.Rule, finding.Key, finding.Finding.Message, finding.Finding.Expected);
        }

        return policy;
    }

    /// <summary>The policy as an object; empty for the default.</summary>
    public static JsonObject Write(StepPolicy policy)
    {
        var (json, none) = (new JsonObject(), StepPolicy.Default);
        void Add<T>(string key, T value, T usual, Func<T, JsonNode> write)
        {
            if (!EqualityComparer<T>.Default.Equals(value, usual))
            {
                json[key] = write(value);
            }
        }

        Add("retries", policy.Retries, none.Retries, v => v);
        Add("backoff", policy.Backoff, none.Backoff, v => QuantityText.Write(v));
        Add("timeout", policy.Timeout, none.Timeout, v => QuantityText.Write(v!.Value));
        Add("onFailure", policy.OnFailure, none.OnFailure, v => Name(v));
        Add("checkpoint", policy.Checkpoint, none.Checkpoint, v => Name(v));
        Add("cpu", policy.Cpu, none.Cpu, v => v);
        Add("memory", policy.Memory, none.Memory, v => QuantityText.Write(v!.Value));
        Add("isolate", policy.Isolate, none.Isolate, v => Name(v));
        return json;
    }

    /// <summary>A word of a policy as the file writes it.</summary>
    public static string Name<T>(T word)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());

    private static double? Number(JsonObject map, string key, bool whole, Action<string, string, string, string?> report)
    {
        if (!map.TryGetPropertyValue(key, out var node))
        {
            return null;
        }

        if (node?.GetValueKind() == JsonValueKind.Number
            && double.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && (!whole || number == Math.Floor(number)))
        {
            return number;
        }

        report("IF120", key, Found(key, node), whole ? "It is a whole number." : "It is a number.");
        return null;
    }

    private static TimeSpan? Duration(JsonObject map, string key, Action<string, string, string, string?> report)
    {
        if (!map.TryGetPropertyValue(key, out var node))
        {
            return null;
        }

        if (Text(node) is { } text && QuantityText.TryReadDuration(text, out var duration))
        {
            return duration;
        }

        report("IF121", key, Found(key, node), QuantityText.DurationForm);
        return null;
    }

    private static long? Bytes(JsonObject map, string key, Action<string, string, string, string?> report)
    {
        if (!map.TryGetPropertyValue(key, out var node))
        {
            return null;
        }

        if (Text(node) is { } text && QuantityText.TryReadMemory(text, out var bytes))
        {
            return bytes;
        }

        report("IF122", key, Found(key, node), QuantityText.MemoryForm);
        return null;
    }

    private static T Word<T>(JsonObject map, string key, Action<string, string, string, string?> report)
        where T : struct, Enum
    {
        if (!map.TryGetPropertyValue(key, out var node))
        {
            return default;
        }

        var text = Text(node) ?? "";
        foreach (var word in Enum.GetValues<T>())
        {
            if (Name(word) == text)
            {
                return word;
            }
        }

        report("IF123", key, Found(key, node), NearMiss.OneOf(text, Enum.GetValues<T>().Select(Name), "The words are"));
        return default;
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    private static string Found(string key, JsonNode? node)
    {
        var shown = node?.ToJsonString() ?? "null";
        return $"The value of '{key}' is {(shown.Length > 60 ? shown[..60] + "…" : shown)}.";
    }
}
