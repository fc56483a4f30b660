namespace IrisFlow.Parquet.Compression;

/// <summary>One block of LZ4 without framing.</summary>
internal sealed class Lz4RawCodec : Codec
{
    public override int MaxExpansion => Lz4Block.MaxExpansion;

    public override void Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (Lz4Block.TryDecompress(source, target) is not { } filled || filled != target.Length)
        {
            throw Fault.Damaged($"A page compressed with LZ4_RAW does not give the {target.Length} bytes that its header says.", "A whole block of LZ4.");
        }
    }
}
