using System.Globalization;
using System.Text.RegularExpressions;

namespace IrisFlow.Engine.Retention;

/// <summary>Spans of time and sizes as a user writes them: <c>30d</c>, <c>12h</c>, <c>50GiB</c>, <c>500MB</c>.</summary>
public static partial class Quantities
{
    private static readonly Dictionary<string, double> Units = new()
    {
        ["s"] = 1,
        ["min"] = 60,
        ["h"] = 3600,
        ["d"] = 86_400,
        ["w"] = 604_800,
    };

    private static readonly Dictionary<string, double> Sizes = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = 1,
        ["B"] = 1,
        ["kB"] = 1e3,
        ["MB"] = 1e6,
        ["GB"] = 1e9,
        ["TB"] = 1e12,
        ["KiB"] = 1 << 10,
        ["MiB"] = 1 << 20,
        ["GiB"] = 1 << 30,
        ["TiB"] = 1L << 40,
    };

    /// <summary>A span of time: a number of at least 0 and <c>s</c>, <c>min</c>, <c>h</c>, <c>d</c> or <c>w</c>; null when the text is something else.</summary>
    public static TimeSpan? Parse(string text) =>
        Number().Match(text) is { Success: true } match && (Units.TryGetValue(match.Groups[2].Value, out var unit) || (match.Groups[1].Value == "0" && match.Groups[2].Length == 0))
        && double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * unit is < 3.2e9 and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>A size in bytes: a number of at least 0 and a unit, decimal (<c>MB</c>) or binary (<c>MiB</c>); null when the text is something else.</summary>
    public static long? ParseBytes(string text) =>
        Number().Match(text) is { Success: true } match && Sizes.TryGetValue(match.Groups[2].Value, out var unit)
        && double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * unit is < 9e18 and var bytes
            ? (long)bytes
            : null;

    /// <summary>A span of time in its largest whole unit: <c>7 days</c>.</summary>
    public static string Words(TimeSpan span)
    {
        var (count, unit) = span switch
        {
            _ when Whole(span.TotalDays) => (span.TotalDays, "day"),
            _ when Whole(span.TotalHours) => (span.TotalHours, "hour"),
            _ when Whole(span.TotalMinutes) => (span.TotalMinutes, "minute"),
            _ => (span.TotalSeconds, "second"),
        };
        return $"{count.ToString("0.###", CultureInfo.InvariantCulture)} {unit}{(count == 1 ? "" : "s")}";
    }

    /// <summary>A size in words: <c>3.2 MiB</c>.</summary>
    public static string Words(long bytes) => bytes switch
    {
        < 1 << 10 => $"{bytes} B",
        < 1 << 20 => (bytes / 1024.0).ToString("0.0", CultureInfo.InvariantCulture) + " KiB",
        < 1 << 30 => (bytes / (double)(1 << 20)).ToString("0.0", CultureInfo.InvariantCulture) + " MiB",
        _ => (bytes / (double)(1 << 30)).ToString("0.0", CultureInfo.InvariantCulture) + " GiB",
    };

    private static bool Whole(double count) => count >= 1 && count == Math.Floor(count);

    [GeneratedRegex(@"^([0-9]{1,15}(?:\.[0-9]{1,6})?) ?([A-Za-z]*)$")]
    private static partial Regex Number();
}
