using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Texts;

namespace IrisFlow.Parquet.Reading;

/// <summary>Columns of text: by codes as long as every page is, the dictionaries of row groups made one; else text by text.</summary>
internal sealed class TextColumnReader(Leaf leaf) : ColumnReader(leaf)
{
    private TextBuffer _all = new();
    private TextIndex? _index;
    private TextBuffer? _plain;
    private TextBuffer? _chunk;
    private int[]? _toAll;
    private int[] _codes = [];
    private int _count;
    private long _storedBytes;

    public override int BytesPerRow => sizeof(int);

    public override void Expect(long rows, long storedBytes) => _storedBytes = storedBytes;

    public override void BeginChunk() => (_chunk, _toAll) = (null, null);

    public override void ReadDictionary(ReadOnlySpan<byte> page, int count)
    {
        _chunk = new TextBuffer();
        new PlainEncoding().DecodeTexts(page, count, _chunk);
        _chunk.RequireUtf8(0);
    }

    public override Column Build()
    {
        var (validity, nullable) = (Validity.Build(), Leaf.Field.Nullable);
        // A column without rows, or with nulls only, has no codes either; plain is the simpler of the two.
        return _plain is not null || _all.Count == 0
            ? StringColumn.Plain((_plain ?? Expand()).Bytes, (_plain ?? Expand()).Offsets, validity, nullable)
            : StringColumn.Dictionary(_all.Bytes, _all.Offsets, _codes.AsMemory(0, _count), validity, nullable);
    }

    protected override void ReadValues(DataPage page, int valid)
    {
        if (valid > 0 && !ValueEncoding.IsDictionary(page.Encoding))
        {
            _plain ??= Expand();
            var from = _plain.Count;
            ValueEncoding.For(page.Encoding).DecodeTexts(page.Values, valid, _plain);
            _plain.RequireUtf8(from);
            _plain.SpreadLast(valid, page.Rows, Validity);
        }
        else
        {
            ReadByCodes(page, valid);
        }

        _count += page.Rows;
    }

    private void ReadByCodes(DataPage page, int valid)
    {
        GrowCodes(page.Rows);
        var rows = _codes.AsSpan(_count, page.Rows);
        var codes = rows[..valid];
        if (valid > 0)
        {
            var dictionary = _chunk ?? throw Fault.Damaged("A page holds codes, but there is no dictionary before it.", "A dictionary before the first page.");
            ReadCodes(page.Values, codes, dictionary.Count);
            if (_plain is not null)
            {
                AppendPlain(codes, dictionary);
                _plain.SpreadLast(valid, page.Rows, Validity);
                return;
            }

            _toAll ??= AddToAll(dictionary);
            foreach (ref var code in codes)
            {
                code = _toAll[code];
            }
        }

        _plain?.SpreadLast(0, page.Rows, Validity);
        for (var row = page.Rows - 1; valid <= row; row--)
        {
            rows[row] = Validity[_count + row] ? rows[--valid] : 0;
        }
    }

    // The first dictionary is taken as it is; only where a second one comes are texts looked up.
    private int[] AddToAll(TextBuffer dictionary)
    {
        var codes = new int[dictionary.Count];
        var first = _all.Count == 0;
        if (first)
        {
            _all = dictionary;
        }
        else
        {
            _index ??= new TextIndex(_all);
        }

        for (var code = 0; code < codes.Length; code++)
        {
            codes[code] = first ? code : _index!.FindOrAdd(dictionary[code]);
        }

        return codes;
    }

    /// <summary>All rows so far text by text, because a page came that has no codes.</summary>
    private TextBuffer Expand()
    {
        _plain = new TextBuffer();
        for (var row = 0; row < _count; row++)
        {
            _plain.Append(Validity[row] ? _all[_codes[row]] : default);
            CheckExpansion();
        }

        return _plain;
    }

    private void AppendPlain(ReadOnlySpan<int> codes, TextBuffer dictionary)
    {
        foreach (var code in codes)
        {
            _plain!.Append(dictionary[code]);
            CheckExpansion();
        }
    }

    // A few bytes of codes can repeat a long text any number of times.
    private void CheckExpansion() => Limits.CheckExpansion(_plain!.ByteCount, _storedBytes, "The text of a column");

    private void GrowCodes(int rows)
    {
        var needed = (long)_count + rows;
        if (needed > _codes.Length)
        {
            Array.Resize(ref _codes, (int)Math.Min(Array.MaxLength, Math.Max(needed, _codes.Length * 2L)));
        }
    }
}
