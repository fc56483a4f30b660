using IrisFlow.Parquet.Checksums;
using IrisFlow.Parquet.Compression;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Writing;

/// <summary>The pages of one column chunk, encoded and compressed, until the row group is complete and they go to the file.</summary>
internal sealed class EncodedChunk(ParquetOptions options, SegmentPool pool)
{
    // Below it a codec saves less than it costs; see ParquetOptions.Compression for why the first page decides.
    private const int LeastBytes = 4096;
    private const int SampleBytes = 1 << 16;
    private readonly SegmentedBuffer _dictionary = new(pool);
    private readonly SegmentedBuffer _pages = new(pool);
    private bool _hasCodes;
    private bool _hasDifferences;
    private CodecId? _codec;
    private long _uncompressedSize;
    private int _rows;

    /// <summary>The data pages so far.</summary>
    public List<EncodedPage> Pages { get; } = [];

    public void WriteDictionary(int entries, ReadOnlySpan<byte> values, PageScratch scratch) =>
        Write(_dictionary, PageType.Dictionary, entries, PageEncoding.Plain, default, values, scratch);

    public void WriteData(int rows, PageEncoding encoding, ReadOnlySpan<byte> levels, ReadOnlySpan<byte> values, Statistics statistics, PageScratch scratch)
    {
        var before = _pages.Length;
        Write(_pages, PageType.Data, rows, encoding, levels, values, scratch);
        Pages.Add(new(before, (int)(_pages.Length - before), _rows, rows, statistics));
        _hasCodes |= encoding == PageEncoding.RleDictionary;
        _hasDifferences |= encoding == PageEncoding.DeltaBinaryPacked;
        _rows += rows;
    }

    /// <summary>Gives the pages to the file and lets go of them.</summary>
    public ColumnChunk MoveTo(FileOutput output, PhysicalType type, string name, Statistics statistics)
    {
        var start = output.Position;
        var data = start + _dictionary.Length;
        var chunk = new ColumnChunk
        {
            Type = type,
            Codec = _codec ?? CodecId.Uncompressed,
            Values = _rows,
            UncompressedSize = _uncompressedSize,
            CompressedSize = _dictionary.Length + _pages.Length,
            DataPageOffset = data,
            DictionaryPageOffset = _dictionary.Length > 0 ? start : null,
            Path = name,
            Encodings = EncodingsUsed(),
            Statistics = statistics,
        };
        _dictionary.MoveTo(output);
        _pages.MoveTo(output);
        Clear();
        return chunk;
    }

    /// <summary>Lets go of all pages.</summary>
    public void Clear()
    {
        _dictionary.Clear();
        _pages.Clear();
        Pages.Clear();
        (_codec, _uncompressedSize, _rows, _hasCodes, _hasDifferences) = (null, 0, 0, false, false);
    }

    // Levels are runs in every chunk, and a dictionary is plain.
    private PageEncoding[] EncodingsUsed() => (_hasCodes, _hasDifferences) switch
    {
        (true, true) => [PageEncoding.Plain, PageEncoding.Rle, PageEncoding.RleDictionary, PageEncoding.DeltaBinaryPacked],
        (true, false) => [PageEncoding.Plain, PageEncoding.Rle, PageEncoding.RleDictionary],
        (false, true) => [PageEncoding.Plain, PageEncoding.Rle, PageEncoding.DeltaBinaryPacked],
        _ => [PageEncoding.Plain, PageEncoding.Rle],
    };

    private void Write(SegmentedBuffer target, PageType type, int count, PageEncoding encoding, ReadOnlySpan<byte> levels, ReadOnlySpan<byte> values, PageScratch scratch)
    {
        var size = levels.Length + values.Length;
        _codec ??= ChooseCodec(levels, values, scratch);
        if (_codec != CodecId.Uncompressed)
        {
            scratch.Compress(levels, values);
            levels = default;
            values = scratch.Compressed.Written;
        }

        new PageHeader
        {
            Type = type,
            UncompressedSize = size,
            CompressedSize = levels.Length + values.Length,
            Crc = Crc32.Of(levels, values),
            Values = count,
            Encoding = encoding,
        }.Write(scratch.Thrift);
        var header = scratch.TakeHeader();
        _uncompressedSize += header.Length + size;
        target.Write(header);
        target.Write(levels);
        target.Write(values);
    }

    private CodecId ChooseCodec(ReadOnlySpan<byte> levels, ReadOnlySpan<byte> values, PageScratch scratch)
    {
        if (options.Compression == ParquetCompression.None || levels.Length + values.Length < LeastBytes)
        {
            return CodecId.Uncompressed;
        }

        var sample = values[..Math.Min(SampleBytes, values.Length)];
        scratch.Compress(levels, sample);
        var before = levels.Length + sample.Length;
        return scratch.Compressed.Length <= before - (before / 8) ? Compressor.CodecOf(options.Compression) : CodecId.Uncompressed;
    }
}

/// <summary>A data page: its place in the chunk's data pages, its length with the header, its rows, and what is known of its values.</summary>
/// <remarks>A class, not a struct: a short-lived process is spared compiling a list of it.</remarks>
internal sealed record EncodedPage(long Offset, int CompressedSize, int FirstRow, int Rows, Statistics Statistics)
{
    public bool IsAllNull => Statistics.Nulls == Rows;
}
