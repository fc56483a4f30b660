using IrisFlow.Parquet.Conversions;
using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Texts;

namespace IrisFlow.Parquet.Reading;

/// <summary>Collects text: by codes as long as every page is, the dictionaries of row groups made one; else text by text.</summary>
internal sealed class TextCollector(Leaf leaf, StoredTexts texts, long storedBytes) : ColumnCollector(leaf)
{
    private TextBuffer _all = new();
    private TextIndex? _index;
    private TextBuffer? _plain;
    private TextBuffer? _chunk;
    private int[]? _toAll;
    private int[] _codes = [];
    private int _expected;
    private bool _hasTaken;

    public override int BytesPerRow => sizeof(int);

    public override void Expect(int rows) => _expected = rows;

    public override void BeginChunk()
    {
        (_chunk, _toAll) = (null, null);
        if (_hasTaken)
        {
            ForgetUnused();
        }
    }

    public override void ReadDictionary(ReadOnlySpan<byte> page, int count)
    {
        _chunk = new TextBuffer();
        texts.Read(new PlainEncoding(), page, count, _chunk);
    }

    public override void Append(ChunkReader page)
    {
        var data = page.Read();
        var valid = ReadLevels(data.Levels, data.Rows);
        if (valid > 0 && !ValueEncoding.IsDictionary(data.Encoding))
        {
            _plain ??= Expand();
            texts.Read(ValueEncoding.For(data.Encoding), data.Values, valid, _plain);
            _plain.SpreadLast(valid, data.Rows, Validity);
        }
        else if (_plain is not null)
        {
            AppendPlain(data, valid);
        }
        else
        {
            AppendCodes(data, valid);
        }

        End += data.Rows;
    }

    protected override Column Slice(int rows)
    {
        _hasTaken = true;
        var (validity, nullable) = (Validity.Build(Start, rows), Leaf.Field.Nullable);
        // A column without rows, or with nulls only, has no codes either; plain is the simpler of the two.
        if (_plain is null && _all.Count > 0)
        {
            return StringColumn.Dictionary(_all.Bytes, _all.Offsets, _codes.AsMemory(Start, rows), validity, nullable);
        }

        var plain = _plain ?? Expand();
        return StringColumn.Plain(plain.Bytes, plain.Offsets.Slice(Start, rows + 1), validity, nullable);
    }

    protected override void Clear() => (_codes, _plain) = ([], null);

    private void AppendCodes(in DataPage page, int valid)
    {
        var rows = RoomForCodes(page.Rows);
        if (valid > 0)
        {
            var dictionary = RequireDictionary();
            var codes = rows[..valid];
            DictionaryCodes.Read(page.Values, dictionary.Count, codes);
            _toAll ??= AddToAll(dictionary);
            if (_toAll.Length > 0)
            {
                foreach (ref var code in codes)
                {
                    code = _toAll[code];
                }
            }
        }

        Validity.Spread(rows, valid);
    }

    private void AppendPlain(in DataPage page, int valid)
    {
        if (valid > 0)
        {
            var dictionary = RequireDictionary();
            var codes = new int[valid];
            DictionaryCodes.Read(page.Values, dictionary.Count, codes);
            foreach (var code in codes)
            {
                AppendExpanded(_plain!, dictionary[code]);
            }
        }

        _plain!.SpreadLast(valid, page.Rows, Validity);
    }

    private TextBuffer RequireDictionary() =>
        _chunk ?? throw Fault.Damaged("A page holds codes, but there is no dictionary before it.", "A dictionary before the first page.");

    // The first dictionary is taken as it is, which an empty map says; only where a second one comes are texts looked up.
    private int[] AddToAll(TextBuffer dictionary)
    {
        if (_all.Count == 0)
        {
            (_all, _index) = (dictionary, null);
            return [];
        }

        _index ??= new TextIndex(_all);
        var codes = new int[dictionary.Count];
        for (var code = 0; code < codes.Length; code++)
        {
            codes[code] = _index.FindOrAdd(dictionary[code]);
        }

        return codes;
    }

    // Columns that were taken keep their dictionary; the next ones start with the texts that rows still here name, so that reading a
    // file row group by row group does not collect the texts of all of them.
    private void ForgetUnused()
    {
        var all = _all;
        (_all, _index, _hasTaken) = (new TextBuffer(), null, false);
        if (_plain is not null || Count == 0)
        {
            return;
        }

        _index = new TextIndex(_all);
        for (var row = Start; row < End; row++)
        {
            _codes[row] = Validity[row] ? _index.FindOrAdd(all[_codes[row]]) : 0;
        }
    }

    /// <summary>All rows that are held, text by text, because a page came that has no codes.</summary>
    private TextBuffer Expand()
    {
        var plain = new TextBuffer();
        for (var row = 0; row < End; row++)
        {
            AppendExpanded(plain, row >= Start && Validity[row] ? _all[_codes[row]] : default);
        }

        return plain;
    }

    // A few bytes of codes can repeat a long text any number of times.
    private void AppendExpanded(TextBuffer plain, ReadOnlySpan<byte> text)
    {
        plain.Append(text);
        Limits.CheckExpansion(plain.ByteCount, storedBytes, "The text of a column");
    }

    private Span<int> RoomForCodes(int rows)
    {
        var needed = (long)End + rows;
        if (needed > _codes.Length)
        {
            var size = _expected > 0 ? Math.Max(needed, _expected) : Math.Max(needed, _codes.Length * 2L);
            Array.Resize(ref _codes, (int)Math.Min(Array.MaxLength, size));
        }

        return _codes.AsSpan(End, rows);
    }
}
