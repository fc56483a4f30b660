using System.Buffers.Binary;

namespace IrisFlow.Parquet.Encodings;

/// <summary>Numbers of a fixed number of bits, one after the other, least significant bit first.</summary>
internal static class BitUnpacker
{
    public static long BytesFor(long count, int width) => ((count * width) + 7) >> 3;

    /// <summary>Numbers of up to 32 bits. The source must hold all of them.</summary>
    public static void Unpack(ReadOnlySpan<byte> source, int width, Span<int> target)
    {
        if (width == 0)
        {
            target.Clear();
            return;
        }

        var mask = (1UL << width) - 1;
        var i = 0;
        for (; i < target.Length; i++)
        {
            var bit = (long)i * width;
            if ((bit >> 3) + 8 > source.Length)
            {
                break;
            }

            target[i] = (int)((BinaryPrimitives.ReadUInt64LittleEndian(source[(int)(bit >> 3)..]) >> (int)(bit & 7)) & mask);
        }

        for (; i < target.Length; i++)
        {
            target[i] = (int)One(source, (long)i * width, width);
        }
    }

    /// <summary>Numbers of up to 64 bits.</summary>
    public static void Unpack(ReadOnlySpan<byte> source, int width, Span<long> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = (long)One(source, (long)i * width, width);
        }
    }

    private static ulong One(ReadOnlySpan<byte> source, long bit, int width)
    {
        if (width == 0)
        {
            return 0;
        }

        var (first, shift) = ((int)(bit >> 3), (int)(bit & 7));
        var mask = ulong.MaxValue >> (64 - width);
        if (first + 8 <= source.Length)
        {
            var low = BinaryPrimitives.ReadUInt64LittleEndian(source[first..]) >> shift;
            return (shift + width > 64 ? low | ((ulong)source[first + 8] << (64 - shift)) : low) & mask;
        }

        ulong value = 0;
        for (var i = 0; first + i < source.Length && (8 * i) < shift + width; i++)
        {
            value |= (ulong)source[first + i] << (8 * i);
        }

        return (value >> shift) & mask;
    }
}
