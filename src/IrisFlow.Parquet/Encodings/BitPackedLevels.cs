namespace IrisFlow.Parquet.Encodings;

/// <summary>Levels in the deprecated encoding BIT_PACKED: no runs, and the most significant bit first.</summary>
internal static class BitPackedLevels
{
    /// <summary>Takes the levels off a page and gives them as the runs that all newer pages have.</summary>
    /// <param name="page">The page; the levels are at its start.</param>
    /// <param name="count">How many levels there are.</param>
    /// <param name="width">Bits of a level.</param>
    public static byte[] Take(ref ReadOnlySpan<byte> page, int count, int width)
    {
        var stored = BitUnpacker.BytesFor(count, width);
        if (stored > page.Length)
        {
            throw Fault.CutOff("A page of levels");
        }

        // One run of packed groups of eight: its head as a varint, then the same levels with their bits in the other order.
        var groups = (count + 7L) >> 3;
        var runs = new byte[5 + (groups * width)];
        var at = 0;
        var head = ((ulong)groups << 1) | 1;
        for (; head >= 0x80; head >>= 7)
        {
            runs[at++] = (byte)(head | 0x80);
        }

        runs[at++] = (byte)head;
        for (var bit = 0L; bit < (long)count * width; bit++)
        {
            var to = ((bit / width) * width) + (width - 1 - (bit % width));
            runs[at + (to >> 3)] |= (byte)((page[(int)(bit >> 3)] >> (7 - (int)(bit & 7)) & 1) << (int)(to & 7));
        }

        page = page[(int)stored..];
        return runs;
    }
}
