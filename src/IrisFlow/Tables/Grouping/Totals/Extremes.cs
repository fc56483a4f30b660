using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IrisFlow;

/// <summary>The first row with the least or the greatest value of all rows. NaN is greater than all numbers.</summary>
internal static class Extremes
{
    /// <summary>The row; -1 where there is no value.</summary>
    /// <param name="column">The column.</param>
    /// <param name="greatest">True for the greatest.</param>
    /// <param name="lowest">The least value of the type that is a number.</param>
    /// <param name="highest">The greatest.</param>
    public static int Row<T>(Column<T> column, bool greatest, T lowest, T highest)
        where T : unmanaged, INumber<T>
    {
        // What stands for a null and what a block without numbers has is on the far end, so it hides no value.
        var blocks = new (T Value, bool HasNaN)[Cores.RangesOf(column.Length)];
        Cores.Ranges(column.Length, (start, length) =>
        {
            if (greatest)
            {
                var most = new Greatest<T>(lowest);
                KnownValues.Show(column, start, length, lowest, ref most);
                blocks[start / Table.BatchRows] = (most.Value, most.HasNaN);
            }
            else
            {
                var least = new Least<T>(highest);
                KnownValues.Show(column, start, length, highest, ref least);
                blocks[start / Table.BatchRows] = (least.Value, false);
            }
        });
        var best = greatest ? lowest : highest;
        foreach (var (value, hasNaN) in blocks)
        {
            if (hasNaN)
            {
                return FirstWhere(column, Array.FindIndex(blocks, b => b.HasNaN), T.IsNaN);
            }

            best = greatest ? (value > best ? value : best) : (value < best ? value : best);
        }

        // Nothing but NaN is found by being the first value of all.
        var block = Array.FindIndex(blocks, b => b.Value == best);
        return block < 0 ? -1 : FirstWhere(column, block, v => v == best) is >= 0 and var row ? row : ColumnTotals.First(column);
    }

    /// <summary>The least and the greatest of whole numbers; the type's greatest and least of none.</summary>
    public static (T Lowest, T Highest) Range<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var (least, most) = (new Least<T>(T.MaxValue), new Greatest<T>(T.MinValue));
        foreach (var start in Enumerable.Range(0, Cores.RangesOf(values.Length)).Select(i => i * Table.BatchRows))
        {
            var block = values.Slice(start, Math.Min(Table.BatchRows, values.Length - start));
            least.Add(block);
            most.Add(block);
        }

        return (least.Value, most.Value);
    }

    private static int FirstWhere<T>(Column<T> column, int block, Func<T, bool> isSought)
        where T : unmanaged
    {
        var values = column.Values;
        for (var row = block * Table.BatchRows; row < values.Length; row++)
        {
            if (isSought(values[row]) && !column.IsNull(row))
            {
                return row;
            }
        }

        return -1;
    }

    private struct Least<T>(T highest) : IValueSink<T>
        where T : unmanaged, INumber<T>
    {
        /// <summary>The least number so far.</summary>
        public T Value { get; private set; } = highest;

        public void Add(ReadOnlySpan<T> values)
        {
            // NaN is less than nothing.
            var (a, b) = (Vector256.Create(Value), Vector256.Create(Value));
            var vectors = MemoryMarshal.Cast<T, Vector256<T>>(values);
            for (var i = 0; i < vectors.Length - 1; i += 2)
            {
                a = Vector256.ConditionalSelect(Vector256.LessThan(vectors[i], a), vectors[i], a);
                b = Vector256.ConditionalSelect(Vector256.LessThan(vectors[i + 1], b), vectors[i + 1], b);
            }

            a = Vector256.ConditionalSelect(Vector256.LessThan(b, a), b, a);
            for (var lane = 0; lane < Vector256<T>.Count; lane++)
            {
                Value = a[lane] < Value ? a[lane] : Value;
            }

            foreach (var value in values[((vectors.Length & -2) * Vector256<T>.Count)..])
            {
                Value = value < Value ? value : Value;
            }
        }
    }

    private struct Greatest<T>(T lowest) : IValueSink<T>
        where T : unmanaged, INumber<T>
    {
        /// <summary>The greatest number so far.</summary>
        public T Value { get; private set; } = lowest;

        /// <summary>True when there was a NaN.</summary>
        public bool HasNaN { get; private set; }

        public void Add(ReadOnlySpan<T> values)
        {
            var (a, b, numbers) = (Vector256.Create(Value), Vector256.Create(Value), Vector256<T>.AllBitsSet);
            var vectors = MemoryMarshal.Cast<T, Vector256<T>>(values);
            for (var i = 0; i < vectors.Length - 1; i += 2)
            {
                a = Vector256.ConditionalSelect(Vector256.GreaterThan(vectors[i], a), vectors[i], a);
                b = Vector256.ConditionalSelect(Vector256.GreaterThan(vectors[i + 1], b), vectors[i + 1], b);
                numbers &= Vector256.Equals(vectors[i], vectors[i]) & Vector256.Equals(vectors[i + 1], vectors[i + 1]);
            }

            // As bits, since all ones are a NaN.
            HasNaN |= numbers.AsByte() != Vector256<byte>.AllBitsSet;
            a = Vector256.ConditionalSelect(Vector256.GreaterThan(b, a), b, a);
            for (var lane = 0; lane < Vector256<T>.Count; lane++)
            {
                Value = a[lane] > Value ? a[lane] : Value;
            }

            foreach (var value in values[((vectors.Length & -2) * Vector256<T>.Count)..])
            {
                HasNaN |= T.IsNaN(value);
                Value = value > Value ? value : Value;
            }
        }
    }
}
