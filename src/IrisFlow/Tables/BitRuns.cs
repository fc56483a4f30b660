using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace IrisFlow;

/// <summary>Runs of bits, least significant first, moved and counted 64 at a time.</summary>
internal static class BitRuns
{
    /// <summary>How many of the first <paramref name="count"/> bits are 1.</summary>
    public static int Ones(ReadOnlySpan<byte> bits, int count)
    {
        var ones = 0;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bits[..(count >> 6 << 3)]))
        {
            ones += BitOperations.PopCount(word);
        }

        var rest = count & 63;
        return rest == 0 ? ones : ones + BitOperations.PopCount(Read(bits, count - rest, rest));
    }

    /// <summary>Copies bits to where zeros are.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="from">The first bit to copy.</param>
    /// <param name="count">How many.</param>
    /// <param name="target">Where to.</param>
    /// <param name="to">The place of the first bit there.</param>
    public static void Copy(ReadOnlySpan<byte> source, int from, int count, Span<byte> target, int to)
    {
        while (count > 0)
        {
            // The first step ends on a byte's border of the target, so that every other one moves a whole word.
            var step = Math.Min(count, 64 - (to & 7));
            Or(target, to, Read(source, from, step));
            (from, to, count) = (from + step, to + step, count - step);
        }
    }

    /// <summary>Sets a run of bits to 1.</summary>
    public static void Fill(Span<byte> target, int to, int count)
    {
        while (count > 0)
        {
            var step = Math.Min(count, 64 - (to & 7));
            Or(target, to, ulong.MaxValue >> (64 - step));
            (to, count) = (to + step, count - step);
        }
    }

    private static ulong Read(ReadOnlySpan<byte> bits, int at, int count)
    {
        var first = at >> 3;
        var shift = at & 7;
        ulong word = 0;
        if (first + 9 <= bits.Length)
        {
            word = BinaryPrimitives.ReadUInt64LittleEndian(bits[first..]) >> shift;
            word |= shift == 0 ? 0 : (ulong)bits[first + 8] << (64 - shift);
        }
        else
        {
            for (int i = first, place = -shift; i < bits.Length && place < count; i++, place += 8)
            {
                word |= place < 0 ? (ulong)bits[i] >> -place : (ulong)bits[i] << place;
            }
        }

        return word & (ulong.MaxValue >> (64 - count));
    }

    private static void Or(Span<byte> target, int at, ulong word)
    {
        var first = at >> 3;
        word <<= at & 7;
        if (first + 8 <= target.Length)
        {
            var place = target[first..];
            BinaryPrimitives.WriteUInt64LittleEndian(place, BinaryPrimitives.ReadUInt64LittleEndian(place) | word);
            return;
        }

        for (; word != 0; word >>= 8)
        {
            target[first++] |= (byte)word;
        }
    }
}
