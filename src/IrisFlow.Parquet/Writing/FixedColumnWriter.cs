using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Writing;

/// <summary>Columns of numbers, dates and timestamps: their bytes as they are in memory, or codes where few values repeat.</summary>
internal sealed class FixedColumnWriter<T>(Field field, ParquetOptions options, SegmentPool pool) : ColumnWriter(field, options, pool)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // Below it a dictionary saves less than it costs to build.
    private const int LeastBytes = 4096;
    private readonly bool _mayRepeat = options.UsesNumberDictionaries;
    private NumberDictionary? _dictionary;
    private bool _isPlain;

    protected override int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        MemoryMarshal.Read<T>(left).CompareTo(MemoryMarshal.Read<T>(right));

    protected override void WritePages(Column block, bool isLast, PageScratch scratch)
    {
        var page = (Column<T>)block;
        var values = page.Validity.AllValid ? page.Values : Present(page, scratch.Values);
        var range = new Range<T>();
        range.Add(values);
        var statistics = range.ToStatistics(page.NullCount);
        var bytes = MemoryMarshal.AsBytes(values);
        var codes = CodesOf(bytes, values.Length, isLast, scratch);
        if (codes.IsEmpty)
        {
            Chunk.WriteData(page.Length, PageEncoding.Plain, Levels.Of(page, scratch.Levels), bytes, statistics, scratch);
            return;
        }

        scratch.Values.Clear();
        HybridEncoder.EncodeCodes(codes, _dictionary!.Width, scratch.Values);
        Chunk.WriteData(page.Length, PageEncoding.RleDictionary, Levels.Of(page, scratch.Levels), scratch.Values.Written, statistics, scratch);
    }

    protected override void WriteDictionary(PageScratch scratch)
    {
        if (_dictionary is not null)
        {
            Chunk.WriteDictionary(_dictionary.Count, _dictionary.Bytes, scratch);
        }

        (_dictionary, _isPlain) = (null, false);
    }

    /// <summary>The codes of a page; none where it is to be plain, and then all pages after it are.</summary>
    private ReadOnlySpan<int> CodesOf(ReadOnlySpan<byte> bytes, int count, bool isLast, PageScratch scratch)
    {
        if (!_mayRepeat || _isPlain || (_dictionary is null && bytes.Length < LeastBytes))
        {
            _isPlain |= count > 0;
            return default;
        }

        var codes = scratch.Codes(count);
        var dictionary = _dictionary ?? NumberDictionary.Of(Unsafe.SizeOf<T>());
        _isPlain = !dictionary.TryEncode(bytes, codes) || (_dictionary is null && !dictionary.Pays(count, isLast));
        if (_isPlain)
        {
            return default;
        }

        _dictionary = dictionary;
        return codes;
    }

    // What a null row holds is unspecified, so it must reach neither the file nor its statistics.
    private static ReadOnlySpan<T> Present(Column<T> page, ByteBuffer buffer)
    {
        buffer.Clear();
        // Every value is written and only then kept or not, which needs room for one more: a branch would guess wrong too often.
        var present = MemoryMarshal.Cast<byte, T>(buffer.Reserve((page.Length - page.NullCount + 1) * Unsafe.SizeOf<T>()));
        var values = page.Values;
        var bits = page.Validity.Bits;
        var next = 0;
        for (var row = 0; row < values.Length; row++)
        {
            present[next] = values[row];
            next += bits[row >> 3] >> (row & 7) & 1;
        }

        return present[..next];
    }
}
