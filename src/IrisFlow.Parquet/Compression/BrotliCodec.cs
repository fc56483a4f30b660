using System.Buffers;
using System.IO.Compression;

namespace IrisFlow.Parquet.Compression;

internal sealed class BrotliCodec : Codec
{
    // What deflate can reach, of which nobody would be surprised; and what a page may claim without a look.
    private const int Believed = 1032;
    private const int BelievedAtOnce = 1 << 20;
    private const int ScratchBytes = 1 << 16;

    // One block of a few bytes can repeat a byte 16 million times.
    public override int MaxExpansion => 1 << 24;

    // Since hardly any claim can be ruled out, an unlikely one is tried in a small buffer first.
    public override bool CanGive(ReadOnlySpan<byte> source, int size) =>
        size <= BelievedAtOnce + (source.Length * (long)Believed) || (base.CanGive(source, size) && Gives(source, size));

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

    private static bool Gives(ReadOnlySpan<byte> source, int size)
    {
        using var decoder = new BrotliDecoder();
        var scratch = ArrayPool<byte>.Shared.Rent(ScratchBytes);
        try
        {
            for (var given = 0L; given <= size;)
            {
                var status = decoder.Decompress(source, scratch, out var taken, out var filled);
                source = source[taken..];
                given += filled;
                if (status != OperationStatus.DestinationTooSmall)
                {
                    return status == OperationStatus.Done && given == size;
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }
}
