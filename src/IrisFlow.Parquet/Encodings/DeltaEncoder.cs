using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Encodings;

/// <summary>Writes whole numbers as differences to the one before, bit-packed in blocks of 128: what counts up takes a few bits a value.</summary>
internal static class DeltaEncoder
{
    // The sizes that other writers use; some readers know no others.
    private const int BlockValues = 128;
    private const int PartValues = 32;
    private const int Parts = BlockValues / PartValues;
    private const int TrialBlocks = 8;

    /// <summary>Writes a page; false, and no use in what was written, where that is not half as long as the values.</summary>
    public static bool TryEncode<T>(ReadOnlySpan<T> values, ByteBuffer target)
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        target.Clear();
        target.WriteVarint(BlockValues);
        target.WriteVarint(Parts);
        target.WriteVarint((uint)values.Length);
        if (values.IsEmpty)
        {
            target.WriteVarint(0);
            return true;
        }

        // Blocks are of differences, so the first value stands alone.
        target.WriteVarint(Zigzag(size == 4 ? MemoryMarshal.Cast<T, int>(values)[0] : MemoryMarshal.Cast<T, long>(values)[0]));
        Span<long> differences = stackalloc long[BlockValues];
        for (var start = 1; start < values.Length; start += BlockValues)
        {
            var count = Math.Min(BlockValues, values.Length - start);
            if (size == 4)
            {
                Subtract(MemoryMarshal.Cast<T, int>(values).Slice(start - 1, count + 1), differences);
            }
            else
            {
                Subtract(MemoryMarshal.Cast<T, long>(values).Slice(start - 1, count + 1), differences);
            }

            WriteBlock(differences[..count], size == 4, target);
            if (start == 1 + (TrialBlocks * BlockValues) && target.Length > start * size / 2)
            {
                return false;
            }
        }

        return target.Length <= values.Length * size / 2;
    }

    // Differences wrap around by definition.
    private static void Subtract(ReadOnlySpan<int> values, Span<long> differences)
    {
        for (var i = 1; i < values.Length; i++)
        {
            differences[i - 1] = unchecked(values[i] - values[i - 1]);
        }
    }

    private static void Subtract(ReadOnlySpan<long> values, Span<long> differences)
    {
        for (var i = 1; i < values.Length; i++)
        {
            differences[i - 1] = unchecked(values[i] - values[i - 1]);
        }
    }

    private static void WriteBlock(Span<long> differences, bool isNarrow, ByteBuffer target)
    {
        var least = differences[0];
        foreach (var difference in differences)
        {
            least = Math.Min(least, difference);
        }

        target.WriteVarint(Zigzag(least));
        Span<int> widths = stackalloc int[Parts];
        for (var part = 0; part < Parts; part++)
        {
            var all = 0UL;
            foreach (ref var difference in Part(differences, part))
            {
                difference = unchecked(difference - least);
                all |= isNarrow ? (uint)difference : (ulong)difference;
            }

            widths[part] = 64 - BitOperations.LeadingZeroCount(all);
            target.WriteByte((byte)widths[part]);
        }

        for (var part = 0; part < Parts; part++)
        {
            Pack(Part(differences, part), widths[part], target);
        }
    }

    private static Span<long> Part(Span<long> differences, int part) =>
        differences[Math.Min(part * PartValues, differences.Length)..Math.Min((part + 1) * PartValues, differences.Length)];

    // A part has the bytes of 32 values even where fewer are left.
    private static void Pack(ReadOnlySpan<long> values, int width, ByteBuffer target)
    {
        if (width == 0)
        {
            return;
        }

        var bytes = PartValues * width / 8;
        var room = target.Reserve(bytes + 8);
        room.Clear();
        var mask = ulong.MaxValue >> (64 - width);
        var (pending, bits, written) = (0UL, 0, 0);
        foreach (var value in values)
        {
            var number = (ulong)value & mask;
            pending |= number << bits;
            bits += width;
            if (bits >= 64)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(room[written..], pending);
                written += 8;
                bits -= 64;
                pending = bits == 0 ? 0 : number >> (width - bits);
            }
        }

        BinaryPrimitives.WriteUInt64LittleEndian(room[written..], pending);
        target.Shrink(8);
    }

    private static ulong Zigzag(long value) => (ulong)((value << 1) ^ (value >> 63));
}
