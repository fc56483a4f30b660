using System.Buffers.Binary;

namespace IrisFlow.Parquet.Compression;

/// <summary>The deprecated LZ4: Hadoop's framing around blocks. Some writers left the framing out, others took that of LZ4's own files.</summary>
internal sealed class Lz4Codec : Codec
{
    private const uint FrameMagic = 0x184D2204;
    private const int ShortestFrameHead = 7;
    private const int LengthBytes = 4;

    public override int MaxExpansion => Lz4Block.MaxExpansion;

    public override void Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (!TryHadoop(source, target) && !TryFrame(source, target) && Lz4Block.TryDecompress(source, target) != target.Length)
        {
            throw Fault.Damaged(
                $"A page compressed with LZ4 does not give the {target.Length} bytes that its header says.", "Blocks of LZ4 in the framing of Hadoop or of LZ4, or one without.");
        }
    }

    // Each part says how many bytes it gives in all, then come its blocks, each with its stored length before it; big-endian.
    private static bool TryHadoop(ReadOnlySpan<byte> source, Span<byte> target)
    {
        while (!source.IsEmpty)
        {
            if (!TryTakeLength(ref source, out var plain) || plain > (uint)target.Length)
            {
                return false;
            }

            var part = target[..(int)plain];
            while (!part.IsEmpty)
            {
                var filled = TryTakeLength(ref source, out var stored) && stored <= (uint)source.Length ? Lz4Block.TryDecompress(source[..(int)stored], part) : null;
                if (filled is null or 0)
                {
                    return false;
                }

                source = source[(int)stored..];
                part = part[filled.Value..];
            }

            target = target[(int)plain..];
        }

        return target.IsEmpty;
    }

    // Flags, sizes and checksums that the flags announce, then blocks, each with its stored length before it; little-endian.
    private static bool TryFrame(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (source.Length < ShortestFrameHead || BinaryPrimitives.ReadUInt32LittleEndian(source) != FrameMagic)
        {
            return false;
        }

        var flags = source[4];
        var head = ShortestFrameHead + ((flags & 0x08) != 0 ? 8 : 0) + ((flags & 0x01) != 0 ? 4 : 0);
        var checksum = (flags & 0x10) != 0 ? 4 : 0;
        source = source[Math.Min(head, source.Length)..];
        var filled = 0;
        while (BinaryPrimitives.TryReadUInt32LittleEndian(source, out var length) && length != 0)
        {
            source = source[LengthBytes..];
            var stored = (int)(length & int.MaxValue);
            if (stored > source.Length - checksum)
            {
                return false;
            }

            if (length > int.MaxValue)
            {
                if (!source[..stored].TryCopyTo(target[filled..]))
                {
                    return false;
                }

                filled += stored;
            }
            else if (Lz4Block.TryDecompress(source[..stored], target, filled) is { } end)
            {
                filled = end;
            }
            else
            {
                return false;
            }

            source = source[(stored + checksum)..];
        }

        return filled == target.Length;
    }

    private static bool TryTakeLength(ref ReadOnlySpan<byte> source, out uint length)
    {
        if (!BinaryPrimitives.TryReadUInt32BigEndian(source, out length))
        {
            return false;
        }

        source = source[LengthBytes..];
        return true;
    }
}
