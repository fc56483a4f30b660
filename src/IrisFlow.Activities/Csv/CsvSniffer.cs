namespace IrisFlow.Activities;

/// <summary>Finds out from the beginning of a file how its rows are cut into fields.</summary>
internal static class CsvSniffer
{
    private const int Rows = 20;
    private const int MostBytes = 1 << 16;

    // The last three are delimiters only where none of the first four is one.
    private static ReadOnlySpan<byte> Candidates => ",;\t|\u0001\u001F^"u8;

    private static int Usual => 4;

    /// <summary>The dialect of a file; what is declared is not looked for.</summary>
    /// <exception cref="IrisFlowException">What is declared can't be (IF328).</exception>
    public static CsvDialect Sniff(CsvBlock beginning, CsvOptions options)
    {
        var text = beginning.Bytes.AsSpan(beginning.Start..beginning.End);
        var start = text[..Math.Min(text.Length, MostBytes)];
        var isWhole = text.Length <= MostBytes && !beginning.IsCut;
        var quote = options.Quote switch
        {
            null => QuoteOf(start),
            '"' or '\'' => (byte)options.Quote.Value,
            _ => throw Wrong("quote", $"'{options.Quote}' can't be a quote.", "A quote is \" or '."),
        };
        var delimiter = Delimiter(options, beginning.File) ?? DelimiterOf(start, isWhole, quote, options.Decimal == ',');
        if (delimiter == quote)
        {
            throw Wrong("delimiter", $"'{(char)quote}' is the quote and can't stand between fields too.", "They differ.");
        }

        var dialect = new CsvDialect(delimiter, quote, options.Escape == QuoteEscape.Backslash);
        return options.Escape == QuoteEscape.Auto && start.IndexOf([(byte)'\\', quote]) >= 0 ? dialect with { Backslash = HasBackslashes(beginning, dialect, options) } : dialect;
    }

    private static byte? Delimiter(CsvOptions options, string file)
    {
        if (options.Delimiter is not { } given)
        {
            return file.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".tsv.gz", StringComparison.OrdinalIgnoreCase) ? (byte)'\t' : null;
        }

        return char.IsAscii(given) && given is not ('"' or '\n' or '\r' or '\\')
            ? (byte)given
            : throw Wrong("delimiter", $"'{given}' can't stand between fields.", "A delimiter is one ASCII character, no quote, no backslash and no line break.");
    }

    private static IrisFlowException Wrong(string port, string message, string expected) => new(new Finding("IF328", message) { Port = port, Expected = expected });

    /// <summary>The single quote where fields begin and end with it, each that begins with one, and none begins with a double quote.</summary>
    private static byte QuoteOf(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf((byte)'\'') < 0)
        {
            return (byte)'"';
        }

        var (singles, fieldStart, single) = (0, true, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var next = i + 1 < text.Length ? text[i + 1] : (byte)'\n';
            var ends = c is (byte)'\n' or (byte)'\r' || Candidates[..Usual].Contains(c);
            if (fieldStart && (c == '"' || (c == '\'' && next is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r')))
            {
                // Also where the single quote is what keeps a spreadsheet from running a formula.
                return (byte)'"';
            }

            if (single)
            {
                var closes = c == '\'' && (next is (byte)'\n' or (byte)'\r' || Candidates[..Usual].Contains(next));
                (singles, single) = (singles + (closes ? 1 : 0), !closes);
                if (!closes && c is (byte)'\n' or (byte)'\r')
                {
                    return (byte)'"';
                }
            }
            else
            {
                single = fieldStart && c == '\'';
            }

            fieldStart = !single && ends;
        }

        return singles > 1 && !single ? (byte)'\'' : (byte)'"';
    }

    /// <summary>The candidate that every one of the first rows has equally often, the most frequent first; else the one the first row has most of.</summary>
    private static byte DelimiterOf(ReadOnlySpan<byte> text, bool isWhole, byte quote, bool commaIsDecimal)
    {
        Span<int> first = stackalloc int[Candidates.Length];
        Span<int> current = stackalloc int[Candidates.Length];
        Span<bool> steady = [true, true, true, true, true, true, true];
        var (rows, quoted, blank) = (0, false, true);
        for (var i = 0; i <= text.Length && rows < Rows; i++)
        {
            var atEnd = i == text.Length;
            var c = atEnd ? (byte)'\n' : text[i];
            if (c is (byte)'\n' or (byte)'\r' && (!quoted || atEnd))
            {
                // A row cut off where the look ends says nothing, unless it is the only one.
                if (!blank && !(atEnd && !isWhole && rows > 0))
                {
                    Compare(rows++, first, current, steady);
                }

                current.Clear();
                blank = true;
                continue;
            }

            blank = false;
            quoted ^= c == quote;
            var candidate = quoted || (commaIsDecimal && c == ',') ? -1 : Candidates.IndexOf(c);
            if (candidate >= 0)
            {
                current[candidate]++;
            }
        }

        var best = Best(first[..Usual], steady[..Usual]);
        if (first[best] == 0 && Best(first[Usual..], steady[Usual..]) + Usual is var other && first[other] > 0 && steady[other])
        {
            best = other;
        }

        return commaIsDecimal && first[best] == 0 ? (byte)';' : Candidates[best];
    }

    private static void Compare(int row, Span<int> first, Span<int> current, Span<bool> steady)
    {
        for (var c = 0; c < first.Length; c++)
        {
            if (row == 0)
            {
                first[c] = current[c];
            }

            steady[c] &= current[c] == first[c];
        }
    }

    private static int Best(Span<int> first, Span<bool> steady)
    {
        var best = 0;
        for (var c = 1; c < first.Length; c++)
        {
            var (better, worse) = (steady[c] && first[c] > 0, steady[best] && first[best] > 0);
            if (better == worse ? first[c] > first[best] : better)
            {
                best = c;
            }
        }

        return best;
    }

    /// <summary>True where the first rows can be read with backslashes before quotes, and can't without.</summary>
    private static bool HasBackslashes(CsvBlock beginning, CsvDialect dialect, CsvOptions options) =>
        !CanBeRead(beginning, dialect, options) && CanBeRead(beginning, dialect with { Backslash = true }, options);

    private static bool CanBeRead(CsvBlock beginning, CsvDialect dialect, CsvOptions options)
    {
        var ends = new CsvRowEnds(dialect, beginning.Start, 1000);
        ends.Find(beginning.Bytes, beginning.End, isLast: !beginning.IsCut);
        var end = ends.End == beginning.Start || (ends.Rows < 1000 && !beginning.IsCut) ? beginning.End : ends.End;
        var rows = new CsvTokenizer(new CsvBlock(beginning.File, beginning.Bytes, beginning.Start, end), dialect, options);
        try
        {
            var cells = new Cell[options.Columns];
            while (rows.ReadRow(cells) > 0)
            {
            }

            return true;
        }
        catch (IrisFlowException)
        {
            return false;
        }
    }
}
