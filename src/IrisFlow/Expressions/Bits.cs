using System.Buffers.Binary;
using System.Numerics;

namespace IrisFlow;

/// <summary>One bit a row in words of 64, least significant first. Bits past the last row are 0.</summary>
internal static class Bits
{
    public static int Words(int rows) => (rows + 63) >> 6;

    public static bool Get(ReadOnlySpan<ulong> bits, int row) => (bits[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>Grows a buffer that is used again and again; what is in it means nothing.</summary>
    public static Span<ulong> Of(ref ulong[] buffer, int rows)
    {
        var words = Words(rows);
        if (buffer.Length < words)
        {
            buffer = new ulong[words];
        }

        return buffer.AsSpan(0, words);
    }

    /// <summary>1 for every row.</summary>
    public static void Fill(Span<ulong> bits, int rows)
    {
        bits.Fill(ulong.MaxValue);
        ClearTail(bits, rows);
    }

    public static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <param name="target">Changed.</param>
    /// <param name="other">Empty where all are 1.</param>
    public static void And(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < target.Length && i < other.Length; i++)
        {
            target[i] &= other[i];
        }
    }

    public static void Or(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < target.Length && i < other.Length; i++)
        {
            target[i] |= other[i];
        }
    }

    /// <summary>The opposite of bits, which may be the target itself.</summary>
    public static void Not(ReadOnlySpan<ulong> bits, Span<ulong> target, int rows)
    {
        for (var i = 0; i < target.Length && i < bits.Length; i++)
        {
            target[i] = ~bits[i];
        }

        ClearTail(target, rows);
    }

    /// <summary>The bits of a validity that begins at a whole byte.</summary>
    public static void Copy(Validity validity, Span<ulong> target, int rows)
    {
        var bytes = validity.Bits;
        for (var i = 0; i < target.Length; i++)
        {
            var rest = bytes[(i << 3)..];
            target[i] = rest.Length >= 8 ? BinaryPrimitives.ReadUInt64LittleEndian(rest) : Rest(rest);
        }

        ClearTail(target, rows);
    }

    /// <summary>The same as the validity of a column.</summary>
    public static Validity ToValidity(ReadOnlySpan<ulong> bits, int rows)
    {
        var bytes = new byte[bits.Length << 3];
        for (var i = 0; i < bits.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i << 3), bits[i]);
        }

        return Validity.FromBits(bytes.AsMemory(0, (rows + 7) >> 3), rows);
    }

    public static void ClearTail(Span<ulong> bits, int rows)
    {
        if ((rows & 63) != 0)
        {
            bits[^1] &= (1UL << (rows & 63)) - 1;
        }
    }

    private static ulong Rest(ReadOnlySpan<byte> bytes)
    {
        var word = 0UL;
        for (var i = 0; i < bytes.Length; i++)
        {
            word |= (ulong)bytes[i] << (i << 3);
        }

        return word;
    }
}
