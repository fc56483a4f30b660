using System.Buffers;
using System.IO.Compression;

namespace IrisFlow.Parquet.Compression;

/// <summary>Deflate in the wrapping of gzip, which may come several times in a row; some writers wrap it as zlib does, or not at all.</summary>
internal sealed class GzipCodec : Codec
{
    // Deflate's longest match, 258 bytes, can take 2 bits.
    public override int MaxExpansion => 1032;

    public override void Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        // Streams want an array; a rented one costs a copy of the compressed bytes and no garbage.
        var rented = ArrayPool<byte>.Shared.Rent(source.Length);
        try
        {
            source.CopyTo(rented);
            using var plain = Open(source, new MemoryStream(rented, 0, source.Length, writable: false));
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
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static Stream Open(ReadOnlySpan<byte> source, MemoryStream stored) => source switch
    {
        [0x1F, 0x8B, ..] => new GZipStream(stored, CompressionMode.Decompress),
        // Method 8 with a window of at most 32 KiB, and a check of these two bytes (RFC 1950).
        [var method, var flags, ..] when (method & 0x8F) == 8 && ((method << 8) | flags) % 31 == 0 => new ZLibStream(stored, CompressionMode.Decompress),
        _ => new DeflateStream(stored, CompressionMode.Decompress),
    };
}
