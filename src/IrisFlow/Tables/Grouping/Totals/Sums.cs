using System.Numerics;

namespace IrisFlow;

/// <summary>Sums and means of all rows. Whole numbers are added exactly, others with what each addition loses (<see cref="LaneSum"/>), block after block.</summary>
internal static class Sums
{
    /// <exception cref="IrisFlowException">A sum of whole numbers does not fit 64 bits (IF473).</exception>
    public static Column Sum(string name, Column column)
    {
        var some = column.NullCount < column.Length;
        if (column is Column<double> or Column<float>)
        {
            return Column.OfNullable<double>(ColumnType.Float64, some ? Floating(column).Value : null);
        }

        var sum = Whole(column);
        return sum == (long)sum ? Column.OfNullable<long>(ColumnType.Int64, some ? (long)sum : null) : throw GroupSums.TooLarge(name, sum);
    }

    public static Column Mean(Column column)
    {
        var count = column.Length - column.NullCount;
        var sum = column is Column<double> or Column<float> ? Floating(column).Value : (double)Whole(column);
        return Column.OfNullable<double>(ColumnType.Float64, count > 0 ? sum / count : null);
    }

    /// <summary>The sum of numbers as floating-point numbers.</summary>
    public static CompensatedSum Floating(Column column)
    {
        var blocks = column switch
        {
            Column<double> c => Blocks(c),
            Column<float> c => Blocks(c),
            Column<int> c => Blocks(c),
            _ => Blocks((Column<long>)column),
        };
        var total = default(CompensatedSum);
        foreach (var block in blocks)
        {
            total.Add(block);
        }

        return total;
    }

    private static CompensatedSum[] Blocks(Column<double> column)
    {
        var sums = new CompensatedSum[Cores.RangesOf(column.Length)];
        Cores.Ranges(column.Length, (start, length) =>
        {
            var lanes = default(LaneSum);
            KnownValues.Show(column, start, length, 0.0, ref lanes);
            sums[start / Table.BatchRows] = lanes.Total();
        });
        return sums;
    }

    private static CompensatedSum[] Blocks<T>(Column<T> column)
        where T : unmanaged, INumber<T>
    {
        var sums = new CompensatedSum[Cores.RangesOf(column.Length)];
        Cores.Ranges(column.Length, (start, length) =>
        {
            var lanes = default(Widened<T, LaneSum>);
            KnownValues.Show(column, start, length, T.Zero, ref lanes);
            sums[start / Table.BatchRows] = lanes.Sink.Total();
        });
        return sums;
    }

    private static Int128 Whole(Column column)
    {
        var blocks = new Int128[Cores.RangesOf(column.Length)];
        Cores.Ranges(column.Length, (start, length) =>
        {
            if (column is Column<int> ints)
            {
                var lanes = default(LaneInt32);
                KnownValues.Show(ints, start, length, 0, ref lanes);
                blocks[start / Table.BatchRows] = lanes.Total;
            }
            else
            {
                var lanes = default(LaneInt64);
                KnownValues.Show((Column<long>)column, start, length, 0L, ref lanes);
                blocks[start / Table.BatchRows] = lanes.Total;
            }
        });
        return blocks.Aggregate(Int128.Zero, (sum, block) => sum + block);
    }
}
