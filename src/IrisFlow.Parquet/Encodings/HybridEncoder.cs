using System.Buffers.Binary;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Encodings;

/// <summary>Writes Parquet's mixture of runs of one value and runs of bit-packed values.</summary>
internal static class HybridEncoder
{
    // A run of fewer repeats is not shorter than the same values packed.
    private const int ShortestRun = 8;

    /// <summary>Codes of a fixed width of 1 to 32 bits.</summary>
    public static void Encode(ReadOnlySpan<int> values, int width, ByteBuffer target)
    {
        var (packedFrom, at) = (0, 0);
        while (at < values.Length)
        {
            var run = values[at..].IndexOfAnyExcept(values[at]) is >= 0 and var other ? other : values.Length - at;
            // Packed values come in groups of eight: a run first fills up the group before it.
            var filling = -(at - packedFrom) & 7;
            if (run - filling < ShortestRun)
            {
                at += run;
                continue;
            }

            at += filling;
            Pack(values[packedFrom..at], width, target);
            WriteRun(values[at], run - filling, width, target);
            at += run - filling;
            packedFrom = at;
        }

        Pack(values[packedFrom..], width, target);
    }

    /// <summary>One bit a value, given as bits already.</summary>
    /// <param name="bits">The bits, least significant first; empty where all are 1.</param>
    /// <param name="count">How many.</param>
    /// <param name="target">Where to.</param>
    public static void EncodeBits(ReadOnlySpan<byte> bits, int count, ByteBuffer target)
    {
        if (bits.IsEmpty)
        {
            WriteRun(1, count, 1, target);
            return;
        }

        var (packedFrom, at, bytes) = (0, 0, (count + 7) >> 3);
        while (at < bytes)
        {
            var run = bits[at] is 0 or 0xFF ? RunOfBytes(bits[at..bytes]) : 0;
            if (run < 4)
            {
                at += Math.Max(1, run);
                continue;
            }

            PackBits(bits[packedFrom..at], target);
            WriteRun(bits[at] & 1, Math.Min(run * 8, count - (at * 8)), 1, target);
            at += run;
            packedFrom = at;
        }

        PackBits(bits[packedFrom..bytes], target);
    }

    private static int RunOfBytes(ReadOnlySpan<byte> bits) => bits.IndexOfAnyExcept(bits[0]) is >= 0 and var other ? other : bits.Length;

    private static void PackBits(ReadOnlySpan<byte> bits, ByteBuffer target)
    {
        if (!bits.IsEmpty)
        {
            target.WriteVarint(((uint)bits.Length << 1) | 1);
            target.Write(bits);
        }
    }

    private static void WriteRun(int value, int count, int width, ByteBuffer target)
    {
        target.WriteVarint((uint)count << 1);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        target.Write(bytes[..((width + 7) >> 3)]);
    }

    private static void Pack(ReadOnlySpan<int> values, int width, ByteBuffer target)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var groups = (values.Length + 7) >> 3;
        target.WriteVarint(((uint)groups << 1) | 1);
        var packed = target.Reserve(groups * width);
        var (pending, bits, written) = (0UL, 0, 0);
        foreach (var value in values)
        {
            pending |= (ulong)(uint)value << bits;
            for (bits += width; bits >= 8; bits -= 8)
            {
                packed[written++] = (byte)pending;
                pending >>= 8;
            }
        }

        // The last group is filled up with zeros; borrowed memory holds what was there before.
        packed[written..].Clear();
        if (bits > 0)
        {
            packed[written] = (byte)pending;
        }
    }
}
