using System.Text;

namespace IrisFlow.Activities;

/// <summary>How a file writes days or instants: <c>dd.MM.yyyy HH:mm</c>. Numbers of two digits have two, save for <c>d</c>, <c>M</c> and <c>H</c>, which have one or two.</summary>
internal sealed class CsvPattern
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private readonly List<(char Kind, int Most, byte Literal)> _parts = [];

    /// <param name="pattern">The letters of .NET's patterns: yyyy, M, MM, MMM, d, dd, H, HH, mm, ss, f to fffffffff, zzz; other letters stand in apostrophes, save T.</param>
    /// <param name="port">The parameter.</param>
    /// <param name="withTime">True for instants.</param>
    /// <exception cref="IrisFlowException">It names no day, or what it means would be a guess (IF328).</exception>
    public CsvPattern(string pattern, string port, bool withTime)
    {
        for (var i = 0; i < pattern.Length;)
        {
            var c = pattern[i];
            var run = 1;
            while (i + run < pattern.Length && pattern[i + run] == c)
            {
                run++;
            }

            if (c == '\'')
            {
                var close = pattern.IndexOf('\'', i + 1);
                Literal(close < 0 ? throw Wrong("an apostrophe that is never closed") : pattern[(i + 1)..close]);
                i = close + 1;
                continue;
            }

            var isPart = (c, run) is ('y', 4) or ('M', 1 or 2 or 3) or ('d', 1 or 2) or ('H', 1 or 2) or ('m', 2) or ('s', 2) or ('f', >= 1 and <= 9) or ('z', 3);
            if (isPart)
            {
                _parts.Add((c, run, 0));
            }
            else if (char.IsAsciiLetter(c) && c != 'T')
            {
                throw Wrong($"'{new string(c, run)}'");
            }
            else
            {
                Literal(pattern[i..(i + run)]);
            }

            i += run;
        }

        foreach (var kind in withTime ? "yMdHmsfz" : "yMd")
        {
            if (_parts.Count(p => p.Kind == kind) is var count && (count > 1 || (count == 0 && "yMdH".Contains(kind, StringComparison.Ordinal))))
            {
                throw Wrong(count > 1 ? $"'{kind}' twice" : $"no '{kind}'");
            }
        }

        if (!withTime && _parts.Exists(p => "Hmsfz".Contains(p.Kind, StringComparison.Ordinal)))
        {
            throw Wrong("a time of day");
        }

        IrisFlowException Wrong(string found) => new(new Finding("IF328", $"The pattern '{pattern}' has {found}.")
        {
            Port = port,
            Expected = withTime ? "It is made of yyyy, MM (or M, MMM), dd (or d), HH (or H), mm, ss, fff and zzz, such as dd.MM.yyyy HH:mm." : "It is made of yyyy, MM (or M, MMM) and dd (or d), such as dd.MM.yyyy.",
        });
    }

    private void Literal(string text)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            _parts.Add(('\0', 0, b));
        }
    }

    /// <summary>A day, as days since 1970-01-01.</summary>
    public bool TryDate(ReadOnlySpan<byte> text, out int days) => TryRead(text, out days, out _);

    /// <summary>An instant, as microseconds since 1970-01-01T00:00:00Z; without an offset it is UTC.</summary>
    public bool TryTimestamp(ReadOnlySpan<byte> text, out long microseconds)
    {
        var ok = TryRead(text, out var days, out var time);
        microseconds = (days * TemporalValues.MicrosecondsADay) + time;
        return ok && TemporalText.IsWithin(microseconds);
    }

    private bool TryRead(ReadOnlySpan<byte> text, out int days, out long time)
    {
        (days, time) = (0, 0);
        var (year, month, day) = (0, 0, 0);
        foreach (var (kind, most, literal) in _parts)
        {
            var number = 0;
            var ok = kind switch
            {
                '\0' => TakeLiteral(ref text, literal),
                'M' when most == 3 => TakeMonth(ref text, out number),
                'z' => TakeOffset(ref text, out number),
                _ => TakeNumber(ref text, most == 1 && kind != 'f' ? 1 : most, most == 1 && kind != 'f' ? 2 : most, out number),
            };
            if (!ok || (kind == 'H' && number > 23) || (kind is 'm' or 's' && number > 59))
            {
                return false;
            }

            (year, month, day) = (kind == 'y' ? number : year, kind == 'M' ? number : month, kind == 'd' ? number : day);
            time += kind switch
            {
                'H' => number * 3_600_000_000L,
                'm' => number * 60_000_000L,
                's' => number * 1_000_000L,
                'f' => Microseconds(number, most),
                'z' => number * -60_000_000L,
                _ => 0,
            };
        }

        if (!text.IsEmpty || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        days = TemporalValues.Days(new DateOnly(year, month, day));
        return true;
    }

    private static long Microseconds(long decimals, int digits)
    {
        for (; digits < 6; digits++)
        {
            decimals *= 10;
        }

        for (; digits > 6; digits--)
        {
            decimals /= 10;
        }

        return decimals;
    }

    private static bool TakeLiteral(ref ReadOnlySpan<byte> text, byte literal)
    {
        var ok = text.Length > 0 && text[0] == literal;
        text = ok ? text[1..] : text;
        return ok;
    }

    private static bool TakeMonth(ref ReadOnlySpan<byte> text, out int month)
    {
        month = 0;
        for (var i = 0; i < Months.Length && month == 0 && text.Length >= 3; i++)
        {
            month = Ascii.EqualsIgnoreCase(text[..3], Months[i]) ? i + 1 : 0;
        }

        text = month > 0 ? text[3..] : text;
        return month > 0;
    }

    private static bool TakeOffset(ref ReadOnlySpan<byte> text, out int minutes)
    {
        // It stands at the end: what is left is all of it.
        var ok = TemporalText.TryOffset(text, out minutes) && !text.IsEmpty;
        text = ok ? default : text;
        return ok;
    }

    private static bool TakeNumber(ref ReadOnlySpan<byte> text, int fewest, int most, out int number)
    {
        var digits = 0;
        for (number = 0; digits < most && digits < text.Length && text[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
        {
            number = (number * 10) + text[digits] - '0';
        }

        text = text[digits..];
        return digits >= fewest;
    }
}

/// <summary>A day as a file writes it.</summary>
internal readonly struct PatternDate(CsvPattern? pattern) : ICsvValue<int>
{
    public bool TryParse(ReadOnlySpan<byte> text, out int value) =>
        pattern is null ? TemporalText.TryDate(text, out value) : pattern.TryDate(text, out value);
}

/// <summary>An instant as a file writes it, or the midnight of a day.</summary>
internal readonly struct PatternTimestamp(CsvPattern? pattern, CsvPattern? days) : ICsvValue<long>
{
    public bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        if (pattern is null ? TemporalText.TryTimestamp(text, out value) : pattern.TryTimestamp(text, out value))
        {
            // An ISO date is no midnight where days are written otherwise.
            return pattern is not null || days is null || text.Length != 10 || days.TryDate(text, out _);
        }

        var ok = new PatternDate(days).TryParse(text, out var day);
        value = day * TemporalValues.MicrosecondsADay;
        return ok;
    }
}
