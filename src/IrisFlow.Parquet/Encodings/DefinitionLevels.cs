using System.Numerics;
using IrisFlow.Parquet.Reading;

namespace IrisFlow.Parquet.Encodings;

/// <summary>The runs of a page that say how many of a column and the structs around it are there. A row holds a value where all of them are.</summary>
internal static class DefinitionLevels
{
    /// <summary>Bits of a level.</summary>
    public static int Width(int highest) => BitOperations.Log2((uint)highest) + 1;

    /// <summary>Adds a page's rows, and says how many of them hold a value.</summary>
    /// <param name="levels">The runs.</param>
    /// <param name="rows">How many levels there are.</param>
    /// <param name="highest">The level of a row that holds a value, at least 1.</param>
    /// <param name="validity">Where to.</param>
    public static int Read(ReadOnlySpan<byte> levels, int rows, int highest, ValidityBuilder validity)
    {
        var runs = new HybridDecoder(levels, Width(highest));
        var (left, valid) = (rows, 0);
        while (left > 0)
        {
            var count = runs.NextRun(left, out var value, out var packed);
            if (packed.IsEmpty)
            {
                Require((int)value, highest);
                validity.AppendRun(value == highest, count);
                valid += value == highest ? count : 0;
            }
            else
            {
                valid += highest == 1 ? validity.AppendBits(packed, count) : AppendLevels(runs, packed, count, highest, validity);
            }

            left -= count;
        }

        return valid;
    }

    // Block by block, so that no run of levels takes memory of its own.
    private static int AppendLevels(HybridDecoder runs, ReadOnlySpan<byte> packed, int count, int highest, ValidityBuilder validity)
    {
        Span<int> block = stackalloc int[1024];
        Span<byte> bits = stackalloc byte[128];
        var valid = 0;
        for (var from = 0; from < count; from += block.Length)
        {
            var levels = block[..Math.Min(block.Length, count - from)];
            runs.Unpack(packed, from, levels);
            bits.Clear();
            for (var i = 0; i < levels.Length; i++)
            {
                Require(levels[i], highest);
                bits[i >> 3] |= (byte)((levels[i] == highest ? 1 : 0) << (i & 7));
            }

            valid += validity.AppendBits(bits, levels.Length);
        }

        return valid;
    }

    private static void Require(int level, int highest)
    {
        if (level > highest)
        {
            throw Fault.Damaged($"A page has the definition level {level}.", $"At most {highest}, as the schema says.");
        }
    }
}
