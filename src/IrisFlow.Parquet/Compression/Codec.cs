using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Compression;

/// <summary>Takes the compression off a page. A new codec is one file with a subclass, and its line in <see cref="For"/>.</summary>
/// <remarks>The line, rather than a scan by reflection: a short-lived process pays for no codec that its files do not use.</remarks>
internal abstract class Codec
{
    /// <summary>The most bytes that one stored byte can become, so that a claim beyond it is seen before memory is taken.</summary>
    public abstract int MaxExpansion { get; }

    /// <summary>False where a page can't give as many bytes as it claims; asked before memory is taken for them.</summary>
    public virtual bool CanGive(ReadOnlySpan<byte> source, int size) => size <= (source.Length * (long)MaxExpansion) + 64;

    /// <summary>Fills the target to its last byte.</summary>
    /// <exception cref="IrisFlowException">The source is damaged, or gives fewer or more bytes.</exception>
    public abstract void Decompress(ReadOnlySpan<byte> source, Span<byte> target);

    /// <summary>The codec of a column chunk, or null where nothing is compressed.</summary>
    public static Codec? For(CodecId id) => id switch
    {
        CodecId.Uncompressed => null,
        CodecId.Snappy => new SnappyCodec(),
        CodecId.Gzip => new GzipCodec(),
        CodecId.Brotli => new BrotliCodec(),
        CodecId.Lz4 => new Lz4Codec(),
        CodecId.Lz4Raw => new Lz4RawCodec(),
        CodecId.Zstd => new ZstdCodec(),
        _ => throw Fault.Unsupported(
            $"It is compressed with {(Enum.IsDefined(id) ? id.ToString().ToUpperInvariant() : $"codec {(int)id}")}.",
            "No compression, SNAPPY, GZIP, BROTLI, LZ4, LZ4_RAW or ZSTD."),
    };
}
