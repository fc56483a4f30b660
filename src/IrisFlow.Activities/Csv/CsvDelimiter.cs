namespace IrisFlow.Activities;

/// <summary>Finds out what stands between the fields of a file.</summary>
internal static class CsvDelimiter
{
    private const int Rows = 20;
    private const int MostBytes = 1 << 16;

    private static ReadOnlySpan<byte> Candidates => ",;\t|"u8;

    /// <summary>The candidate that every one of the first rows has equally often, the most frequent first; else the one the first row has most of.</summary>
    public static byte Sniff(CsvText text)
    {
        Span<int> first = stackalloc int[Candidates.Length];
        Span<int> current = stackalloc int[Candidates.Length];
        Span<bool> steady = [true, true, true, true];
        var (rows, quoted, blank) = (0, false, true);
        var end = (int)Math.Min(text.End, text.Start + (long)MostBytes);
        for (var i = text.Start; i <= end && rows < Rows; i++)
        {
            var atEnd = i == end;
            var c = atEnd ? (byte)'\n' : text.Bytes[i];
            if (c is (byte)'\n' or (byte)'\r' && (!quoted || atEnd))
            {
                // A row cut off where the look ends says nothing, unless it is the only one.
                if (!blank && !(atEnd && end < text.End && rows > 0))
                {
                    Compare(rows++, first, current, steady);
                }

                current.Clear();
                blank = true;
                continue;
            }

            blank = false;
            quoted ^= c == '"';
            var candidate = quoted ? -1 : Candidates.IndexOf(c);
            if (candidate >= 0)
            {
                current[candidate]++;
            }
        }

        return Candidates[Best(first, steady)];
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
}
