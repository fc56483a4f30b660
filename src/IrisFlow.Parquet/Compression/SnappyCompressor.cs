using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Compression;

/// <summary>Compresses with Snappy: greedy matches of at least four bytes, found through a table of hashes, block by block.</summary>
internal static class SnappyCompressor
{
    // Offsets within a block fit 16 bits, so a copy never takes more than three bytes.
    private const int BlockBytes = 1 << 16;
    private const int TableBits = 14;

    public static void Compress(ReadOnlySpan<byte> source, ByteBuffer target)
    {
        target.WriteVarint((ulong)source.Length);
        var table = ArrayPool<ushort>.Shared.Rent(1 << TableBits);
        for (; !source.IsEmpty; source = source[Math.Min(BlockBytes, source.Length)..])
        {
            Array.Clear(table, 0, 1 << TableBits);
            CompressBlock(source[..Math.Min(BlockBytes, source.Length)], table, target);
        }

        ArrayPool<ushort>.Shared.Return(table);
    }

    private static void CompressBlock(ReadOnlySpan<byte> block, ushort[] table, ByteBuffer target)
    {
        var (literal, at, misses) = (0, 1, 32);
        while (at + 8 <= block.Length)
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(block[at..]);
            ref var slot = ref table[(word * 0x1E35A7BD) >> (32 - TableBits)];
            int candidate = slot;
            slot = (ushort)at;
            if (BinaryPrimitives.ReadUInt32LittleEndian(block[candidate..]) != word)
            {
                // Steps grow while nothing matches, so that noise costs little time.
                at += misses++ >> 5;
                continue;
            }

            Literal(block[literal..at], target);
            var length = 4 + MatchLength(block[(candidate + 4)..], block[(at + 4)..]);
            Copy(at - candidate, length, target);
            at += length;
            literal = at;
            misses = 32;
        }

        Literal(block[literal..], target);
    }

    private static int MatchLength(ReadOnlySpan<byte> earlier, ReadOnlySpan<byte> later)
    {
        var length = 0;
        while (length + 8 <= later.Length)
        {
            var difference = MemoryMarshal.Read<ulong>(earlier[length..]) ^ MemoryMarshal.Read<ulong>(later[length..]);
            if (difference != 0)
            {
                return length + (BitOperations.TrailingZeroCount(difference) >> 3);
            }

            length += 8;
        }

        while (length < later.Length && earlier[length] == later[length])
        {
            length++;
        }

        return length;
    }

    private static void Literal(ReadOnlySpan<byte> bytes, ByteBuffer target)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        var last = bytes.Length - 1;
        if (last < 60)
        {
            target.WriteByte((byte)(last << 2));
        }
        else if (last < 256)
        {
            target.Write([60 << 2, (byte)last]);
        }
        else
        {
            target.Write([61 << 2, (byte)last, (byte)(last >> 8)]);
        }

        target.Write(bytes);
    }

    private static void Copy(int offset, int length, ByteBuffer target)
    {
        for (; length >= 68; length -= 64)
        {
            LongCopy(offset, 64, target);
        }

        // At least four bytes must remain for the short form.
        if (length > 64)
        {
            LongCopy(offset, 60, target);
            length -= 60;
        }

        if (length < 12 && offset < 2048)
        {
            target.Write([(byte)(1 | ((length - 4) << 2) | (offset >> 8 << 5)), (byte)offset]);
        }
        else
        {
            LongCopy(offset, length, target);
        }
    }

    private static void LongCopy(int offset, int length, ByteBuffer target) =>
        target.Write([(byte)(2 | ((length - 1) << 2)), (byte)offset, (byte)(offset >> 8)]);
}
