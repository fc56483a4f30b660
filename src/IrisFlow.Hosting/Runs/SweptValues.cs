using System.Text.Json.Nodes;
using IrisFlow.Engine.Sweep;

namespace IrisFlow.Hosting.Runs;

/// <summary>Reads what a sweep varies from JSON.</summary>
internal static class SweptValues
{
    private const int Most = 1_000_000;

    /// <summary>An axis for each member: a list of values, or a range with a number of steps.</summary>
    /// <exception cref="IrisFlowException">One is written otherwise, gives no value, or gives one twice; all findings at once.</exception>
    public static IReadOnlyList<SweepAxis> Axes(JsonObject vary)
    {
        var findings = new List<Finding>();
        var axes = vary.Select(v => new SweepAxis(v.Key, Values(v.Key, v.Value, findings.Add))).ToList();
        foreach (var axis in axes.Where(a => a.Values.GroupBy(v => v?.ToJsonString() ?? "null").Any(g => g.Count() > 1)))
        {
            findings.Add(new("IF441", $"The values of '{axis.Path}' hold one twice.") { Pointer = Pointer(axis.Path), Expected = "Each value stands once." });
        }

        if (axes.Count == 0)
        {
            findings.Add(new("IF440", "The sweep varies nothing.") { Pointer = "/vary", Expected = "A parameter, such as \"select.k\": [1, 2, 3]." });
        }

        return findings.Count > 0 ? throw new IrisFlowException(findings) : axes;
    }

    private static IReadOnlyList<JsonNode?> Values(string path, JsonNode? given, Action<Finding> report)
    {
        if (given is JsonArray { Count: > 0 } list)
        {
            return [.. list.Select(v => v?.DeepClone())];
        }

        if (given is JsonObject range && Number(range, "from") is { } from && Number(range, "to") is { } to && Number(range, "steps") is >= 2 and <= Most and var steps
            && steps == Math.Floor(steps) && range.All(m => m.Key is "from" or "to" or "steps" or "log"))
        {
            var isLog = range["log"] is JsonValue flag && flag.TryGetValue<bool>(out var log) && log;
            if (!isLog || (from > 0 && to > 0))
            {
                return [.. Enumerable.Range(0, (int)steps).Select(i => Value(from, to, i / (steps - 1), isLog))];
            }
        }

        report(new("IF440", $"The values of '{path}' are not written as they should be.")
        {
            Pointer = Pointer(path),
            Expected = "A list such as [0.1, 1, 10], or { \"from\": 0.001, \"to\": 10, \"steps\": 5, \"log\": true }; a logarithmic range lies above 0.",
        });
        return [];
    }

    private static JsonNode Value(double from, double to, double share, bool isLog)
    {
        // Ten digits: what a person would have typed, and not the dust of the last binary places.
        var exact = isLog ? from * Math.Pow(to / from, share) : from + ((to - from) * share);
        var value = exact == 0 ? 0 : Rounded(exact, 10);
        return value == Math.Floor(value) && Math.Abs(value) < 1e15 ? JsonValue.Create((long)value) : JsonValue.Create(value);
    }

    private static double Rounded(double value, int digits) =>
        double.Parse(value.ToString($"G{digits}", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);

    private static double? Number(JsonObject range, string name) =>
        range[name] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number ? Double(value) : null;

    private static double Double(JsonValue value) => double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    private static string Pointer(string path) => "/vary/" + path.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
