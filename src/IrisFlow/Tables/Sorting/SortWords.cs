using System.Numerics;

namespace IrisFlow;

/// <summary>The values of rows as 64 bits each, in the same order as the values.</summary>
internal sealed class SortWords
{
    private readonly Column _column;
    private readonly bool _descending;
    private readonly int[] _ranks = [];

    private SortWords(Column column, bool descending, CancellationToken cancellation)
    {
        (_column, _descending) = (column, descending);
        if (column is StringColumn texts)
        {
            _ranks = TextRanks.Of(texts, cancellation);
        }
    }

    /// <summary>The words of a column.</summary>
    public static SortWords Of(Column column, bool descending, CancellationToken cancellation) => new(column, descending, cancellation);

    /// <summary>The words of rows that all have a value.</summary>
    public void Of(ReadOnlySpan<int> rows, Span<ulong> words)
    {
        // Descending is the order of the complements, but for NaN, which stays last.
        var flip = _descending ? ulong.MaxValue : 0;
        switch (_column)
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
                    words[i] = flags[rows[i]] != _descending ? 1UL : 0;
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
                var ranks = _ranks;
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
