using System.Globalization;
using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Sweep;

/// <summary>The text of a list of values.</summary>
internal static class SweepValues
{
    // More values than anyone runs; what is meant to be a step would otherwise fill the memory.
    private const int Most = 1_000_000;

    /// <summary>The items between commas; a comma in a JSON text, list or object separates nothing.</summary>
    public static IEnumerable<string> Items(string text)
    {
        var (start, depth, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when quoted:
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '{' or '[' when !quoted:
                    depth++;
                    break;
                case '}' or ']' when !quoted:
                    depth--;
                    break;
                case ',' when !quoted && depth <= 0:
                    yield return text[start..i].Trim();
                    start = i + 1;
                    break;
            }
        }

        yield return text[start..].Trim();
    }

    /// <summary>The numbers of <c>1..4</c> or <c>0..100..10</c>; null where the item is no range.</summary>
    public static IEnumerable<JsonNode?>? Range(string item, Func<string, Exception> wrong)
    {
        var ends = item.Split("..");
        if (ends.Length is < 2 or > 3 || !Array.TrueForAll(ends, e => double.TryParse(e, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
        {
            return null;
        }

        if (!TryWhole(ends[0], out var from) || !TryWhole(ends[1], out var to) || !TryWhole(ends is [_, _, var by] ? by : "1", out var step))
        {
            throw wrong($"{item} is no range of whole numbers.");
        }

        if (step <= 0)
        {
            throw wrong($"{item} goes on by {step}.");
        }

        var count = ((Math.Max(from, to) - (Int128)Math.Min(from, to)) / step) + 1;
        return count <= Most
            ? Enumerable.Range(0, (int)count).Select(i => (JsonNode?)JsonValue.Create(from <= to ? from + (i * step) : from - (i * step)))
            : throw wrong($"{item} has {count} values.");
    }

    private static bool TryWhole(string text, out long number) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
