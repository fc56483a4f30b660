using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>A schedule as a workflow file writes it: an object whose keys at their default are left out.</summary>
public static class ScheduleText
{
    /// <summary>The keys, in the order in which they are written.</summary>
    internal static readonly string[] Keys = ["cron", "zone", "parameters", "catchUp", "overlap", "startDeadline", "pauseAfter"];

    private const string CatchUpForm = "It is \"none\", \"latest\" or { \"all\": 24 }, the most that are caught up with.";

    /// <summary>The schedule in an object whose keys are known; a value that can't be is reported and left at its default.</summary>
    /// <param name="map">The object.</param>
    /// <param name="report">Told of the rule, the key, what was found and what would be right.</param>
    public static Schedule Read(JsonObject map, Action<string, string, string, string?> report) => new(Text(map, "cron", "IF460", CronPattern.Form, report), Text(map, "zone", "IF462", ScheduleRules.ZoneForm, report))
    {
        Parameters = Parameters(map, report),
        CatchUp = ReadCatchUp(map, report),
        Overlap = ReadOverlap(map, report),
        StartDeadline = Deadline(map, report),
        PauseAfter = Failures(map, report),
    };

    /// <summary>The schedule as an object.</summary>
    public static JsonObject Write(Schedule schedule)
    {
        var json = new JsonObject { ["cron"] = schedule.Cron, ["zone"] = schedule.Zone };
        if (schedule.Parameters.Count > 0)
        {
            json["parameters"] = new JsonObject(schedule.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        }

        if (schedule.CatchUp != CatchUp.Latest)
        {
            json["catchUp"] = Write(schedule.CatchUp);
        }

        if (schedule.Overlap != Overlap.Skip)
        {
            json["overlap"] = Name(schedule.Overlap);
        }

        if (schedule.StartDeadline is { } deadline)
        {
            json["startDeadline"] = QuantityText.Write(deadline);
        }

        if (schedule.PauseAfter is { } failures)
        {
            json["pauseAfter"] = failures;
        }

        return json;
    }

    /// <summary>What is caught up with, as the file writes it.</summary>
    public static JsonNode Write(CatchUp catchUp) =>
        catchUp.IsEach ? new JsonObject { ["all"] = catchUp.Most } : JsonValue.Create(catchUp == CatchUp.None ? "none" : "latest");

    /// <summary>A word of a schedule as the file writes it.</summary>
    public static string Name(Overlap overlap) => JsonNamingPolicy.KebabCaseLower.ConvertName(overlap.ToString());

    private static string Text(JsonObject map, string key, string rule, string expected, Action<string, string, string, string?> report)
    {
        if (map[key] is JsonValue value && value.GetValueKind() == JsonValueKind.String)
        {
            return value.GetValue<string>();
        }

        report(rule, key, map.ContainsKey(key) ? Found(key, map[key]) : $"The schedule has no '{key}'.", expected);
        return "";
    }

    private static Dictionary<string, JsonNode?> Parameters(JsonObject map, Action<string, string, string, string?> report)
    {
        if (map.ContainsKey("parameters") && map["parameters"] is not JsonObject)
        {
            report("IF466", "parameters", Found("parameters", map["parameters"]), "It is an object: a parameter of the workflow and its value.");
        }

        return (map["parameters"] as JsonObject ?? []).ToDictionary(p => p.Key, p => p.Value?.DeepClone(), StringComparer.Ordinal);
    }

    private static CatchUp ReadCatchUp(JsonObject map, Action<string, string, string, string?> report)
    {
        switch (map["catchUp"])
        {
            case null when !map.ContainsKey("catchUp"):
                return CatchUp.Latest;
            case JsonValue word when word.GetValueKind() == JsonValueKind.String && word.GetValue<string>() is "none" or "latest":
                return map["catchUp"]!.GetValue<string>() == "none" ? CatchUp.None : CatchUp.Latest;
            case JsonObject { Count: 1 } all when Whole(all["all"]) is { } most:
                return CatchUp.All(most);
            case var other:
                report("IF464", "catchUp", Found("catchUp", other), CatchUpForm);
                return CatchUp.Latest;
        }
    }

    private static Overlap ReadOverlap(JsonObject map, Action<string, string, string, string?> report)
    {
        if (!map.TryGetPropertyValue("overlap", out var node))
        {
            return default;
        }

        var text = node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : "";
        foreach (var word in Enum.GetValues<Overlap>())
        {
            if (Name(word) == text)
            {
                return word;
            }
        }

        report("IF465", "overlap", Found("overlap", node), NearMiss.OneOf(text, Enum.GetValues<Overlap>().Select(Name), "The words are"));
        return default;
    }

    private static TimeSpan? Deadline(JsonObject map, Action<string, string, string, string?> report)
    {
        if (!map.TryGetPropertyValue("startDeadline", out var node))
        {
            return null;
        }

        if (node?.GetValueKind() == JsonValueKind.String && QuantityText.TryReadDuration(node.GetValue<string>(), out var deadline))
        {
            return deadline;
        }

        report("IF467", "startDeadline", Found("startDeadline", node), QuantityText.DurationForm);
        return null;
    }

    private static int? Failures(JsonObject map, Action<string, string, string, string?> report)
    {
        if (!map.TryGetPropertyValue("pauseAfter", out var node))
        {
            return null;
        }

        if (Whole(node) is { } failures)
        {
            return failures;
        }

        report("IF468", "pauseAfter", Found("pauseAfter", node), "It is a whole number of failed runs in a row.");
        return null;
    }

    private static int? Whole(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number && int.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    private static string Found(string key, JsonNode? node)
    {
        var shown = node?.ToJsonString() ?? "null";
        return $"The value of '{key}' is {(shown.Length > 60 ? shown[..60] + "…" : shown)}.";
    }
}
