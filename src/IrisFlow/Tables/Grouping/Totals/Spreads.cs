using System.Numerics;

namespace IrisFlow;

/// <summary>The variance and the standard deviation of all rows, in two passes as those of groups (<see cref="GroupSpreads"/>).</summary>
internal static class Spreads
{
    public static Column Of(Column column, bool root)
    {
        var count = column.Length - column.NullCount;
        if (count < 2)
        {
            return Column.OfNullable<double>(ColumnType.Float64, [null]);
        }

        var mean = Sums.Floating(column).Value / count;
        var blocks = column switch
        {
            Column<double> c => Around(c, mean),
            Column<float> c => Around(c, mean),
            Column<int> c => Around(c, mean),
            _ => Around((Column<long>)column, mean),
        };
        var (differences, squares) = (0.0, 0.0);
        foreach (var block in blocks)
        {
            differences += block.Differences;
            squares += block.Squares;
        }

        var variance = GroupSpreads.Variance(squares, differences, count);
        return Column.OfNullable<double>(ColumnType.Float64, root ? Math.Sqrt(variance) : variance);
    }

    private static (double Differences, double Squares)[] Around<T>(Column<T> column, double mean)
        where T : unmanaged, INumber<T>
    {
        // Nulls are left out of these by hand, as a mean need not be a value of the type.
        var blocks = new (double Differences, double Squares)[Cores.RangesOf(column.Length)];
        Cores.Ranges(column.Length, (start, length) =>
        {
            var known = column.NullCount == 0 ? column.Memory.Slice(start, length) : Known(column, start, length);
            var lanes = new Widened<T, LaneSpread>(new LaneSpread(mean));
            lanes.Add(known.Span);
            blocks[start / Table.BatchRows] = lanes.Sink.Total();
        });
        return blocks;
    }

    private static ReadOnlyMemory<T> Known<T>(Column<T> column, int start, int length)
        where T : unmanaged
    {
        var (known, count) = (new T[length], 0);
        var values = column.Values;
        var valid = column.Validity.Bits;
        for (var row = start; row < start + length; row++)
        {
            known[count] = values[row];
            count += KeyBits.IsValid(valid, row) ? 1 : 0;
        }

        return known.AsMemory(0, count);
    }
}
