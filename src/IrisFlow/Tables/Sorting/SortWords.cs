using System.Numerics;

namespace IrisFlow;

/// <summary>The values of rows as 64 bits each, in the same order as the values.</summary>
internal static class SortWords
{
    /// <summary>The words of rows that all have a value.</summary>
    public static void Of(Column column, bool descending, ReadOnlySpan<int> rows, Span<ulong> words)
    {
        // Descending is the order of the complements, but for NaN, which stays last.
        var flip = descending ? ulong.MaxValue : 0;
        switch (column)
        {
            case Column<int> c:
                var ints = c.Values;
                for (var i = 0; i < rows.Length; i++)
                {
                    words[i] = ((uint)ints[rows[i]] ^ 0x8000_0000U) ^ (flip >> 32);
                }

                break;
            case Column<long> c:
                var longs = c.Values;
                for (var i = 0; i < rows.Length; i++)
                {
                    words[i] = (ulong)longs[rows[i]] ^ (1UL << 63) ^ flip;
                }

                break;
            case Column<bool> c:
                var flags = c.Values;
                for (var i = 0; i < rows.Length; i++)
                {
                    words[i] = flags[rows[i]] != descending ? 1UL : 0;
                }

                break;
            case Column<double> c:
                var doubles = c.Values;
                for (var i = 0; i < rows.Length; i++)
                {
                    words[i] = Word(doubles[rows[i]], flip);
                }

                break;
            case Column<float> c:
                var floats = c.Values;
                for (var i = 0; i < rows.Length; i++)
                {
                    words[i] = Word(floats[rows[i]], flip >> 32);
                }

                break;
            default:
                var ranks = TextRanks.Of((StringColumn)column);
                for (var i = 0; i < rows.Length; i++)
                {
                    words[i] = (uint)ranks[rows[i]] ^ (flip >> 32);
                }

                break;
        }
    }

    // A negative number's bits grow away from 0, a positive one's too. Adding 0 makes -0 to 0.
    private static ulong Word(double value, ulong flip)
    {
        if (double.IsNaN(value))
        {
            return ulong.MaxValue;
        }

        var bits = BitConverter.DoubleToUInt64Bits(value + 0.0);
        return (bits ^ ((ulong)((long)bits >> 63) | (1UL << 63))) ^ flip;
    }

    private static ulong Word(float value, ulong flip)
    {
        if (float.IsNaN(value))
        {
            return uint.MaxValue;
        }

        var bits = BitConverter.SingleToUInt32Bits(value + 0.0f);
        return (bits ^ ((uint)((int)bits >> 31) | (1U << 31))) ^ flip;
    }
}
