using System.IO.Compression;

namespace IrisFlow.Parquet.Compression;

internal sealed class GzipCodec : Codec
{
    // Deflate's longest match, 258 bytes, can take 2 bits.
    public override int MaxExpansion => 1032;

    public override void Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        try
        {
            using var stored = new MemoryStream(source.ToArray(), writable: false);
            using var plain = new GZipStream(stored, CompressionMode.Decompress);
            var filled = plain.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            if (filled < target.Length || plain.ReadByte() >= 0)
            {
                throw Fault.Damaged($"A page compressed with GZIP does not give the {target.Length} bytes that its header says.", "As many bytes as the page header says.");
            }
        }
        catch (InvalidDataException e)
        {
            throw Fault.Damaged($"A page compressed with GZIP is damaged: {e.Message}", "A whole stream of GZIP.");
        }
    }
}
