using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Writing;

/// <summary>Columns of text: a dictionary and codes where that is shorter, else text by text.</summary>
internal sealed class TextColumnWriter(Field field, ParquetOptions options, SegmentPool pool) : ColumnWriter(field, options, pool)
{
    private const int PageBytes = 1 << 20;
    private readonly bool _mayRepeat = options.Dictionaries;
    private TextDictionary? _dictionary;
    private bool _isPlain;

    protected override int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceCompareTo(right);

    protected override void WritePages(Column block, bool isLast, PageScratch scratch)
    {
        var texts = (StringColumn)block;
        if (!TryWriteByCodes(texts, isLast, scratch))
        {
            WritePlain(texts, scratch);
        }
    }

    protected override void WriteDictionary(PageScratch scratch)
    {
        if (_dictionary is not null)
        {
            scratch.Values.Clear();
            for (var code = 0; code < _dictionary.Count; code++)
            {
                Append(_dictionary.Texts[code], scratch.Values);
            }

            Chunk.WriteDictionary(_dictionary.Count, scratch.Values.Written, scratch);
        }

        (_dictionary, _isPlain) = (null, false);
    }

    /// <summary>False where the block is to be plain, and then all after it are.</summary>
    private bool TryWriteByCodes(StringColumn block, bool isLast, PageScratch scratch)
    {
        var present = block.Length - block.NullCount;
        if (!_mayRepeat || _isPlain || present == 0)
        {
            return false;
        }

        var dictionary = _dictionary ?? new TextDictionary();
        var codes = scratch.Codes(present);
        _isPlain = !dictionary.TryEncode(block, codes, out var bounds)
            || (_dictionary is null && !dictionary.Pays(present, (4L * present) + new TextRows(block).BytesOf(0, block.Length), isLast));
        if (_isPlain)
        {
            return false;
        }

        _dictionary = dictionary;
        scratch.Values.Clear();
        HybridEncoder.EncodeCodes(codes, dictionary.Width, scratch.Values);
        Chunk.WriteData(
            block.Length, PageEncoding.RleDictionary, Levels.Of(block, scratch.Levels), scratch.Values.Written, bounds.ToStatistics(block.NullCount), scratch);
        return true;
    }

    private void WritePlain(StringColumn block, PageScratch scratch)
    {
        var rows = new TextRows(block);
        var start = 0;
        while (start < rows.Count)
        {
            var bounds = default(TextBounds);
            scratch.Values.Clear();
            var end = start;
            for (; end < rows.Count && scratch.Values.Length < PageBytes; end++)
            {
                if (rows.Holds(end))
                {
                    bounds.Add(rows[end]);
                    Append(rows[end], scratch.Values);
                }
            }

            var page = block.Slice(start, end - start);
            Chunk.WriteData(
                page.Length, PageEncoding.Plain, Levels.Of(page, scratch.Levels), scratch.Values.Written, bounds.ToStatistics(page.NullCount), scratch);
            start = end;
        }
    }

    private static void Append(ReadOnlySpan<byte> text, ByteBuffer buffer)
    {
        buffer.WriteInt(text.Length);
        buffer.Write(text);
    }
}
