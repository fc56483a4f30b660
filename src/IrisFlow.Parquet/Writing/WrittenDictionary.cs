using IrisFlow.Parquet.Texts;

namespace IrisFlow.Parquet.Writing;

/// <summary>The distinct texts of a chunk in order of first appearance, and a code for every row that is not null.</summary>
/// <remarks>Made from the texts alone: a column that has a dictionary in memory gives the same bytes as one that has none.</remarks>
internal sealed record WrittenDictionary(TextBuffer Texts, ReadOnlyMemory<int> Codes)
{
    private const int MostTexts = 1 << 16;
    private const int MostBytes = 1 << 20;
    private const int TrialRows = 4096;

    /// <summary>Bits of a code. One where a code needs none: some readers can't do with none.</summary>
    public int Width { get; } = 32 - int.LeadingZeroCount(Math.Max(1, Texts.Count - 1));

    /// <summary>The dictionary of a chunk, or null where it would not make the chunk smaller.</summary>
    public static WrittenDictionary? Of(StringColumn chunk)
    {
        var rows = new TextRows(chunk);
        var index = new TextIndex(new TextBuffer());
        var known = chunk.IsDictionary ? new int[chunk.DistinctSlots] : [];
        var codes = new int[chunk.Length - chunk.NullCount];
        var (next, plainBytes) = (0, 0L);
        for (var row = 0; row < rows.Count; row++)
        {
            if (!rows.Holds(row))
            {
                continue;
            }

            var text = rows[row];
            codes[next++] = known.Length == 0 ? index.FindOrAdd(text) : CodeOf(ref known[rows.Codes[row]], text, index);
            plainBytes += 4 + text.Length;
            if (index.Texts.Count > MostTexts || index.Texts.ByteCount > MostBytes || (next == TrialRows && index.Texts.Count > TrialRows / 2))
            {
                return null;
            }
        }

        var dictionary = new WrittenDictionary(index.Texts, codes);
        var size = (4L * index.Texts.Count) + index.Texts.ByteCount + ((long)codes.Length * dictionary.Width / 8);
        return codes.Length > 0 && size < plainBytes ? dictionary : null;
    }

    // Each slot of the column's own dictionary is looked up once; 0 means not yet.
    private static int CodeOf(ref int known, ReadOnlySpan<byte> text, TextIndex index)
    {
        if (known == 0)
        {
            known = index.FindOrAdd(text) + 1;
        }

        return known - 1;
    }
}
