using System.Globalization;

namespace IrisFlow;

/// <summary>Durations and amounts of memory as a workflow file writes them: a number and its unit, <c>500ms</c> or <c>2GiB</c>.</summary>
public static class QuantityText
{
    private static readonly (string Unit, long Size)[] Durations = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

    private static readonly (string Unit, long Size)[] Memory =
    [
        ("TiB", 1L << 40), ("TB", 1_000_000_000_000), ("GiB", 1L << 30), ("GB", 1_000_000_000), ("MiB", 1L << 20), ("MB", 1_000_000),
        ("KiB", 1L << 10), ("kB", 1000), ("B", 1),
    ];

    /// <summary>The units of a duration, for messages.</summary>
    public const string DurationForm = "It is a number with its unit, ms, s, m, h or d: \"500ms\", \"2s\", \"1m\".";

    /// <summary>The units of an amount of memory, for messages.</summary>
    public const string MemoryForm = "It is a number with its unit, B, KiB, MiB, GiB, TiB (or kB, MB, GB, TB): \"512MiB\", \"2GiB\".";

    /// <summary>The form of a duration, as a regular expression.</summary>
    internal const string DurationPattern = @"^[0-9]+(\.[0-9]+)? *(ms|s|m|h|d)$";

    /// <summary>The form of an amount of memory, as a regular expression.</summary>
    internal const string MemoryPattern = @"^[0-9]+(\.[0-9]+)? *(B|kB|KiB|MB|MiB|GB|GiB|TB|TiB)$";

    /// <summary>The shortest text of a duration of whole milliseconds: <c>90s</c>, <c>1m</c>.</summary>
    public static string Write(TimeSpan duration) => Write((long)duration.TotalMilliseconds, Durations, "s");

    /// <summary>The shortest text of an amount of memory: <c>2GiB</c>.</summary>
    public static string Write(long bytes) => Write(bytes, Memory, "B");

    /// <summary>Reads a duration; false for a text that is none, or not of whole milliseconds.</summary>
    public static bool TryReadDuration(string text, out TimeSpan duration)
    {
        var read = TryRead(text, Durations, out var milliseconds) && Math.Abs(milliseconds) <= (long)TimeSpan.MaxValue.TotalMilliseconds;
        duration = read ? TimeSpan.FromMilliseconds(milliseconds) : default;
        return read;
    }

    /// <summary>Reads an amount of memory; false for a text that is none, or not of whole bytes.</summary>
    public static bool TryReadMemory(string text, out long bytes) => TryRead(text, Memory, out bytes);

    private static string Write(long value, (string Unit, long Size)[] units, string zero)
    {
        // Of two units that fit, such as s and m, the larger one has the smaller number.
        var (unit, size) = value == 0 ? (zero, 1) : units.First(u => value % u.Size == 0);
        return (value / size).ToString(CultureInfo.InvariantCulture) + unit;
    }

    private static bool TryRead(string text, (string Unit, long Size)[] units, out long value)
    {
        value = 0;
        var end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        var unit = text[end..].TrimStart();
        if (Array.Find(units, u => u.Unit == unit) is not { Size: > 0 } found
            || !decimal.TryParse(text.AsSpan(0, end), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || Math.Abs(number) > long.MaxValue / found.Size || number * found.Size != Math.Floor(number * found.Size))
        {
            return false;
        }

        value = (long)(number * found.Size);
        return true;
    }
}
