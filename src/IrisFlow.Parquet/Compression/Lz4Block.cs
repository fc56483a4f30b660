using System.Buffers.Binary;

namespace IrisFlow.Parquet.Compression;

/// <summary>The block format of LZ4: literals, each run of them followed by a copy of earlier bytes.</summary>
internal static class Lz4Block
{
    // A byte of 255 lengthens a copy by 255 bytes.
    public const int MaxExpansion = 255;

    private const int ShortestCopy = 4;

    /// <summary>Decompresses a block.</summary>
    /// <param name="source">The block.</param>
    /// <param name="target">Where to; copies may reach back into what stands before the block.</param>
    /// <param name="filled">Bytes of the target that are filled already.</param>
    /// <returns>How many bytes are filled then; null where the block is damaged, or gives more than the target holds.</returns>
    public static int? TryDecompress(ReadOnlySpan<byte> source, Span<byte> target, int filled = 0)
    {
        var at = 0;
        while (at < source.Length)
        {
            var token = source[at++];
            if (!TryReadLength(source, ref at, token >> 4, out var literals) || literals > source.Length - at || literals > target.Length - filled)
            {
                return null;
            }

            source.Slice(at, (int)literals).CopyTo(target[filled..]);
            at += (int)literals;
            filled += (int)literals;
            // The last run of literals has no copy behind it.
            if (at == source.Length)
            {
                return filled;
            }

            if (source.Length - at < 2)
            {
                return null;
            }

            var offset = BinaryPrimitives.ReadUInt16LittleEndian(source[at..]);
            at += 2;
            if (!TryReadLength(source, ref at, token & 15, out var length) || offset == 0 || offset > filled || length + ShortestCopy > target.Length - filled)
            {
                return null;
            }

            Copy(target, filled, offset, (int)length + ShortestCopy);
            filled += (int)length + ShortestCopy;
        }

        // Nothing at all is a block of nothing; otherwise a block ends with literals.
        return source.IsEmpty ? filled : null;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> source, ref int at, int start, out long length)
    {
        length = start;
        if (start < 15)
        {
            return true;
        }

        while (at < source.Length)
        {
            var more = source[at++];
            length += more;
            if (more < 255)
            {
                return true;
            }
        }

        return false;
    }

    private static void Copy(Span<byte> target, int filled, int offset, int length)
    {
        var from = filled - offset;
        // A copy may run into what it writes itself: a short pattern is repeated, and what is there of it doubles with every step.
        while (length > 0)
        {
            var part = Math.Min(length, filled - from);
            target.Slice(from, part).CopyTo(target[filled..]);
            filled += part;
            length -= part;
        }
    }
}
