using System.IO.Compression;

namespace IrisFlow.Parquet.Compression;

internal sealed class BrotliCodec : Codec
{
    // One block of a few bytes can repeat a byte 16 million times; whether the whole is believed, Limits decides.
    public override int MaxExpansion => 1 << 24;

    public override void Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (!BrotliDecoder.TryDecompress(source, target, out var filled))
        {
            throw Fault.Damaged($"A page compressed with BROTLI is damaged, or holds more than {target.Length} bytes.", "A whole stream of BROTLI with as many bytes as the page header says.");
        }

        if (filled != target.Length)
        {
            throw Fault.Damaged($"A page compressed with BROTLI gives {filled} bytes instead of {target.Length}.", "As many bytes as the page header says.");
        }
    }
}
