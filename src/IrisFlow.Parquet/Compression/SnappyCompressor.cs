using System.Numerics;
using System.Runtime.CompilerServices;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Compression;

/// <summary>Compresses with Snappy: greedy matches of at least four bytes, found through a table of hashes, block by block.</summary>
internal sealed unsafe class SnappyCompressor : Compressor
{
    // Offsets within a block fit 16 bits, so a copy never takes more than three bytes.
    private const int BlockBytes = 1 << 16;
    private const int TableBits = 14;

    // Where a search may begin reads 16 bytes at once, and so does a short literal before it.
    private const int Margin = 16;
    private readonly ushort[] _table = new ushort[1 << TableBits];

    public override void Compress(ReadOnlySpan<byte> source, ByteBuffer target)
    {
        target.WriteVarint((ulong)source.Length);
        while (!source.IsEmpty)
        {
            var block = source[..Math.Min(BlockBytes, source.Length)];
            var room = target.Reserve(MostBytes(block.Length));
            // No more entries than bytes: a short block should not pay for clearing a long table.
            var bits = Math.Clamp(BitOperations.Log2((uint)block.Length), 8, TableBits);
            Array.Clear(_table, 0, 1 << bits);
            fixed (byte* from = block, to = room)
            fixed (ushort* table = _table)
            {
                target.Shrink(room.Length - (int)(CompressBlock(from, block.Length, to, table, 32 - bits) - to));
            }

            source = source[block.Length..];
        }
    }

    // A copy takes at most three bytes for four or more. The literal before it has a head of one byte up to 60 bytes, of two up to 256,
    // of three beyond: together they grow by at most two bytes for every 65. Short literals are copied sixteen bytes at a time, hence the rest.
    private static int MostBytes(int length) => length + (length / 16) + 64;

    private static byte* CompressBlock(byte* start, int length, byte* to, ushort* table, int shift)
    {
        var end = start + length;
        var literal = start;
        if (length > Margin)
        {
            var limit = end - Margin;
            var at = start + 1;
            var misses = 32;
            while (at <= limit)
            {
                var word = Unsafe.ReadUnaligned<uint>(at);
                var slot = table + ((word * 0x1E35A7BD) >> shift);
                var candidate = start + *slot;
                *slot = (ushort)(at - start);
                if (Unsafe.ReadUnaligned<uint>(candidate) != word)
                {
                    // Steps grow while nothing matches, so that noise costs little time.
                    at += misses++ >> 5;
                    continue;
                }

                to = Literal(literal, (int)(at - literal), to);
                do
                {
                    var matched = 4 + MatchLength(candidate + 4, at + 4, end);
                    to = Copy((int)(at - candidate), matched, to);
                    at += matched;
                    literal = at;
                    if (at > limit)
                    {
                        break;
                    }

                    // What ends here often begins again here: look at once, and let later ones find the last byte of the match.
                    var words = Unsafe.ReadUnaligned<ulong>(at - 1);
                    table[((uint)words * 0x1E35A7BD) >> shift] = (ushort)(at - 1 - start);
                    word = (uint)(words >> 8);
                    slot = table + ((word * 0x1E35A7BD) >> shift);
                    candidate = start + *slot;
                    *slot = (ushort)(at - start);
                }
                while (Unsafe.ReadUnaligned<uint>(candidate) == word);
                at++;
                misses = 32;
            }
        }

        return literal < end ? LastLiteral(literal, (int)(end - literal), to) : to;
    }

    // Both are read up to the end of the block only: the earlier one lies before the later.
    private static int MatchLength(byte* earlier, byte* later, byte* end)
    {
        var start = later;
        while (later + 8 <= end)
        {
            var difference = Unsafe.ReadUnaligned<ulong>(earlier) ^ Unsafe.ReadUnaligned<ulong>(later);
            if (difference != 0)
            {
                return (int)(later - start) + (BitOperations.TrailingZeroCount(difference) >> 3);
            }

            later += 8;
            earlier += 8;
        }

        while (later < end && *earlier == *later)
        {
            later++;
            earlier++;
        }

        return (int)(later - start);
    }

    // Behind it at least the margin is left of the block, so sixteen bytes can be read.
    private static byte* Literal(byte* bytes, int length, byte* to)
    {
        if (length is 0 or > 16)
        {
            return length == 0 ? to : LastLiteral(bytes, length, to);
        }

        *to++ = (byte)((length - 1) << 2);
        Unsafe.CopyBlockUnaligned(to, bytes, 16);
        return to + length;
    }

    private static byte* LastLiteral(byte* bytes, int length, byte* to)
    {
        var last = length - 1;
        if (last < 60)
        {
            *to++ = (byte)(last << 2);
        }
        else if (last < 256)
        {
            *to++ = 60 << 2;
            *to++ = (byte)last;
        }
        else
        {
            *to++ = 61 << 2;
            *to++ = (byte)last;
            *to++ = (byte)(last >> 8);
        }

        Unsafe.CopyBlockUnaligned(to, bytes, (uint)length);
        return to + length;
    }

    private static byte* Copy(int offset, int length, byte* to)
    {
        // At least four bytes must remain for the short form.
        for (; length > 64; length -= length < 68 ? 60 : 64)
        {
            to = LongCopy(offset, length < 68 ? 60 : 64, to);
        }

        if (length >= 12 || offset >= 2048)
        {
            return LongCopy(offset, length, to);
        }

        *to++ = (byte)(1 | ((length - 4) << 2) | (offset >> 8 << 5));
        *to++ = (byte)offset;
        return to;
    }

    private static byte* LongCopy(int offset, int length, byte* to)
    {
        *to++ = (byte)(2 | ((length - 1) << 2));
        *to++ = (byte)offset;
        *to++ = (byte)(offset >> 8);
        return to;
    }
}
