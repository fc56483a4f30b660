namespace IrisFlow;

/// <summary>Days and instants in the spellings of ISO 8601 that files and expressions use.</summary>
public static class TemporalText
{
    /// <summary>What a day looks like, as a sentence.</summary>
    public const string ExpectedDate = "It is a day such as 2026-01-31.";

    /// <summary>What an instant looks like, as a sentence.</summary>
    public const string ExpectedTimestamp = "It is an instant such as 2026-01-31T12:30:00Z.";

    private static readonly long First = TemporalValues.Microseconds(DateTime.MinValue);
    private static readonly long Last = TemporalValues.Microseconds(DateTime.MaxValue);

    /// <summary>Exactly <c>yyyy-MM-dd</c>, as days since 1970-01-01.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out var year) || !TryDigits(text.Slice(5, 2), out var month) || !TryDigits(text.Slice(8, 2), out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        days = TemporalValues.Days(new DateOnly(year, month, day));
        return true;
    }

    /// <summary>
    /// A date, then T or a space, then <c>HH:mm</c> with seconds and up to nine decimals if there are any, then Z, an offset, or
    /// nothing, which means UTC; as microseconds since 1970-01-01T00:00:00Z. A date alone is its midnight.
    /// </summary>
    public static bool TryTimestamp(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        if (text.Length == 10 && TryDate(text, out var midnight))
        {
            microseconds = midnight * TemporalValues.MicrosecondsADay;
            return true;
        }

        if (text.Length < 16 || text[10] is not ((byte)'T' or (byte)' ') || text[13] != ':' || !TryDate(text[..10], out var days)
            || !TryDigits(text.Slice(11, 2), out var hour) || !TryDigits(text.Slice(14, 2), out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        var rest = text[16..];
        if (!TrySeconds(ref rest, out var fine) || !TryOffset(rest, out var offsetMinutes))
        {
            return false;
        }

        microseconds = (days * TemporalValues.MicrosecondsADay) + ((((hour * 60L) + minute - offsetMinutes) * 60_000_000) + fine);
        return IsWithin(microseconds);
    }

    /// <summary>True for the years 1 to 9999.</summary>
    public static bool IsWithin(long microseconds) => microseconds >= First && microseconds <= Last;

    private static bool TrySeconds(ref ReadOnlySpan<byte> rest, out long microseconds)
    {
        microseconds = 0;
        if (rest.IsEmpty || rest[0] != ':')
        {
            return true;
        }

        if (rest.Length < 3 || !TryDigits(rest.Slice(1, 2), out var seconds) || seconds > 59)
        {
            return false;
        }

        microseconds = seconds * 1_000_000L;
        rest = rest[3..];
        if (rest.IsEmpty || rest[0] is not ((byte)'.' or (byte)','))
        {
            return true;
        }

        var decimals = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        decimals = decimals < 0 ? rest.Length - 1 : decimals;
        var unit = 100_000;
        for (var i = 0; i < decimals; i++)
        {
            // Finer than a microsecond is cut off.
            microseconds += (rest[1 + i] - '0') * unit;
            unit /= 10;
        }

        rest = rest[(decimals + 1)..];
        return decimals is >= 1 and <= 9;
    }

    /// <summary>Nothing, Z or an offset from UTC such as +01:00, in minutes.</summary>
    public static bool TryOffset(ReadOnlySpan<byte> zone, out int minutes)
    {
        minutes = 0;
        if (zone.IsEmpty || (zone.Length == 1 && zone[0] is (byte)'Z' or (byte)'z'))
        {
            return true;
        }

        if (zone.Length is not (3 or 5 or 6) || zone[0] is not ((byte)'+' or (byte)'-') || !TryDigits(zone.Slice(1, 2), out var hours) || hours > 18)
        {
            return false;
        }

        var rest = zone.Length == 6 && zone[3] == ':' ? zone[4..] : zone.Length == 6 ? default : zone[3..];
        var extra = 0;
        var ok = zone.Length == 3 || (rest.Length == 2 && TryDigits(rest, out extra) && extra <= 59);
        minutes = ((hours * 60) + extra) * (zone[0] == '-' ? -1 : 1);
        return ok;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + c - '0';
        }

        return true;
    }
}
