using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IrisFlow.Parquet.Encodings;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Writing;

/// <summary>Columns of numbers, dates and timestamps: codes where values repeat, differences where whole numbers count up, else their bytes as they are in memory.</summary>
/// <remarks>The first page that holds values decides for its chunk; codes end where there are too many of them, differences where they are no shorter.</remarks>
internal sealed class FixedColumnWriter<T>(Field field, ParquetOptions options, SegmentPool pool) : ColumnWriter(field, options, pool)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // Below it nothing saves more than it costs.
    private const int LeastBytes = 4096;
    private readonly bool _mayEncode = options.EncodesNumbers;
    private NumberDictionary? _dictionary;
    private PageEncoding? _encoding;

    protected override int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        MemoryMarshal.Read<T>(left).CompareTo(MemoryMarshal.Read<T>(right));

    protected override void WritePages(Column block, bool isLast, PageScratch scratch)
    {
        var page = (Column<T>)block;
        var values = page.Validity.AllValid ? page.Values : Present(page, scratch.Values);
        var range = new Range<T>();
        range.Add(values);
        var statistics = range.ToStatistics(page.NullCount);
        var encoding = Encode(values, isLast, scratch);
        var encoded = encoding == PageEncoding.Plain ? MemoryMarshal.AsBytes(values) : scratch.Encoded.Written;
        Chunk.WriteData(page.Length, encoding, Levels.Of(page, scratch.Levels), encoded, statistics, scratch);
    }

    protected override void WriteDictionary(PageScratch scratch)
    {
        if (_dictionary is not null)
        {
            Chunk.WriteDictionary(_dictionary.Count, _dictionary.Bytes, scratch);
        }

        (_dictionary, _encoding) = (null, null);
    }

    /// <summary>The encoding of a page, whose bytes are in the scratch then unless it is plain.</summary>
    private PageEncoding Encode(ReadOnlySpan<T> values, bool isLast, PageScratch scratch)
    {
        if (values.IsEmpty)
        {
            return PageEncoding.Plain;
        }

        _encoding ??= _mayEncode && values.Length * Unsafe.SizeOf<T>() >= LeastBytes ? PageEncoding.RleDictionary : PageEncoding.Plain;
        if (_encoding == PageEncoding.RleDictionary && !TryEncodeCodes(values, isLast, scratch))
        {
            _encoding = typeof(T) == typeof(int) || typeof(T) == typeof(long) ? PageEncoding.DeltaBinaryPacked : PageEncoding.Plain;
        }

        return _encoding == PageEncoding.DeltaBinaryPacked && !DeltaEncoder.TryEncode(values, scratch.Encoded) ? PageEncoding.Plain : _encoding.Value;
    }

    private bool TryEncodeCodes(ReadOnlySpan<T> values, bool isLast, PageScratch scratch)
    {
        var codes = scratch.Codes(values.Length);
        var dictionary = _dictionary ?? NumberDictionary.Of(Unsafe.SizeOf<T>());
        if (!dictionary.TryEncode(MemoryMarshal.AsBytes(values), codes) || (_dictionary is null && !dictionary.Pays(values.Length, isLast)))
        {
            return false;
        }

        _dictionary = dictionary;
        scratch.Encoded.Clear();
        HybridEncoder.EncodeCodes(codes, dictionary.Width, scratch.Encoded);
        return true;
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
