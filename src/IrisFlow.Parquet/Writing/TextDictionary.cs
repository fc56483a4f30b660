using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Texts;

namespace IrisFlow.Parquet.Writing;

/// <summary>The distinct texts of a chunk in order of first appearance.</summary>
/// <remarks>Made from the texts alone: a column that has a dictionary in memory gives the same bytes as one that has none.</remarks>
internal sealed class TextDictionary
{
    private const int MostTexts = 1 << 16;
    private const int MostBytes = 1 << 20;
    private const int TrialRows = 4096;
    private readonly TextIndex _index = new(new TextBuffer());

    // The dictionary in memory that the last block had, and our codes for its slots. The column is held so that its memory stays its own.
    private StringColumn? _source;
    private int[] _known = [];

    // The last page that a text was seen in, so that each is held against the page's bounds once.
    private int[] _seen = new int[64];
    private int _page;

    /// <summary>Texts so far.</summary>
    public int Count { get; private set; }

    public TextBuffer Texts => _index.Texts;

    /// <summary>Bits of a code.</summary>
    public int Width => HybridEncoder.WidthOf(Count);

    /// <summary>Gives every text its code; false where there are too many for a dictionary, which is then as before.</summary>
    /// <param name="block">The rows.</param>
    /// <param name="codes">A code for every row that is not null.</param>
    /// <param name="bounds">First and last text of the rows.</param>
    public bool TryEncode(StringColumn block, Span<int> codes, out TextBounds bounds)
    {
        var rows = new TextRows(block);
        var next = 0;
        bounds = default;
        _page++;
        Know(block);
        for (var row = 0; row < rows.Count; row++)
        {
            if (!rows.Holds(row))
            {
                continue;
            }

            var code = rows.Codes.IsEmpty ? _index.FindOrAdd(rows[row]) : CodeOf(ref _known[rows.Codes[row]], rows[row]);
            codes[next++] = code;
            if (code >= _seen.Length)
            {
                Array.Resize(ref _seen, 2 * _seen.Length);
            }

            if (_seen[code] != _page)
            {
                _seen[code] = _page;
                bounds.Add(rows[row]);
                if (Texts.Count > MostTexts || Texts.ByteCount > MostBytes)
                {
                    return false;
                }
            }

            // Texts that repeat so seldom have more than a quarter of a million to be drawn from.
            if (next == TrialRows && Count == 0 && codes.Length > TrialRows && TrialRows - Texts.Count < TrialRows / 128)
            {
                return false;
            }
        }

        Count = Texts.Count;
        return true;
    }

    /// <summary>True where codes and dictionary are shorter than the texts; a chunk that goes on uses the dictionary again.</summary>
    public bool Pays(int texts, long plainBytes, bool isLast) =>
        (4L * Count) + Texts.ByteCount + ((long)texts * Width / 8) < plainBytes && (isLast || Count <= texts / 4 * 3);

    private void Know(StringColumn block)
    {
        if (!block.IsDictionary)
        {
            return;
        }

        if (_source is null || block.Offsets != _source.Offsets || block.Bytes != _source.Bytes)
        {
            _known = new int[block.DistinctSlots];
        }

        _source = block;
    }

    // Each slot of the column's own dictionary is looked up once; 0 means not yet.
    private int CodeOf(ref int known, ReadOnlySpan<byte> text)
    {
        if (known == 0)
        {
            known = _index.FindOrAdd(text) + 1;
        }

        return known - 1;
    }
}
