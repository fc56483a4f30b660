using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Compression;

/// <summary>Compresses pages. Not for several threads at once.</summary>
internal abstract class Compressor : IDisposable
{
    /// <summary>Adds the compressed bytes to the target; the same bytes always for the same source.</summary>
    public abstract void Compress(ReadOnlySpan<byte> source, ByteBuffer target);

    /// <summary>The compressor of a choice; null where nothing is compressed.</summary>
    /// <exception cref="IrisFlowException">The machine lacks what it needs.</exception>
    public static Compressor? For(ParquetCompression compression) => compression switch
    {
        ParquetCompression.None => null,
        ParquetCompression.Snappy => new SnappyCompressor(),
        ParquetCompression.Zstd => new ZstdCompressor(),
        _ => new GzipCompressor(),
    };

    public static CodecId CodecOf(ParquetCompression compression) => compression switch
    {
        ParquetCompression.None => CodecId.Uncompressed,
        ParquetCompression.Snappy => CodecId.Snappy,
        ParquetCompression.Zstd => CodecId.Zstd,
        _ => CodecId.Gzip,
    };

    public virtual void Dispose()
    {
    }
}
