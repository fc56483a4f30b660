using IrisFlow.Parquet.Checksums;
using IrisFlow.Parquet.Compression;
using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Writing;

/// <summary>Takes the pages of one column chunk after the other: header, checksum, compression, and what the footer says of the chunk.</summary>
internal sealed class PageSink(FileOutput output, ParquetCompression compression) : IDisposable
{
    // Below it a codec saves less than it costs; see ParquetOptions.Compression for why the first page decides.
    private const int LeastBytes = 4096;
    private const int SampleBytes = 1 << 16;
    private readonly CompactWriter _thrift = new(output.Buffer);
    private readonly ByteBuffer _joined = new();
    private readonly ByteBuffer _compressed = new();
    private CodecId? _codec;
    private long _uncompressedSize;
    private long _start;
    private long? _dictionary;
    private long? _data;

    /// <summary>For the levels and values of a page while it is put together.</summary>
    public ByteBuffer Levels { get; } = new();

    /// <inheritdoc cref="Levels"/>
    public ByteBuffer Values { get; } = new();

    public void BeginChunk()
    {
        _start = output.Position;
        (_codec, _dictionary, _data, _uncompressedSize) = (null, null, null, 0);
    }

    public void WriteDictionary(int entries, ReadOnlySpan<byte> values)
    {
        _dictionary = output.Position;
        Write(PageType.Dictionary, entries, PageEncoding.Plain, default, values);
    }

    public void WriteData(int rows, PageEncoding encoding, ReadOnlySpan<byte> levels, ReadOnlySpan<byte> values)
    {
        _data ??= output.Position;
        Write(PageType.Data, rows, encoding, levels, values);
    }

    public ColumnChunk EndChunk(PhysicalType type, string name, long rows, Statistics statistics) => new()
    {
        Type = type,
        Codec = _codec ?? CodecId.Uncompressed,
        Values = rows,
        UncompressedSize = _uncompressedSize,
        CompressedSize = output.Position - _start,
        DataPageOffset = _data ?? _start,
        DictionaryPageOffset = _dictionary,
        Path = name,
        Encodings = _dictionary is null ? [PageEncoding.Plain, PageEncoding.Rle] : [PageEncoding.Plain, PageEncoding.Rle, PageEncoding.RleDictionary],
        Statistics = statistics,
    };

    public void Dispose()
    {
        Levels.Dispose();
        Values.Dispose();
        _joined.Dispose();
        _compressed.Dispose();
    }

    private void Write(PageType type, int count, PageEncoding encoding, ReadOnlySpan<byte> levels, ReadOnlySpan<byte> values)
    {
        var size = levels.Length + values.Length;
        _codec ??= ChooseCodec(levels, values);
        if (_codec == CodecId.Snappy)
        {
            Compress(levels, values);
            levels = default;
            values = _compressed.Written;
        }

        var before = output.Position;
        new PageHeader
        {
            Type = type,
            UncompressedSize = size,
            CompressedSize = levels.Length + values.Length,
            Crc = Crc32.Of(levels, values),
            Values = count,
            Encoding = encoding,
        }.Write(_thrift);
        _uncompressedSize += output.Position - before + size;
        output.Buffer.Write(levels);
        output.Buffer.Write(values);
        output.FlushIfLarge();
    }

    private CodecId ChooseCodec(ReadOnlySpan<byte> levels, ReadOnlySpan<byte> values)
    {
        if (compression == ParquetCompression.None || levels.Length + values.Length < LeastBytes)
        {
            return CodecId.Uncompressed;
        }

        var sample = values[..Math.Min(SampleBytes, values.Length)];
        Compress(levels, sample);
        var before = levels.Length + sample.Length;
        return _compressed.Length <= before - (before / 8) ? CodecId.Snappy : CodecId.Uncompressed;
    }

    private void Compress(ReadOnlySpan<byte> levels, ReadOnlySpan<byte> values)
    {
        _compressed.Clear();
        if (!levels.IsEmpty)
        {
            _joined.Clear();
            _joined.Write(levels);
            _joined.Write(values);
            values = _joined.Written;
        }

        SnappyCompressor.Compress(values, _compressed);
    }
}
