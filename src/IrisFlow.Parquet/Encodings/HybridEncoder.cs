using System.Buffers.Binary;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Encodings;

/// <summary>Writes Parquet's mixture of runs of one value and runs of bit-packed values.</summary>
internal static class HybridEncoder
{
    /// <summary>Bits of a code among so many. One where a code needs none: some readers can't do with none.</summary>
    public static int WidthOf(int count) => 32 - int.LeadingZeroCount(Math.Max(1, count - 1));

    /// <summary>Codes as a page of them begins: with their width.</summary>
    public static void EncodeCodes(ReadOnlySpan<int> codes, int width, ByteBuffer target)
    {
        target.WriteByte((byte)width);
        Encode(codes, width, target);
    }

    /// <summary>Codes of a fixed width of 1 to 32 bits.</summary>
    public static void Encode(ReadOnlySpan<int> values, int width, ByteBuffer target)
    {
        // A run must save more than its own head and that of the packed values behind it.
        var shortest = Math.Max(8, 64 / width);
        var (packedFrom, at) = (0, 0);
        while (at + 8 <= values.Length)
        {
            // Packed values come in groups of eight, so a run can only begin where a group does.
            if (values.Slice(at + 1, 7).IndexOfAnyExcept(values[at]) >= 0)
            {
                at += 8;
                continue;
            }

            var run = values[at..].IndexOfAnyExcept(values[at]) is >= 0 and var other ? other : values.Length - at;
            if (run < shortest)
            {
                at += 8;
                continue;
            }

            Pack(values[packedFrom..at], width, target);
            WriteRun(values[at], run, width, target);
            at += run;
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

        // What the last byte holds beyond the last row is unspecified, so it is taken apart.
        var (packedFrom, at, whole, rest) = (0, 0, count >> 3, count & 7);
        var last = rest == 0 ? (byte)0 : (byte)(bits[whole] & ((1 << rest) - 1));
        while (at < whole)
        {
            var run = bits[at] is 0 or 0xFF ? RunOfBytes(bits[at..whole]) : 0;
            if (run < 4)
            {
                at += Math.Max(1, run);
                continue;
            }

            PackBits(bits[packedFrom..at], default, target);
            var value = bits[at] & 1;
            at += run;
            packedFrom = at;
            var goesOn = at == whole && last == (value == 0 ? 0 : (1 << rest) - 1);
            WriteRun(value, (run * 8) + (goesOn ? rest : 0), 1, target);
            if (goesOn)
            {
                return;
            }
        }

        PackBits(bits[packedFrom..whole], rest == 0 ? default : new ReadOnlySpan<byte>(in last), target);
    }

    private static int RunOfBytes(ReadOnlySpan<byte> bits) => bits.IndexOfAnyExcept(bits[0]) is >= 0 and var other ? other : bits.Length;

    private static void PackBits(ReadOnlySpan<byte> bits, ReadOnlySpan<byte> last, ByteBuffer target)
    {
        if (bits.Length + last.Length > 0)
        {
            target.WriteVarint(((uint)(bits.Length + last.Length) << 1) | 1);
            target.Write(bits);
            target.Write(last);
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
        // Numbers leave four bytes at a time, so the last may reach beyond the end of the group.
        var packed = target.Reserve((groups * width) + 4);
        var (pending, bits, written) = (0UL, 0, 0);
        foreach (var value in values)
        {
            pending |= (ulong)(uint)value << bits;
            bits += width;
            if (bits >= 32)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(packed[written..], (uint)pending);
                written += 4;
                pending >>= 32;
                bits -= 32;
            }
        }

        // The last group is filled up with zeros; borrowed memory holds what was there before.
        packed[written..].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(packed[written..], (uint)pending);
        target.Shrink(4);
    }
}
