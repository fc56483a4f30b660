using System.Buffers;
using IrisFlow.Parquet.Compression;
using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Writing;

/// <summary>What one thread needs to put pages together, for whichever column it works on.</summary>
internal sealed class PageScratch : IDisposable
{
    private readonly ByteBuffer _joined = new();
    private readonly ByteBuffer _header = new();
    private readonly ParquetCompression _compression;
    private Compressor? _compressor;
    private int[] _codes = [];

    public PageScratch(ParquetOptions options)
    {
        _compression = options.Compression;
        Thrift = new(_header);
    }

    public ByteBuffer Levels { get; } = new();

    public ByteBuffer Values { get; } = new();

    /// <summary>For values that take another form than that they were put together in.</summary>
    public ByteBuffer Encoded { get; } = new();

    public ByteBuffer Compressed { get; } = new();

    /// <summary>Writes the header of a page.</summary>
    public CompactWriter Thrift { get; }

    /// <summary>What <see cref="Thrift"/> wrote since it was last asked for.</summary>
    public ReadOnlySpan<byte> TakeHeader()
    {
        var header = _header.Written;
        _header.Clear();
        return header;
    }

    /// <summary>Room for a code a row; what it holds before is unspecified.</summary>
    public Span<int> Codes(int count)
    {
        if (_codes.Length < count)
        {
            ArrayPool<int>.Shared.Return(_codes);
            _codes = ArrayPool<int>.Shared.Rent(count);
        }

        return _codes.AsSpan(0, count);
    }

    /// <summary>Compresses the parts of a page into <see cref="Compressed"/>.</summary>
    public void Compress(ReadOnlySpan<byte> levels, ReadOnlySpan<byte> values)
    {
        Compressed.Clear();
        if (!levels.IsEmpty)
        {
            _joined.Clear();
            _joined.Write(levels);
            _joined.Write(values);
            values = _joined.Written;
        }

        // Made by the first page that is compressed: a small table has none.
        _compressor ??= Compressor.For(_compression)!;
        _compressor.Compress(values, Compressed);
    }

    public void Dispose()
    {
        _compressor?.Dispose();
        ArrayPool<int>.Shared.Return(_codes);
        _codes = [];
        Levels.Dispose();
        Values.Dispose();
        Encoded.Dispose();
        Compressed.Dispose();
        _joined.Dispose();
        _header.Dispose();
    }
}
