using System.Runtime.InteropServices;

namespace IrisFlow.Parquet.Encodings;

/// <summary>Whole numbers as differences to the one before, bit-packed in small blocks.</summary>
internal sealed class DeltaBinaryPackedEncoding : ValueEncoding
{
    // A block's values are unpacked at once; real writers use 128, and the next thousand is beyond any use.
    private const int LargestBlock = 1 << 16;

    protected override string Name => "DELTA_BINARY_PACKED";

    public override void Decode<T>(ReadOnlySpan<byte> page, Span<T> target)
    {
        if (typeof(T) == typeof(long))
        {
            Read(ref page, MemoryMarshal.Cast<T, long>(target));
            return;
        }

        if (typeof(T) != typeof(int))
        {
            base.Decode(page, target);
            return;
        }

        var wide = new long[target.Length];
        Read(ref page, wide);
        var narrow = MemoryMarshal.Cast<T, int>(target);
        for (var i = 0; i < wide.Length; i++)
        {
            // Differences of 32-bit numbers wrap around by definition.
            narrow[i] = (int)wide[i];
        }
    }

    /// <summary>Reads exactly as many numbers as the target holds, and leaves the page at what follows them.</summary>
    public static void Read(ref ReadOnlySpan<byte> page, Span<long> target)
    {
        var block = Varint(ref page);
        var miniblocks = Varint(ref page);
        var total = Varint(ref page);
        var value = Zigzag(ref page);
        if (block is 0 or > LargestBlock || miniblocks == 0 || block % miniblocks != 0 || block / miniblocks % 8 != 0)
        {
            throw Fault.Damaged($"A page has delta blocks of {block} values in {miniblocks} parts.", "Blocks of a multiple of 128 in parts of a multiple of 32.");
        }

        if (total != (ulong)target.Length)
        {
            throw Fault.Damaged($"A page holds {total} numbers as differences where {target.Length} belong.", "A number for every value.");
        }

        if (target.IsEmpty)
        {
            return;
        }

        target[0] = value;
        target = target[1..];
        while (!target.IsEmpty)
        {
            ReadBlock(ref page, ref target, ref value, (int)(block / miniblocks), (int)miniblocks);
        }
    }

    private static void ReadBlock(ref ReadOnlySpan<byte> page, ref Span<long> target, ref long value, int size, int miniblocks)
    {
        var least = Zigzag(ref page);
        var widths = Take(ref page, miniblocks);
        for (var i = 0; i < miniblocks && !target.IsEmpty; i++)
        {
            if (widths[i] > 64)
            {
                throw Fault.Damaged($"A page has differences of {widths[i]} bits.", "At most 64 bits.");
            }

            var now = target[..Math.Min(size, target.Length)];
            // The last part may be cut off where its values end.
            var stored = (int)Math.Min(BitUnpacker.BytesFor(size, widths[i]), Math.Max(page.Length, BitUnpacker.BytesFor(now.Length, widths[i])));
            BitUnpacker.Unpack(Take(ref page, stored), widths[i], now);
            for (var j = 0; j < now.Length; j++)
            {
                value = unchecked(value + least + now[j]);
                now[j] = value;
            }

            target = target[now.Length..];
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> page, int count)
    {
        if (count > page.Length)
        {
            throw Fault.CutOff("A page of differences");
        }

        var taken = page[..count];
        page = page[count..];
        return taken;
    }

    private static long Zigzag(ref ReadOnlySpan<byte> page)
    {
        var value = Varint(ref page);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private static ulong Varint(ref ReadOnlySpan<byte> page)
    {
        ulong value = 0;
        for (var i = 0; i < 10 && i < page.Length; i++)
        {
            value |= (ulong)(page[i] & 0x7F) << (7 * i);
            if (page[i] < 0x80)
            {
                page = page[(i + 1)..];
                return value;
            }
        }

        throw Fault.CutOff("A page of differences");
    }
}
