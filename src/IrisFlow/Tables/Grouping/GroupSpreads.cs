using System.Numerics;

namespace IrisFlow;

/// <summary>Variances and standard deviations of groups, in two passes: first the means, then the squares around them (corrected for the mean's rounding).</summary>
internal static class GroupSpreads
{
    public static Column Of(Column column, RowGroups groups, bool root)
    {
        var sums = GroupSums.Floating(column, groups);
        var spreads = column switch
        {
            Column<double> c => Around(c, groups, sums),
            Column<float> c => Around(c, groups, sums),
            Column<int> c => Around(c, groups, sums),
            _ => Around((Column<long>)column, groups, sums),
        };
        var values = new double[groups.Count];
        var valid = new bool[groups.Count];
        for (var group = 0; group < values.Length; group++)
        {
            var count = sums[group].Count;
            valid[group] = count > 1;
            var variance = Variance(spreads[group].Squares, spreads[group].Differences, count);
            values[group] = root ? Math.Sqrt(variance) : variance;
        }

        return new Column<double>(ColumnType.Float64, values, Validity.FromFlags(valid), nullable: true);
    }

    /// <summary>The variance of a sample.</summary>
    /// <param name="squares">The squares of the differences from the mean, added.</param>
    /// <param name="differences">The differences, which would be 0 together if the mean were exact.</param>
    /// <param name="count">How many there are.</param>
    internal static double Variance(double squares, double differences, long count)
    {
        // Rounding can leave a trifle below 0.
        var variance = (squares - (differences * differences / count)) / (count - 1);
        return variance < 0 ? 0 : variance;
    }

    private static Spread[] Around<T>(Column<T> column, RowGroups groups, CompensatedSum[] sums)
        where T : unmanaged, INumber<T>
    {
        var spreads = new Spread[groups.Count];
        for (var group = 0; group < spreads.Length; group++)
        {
            spreads[group].Mean = sums[group].Value / sums[group].Count;
        }

        var numbers = groups.Numbers;
        var values = column.Values;
        var valid = column.Validity.Bits;
        for (var row = 0; row < numbers.Length; row++)
        {
            if (KeyBits.IsValid(valid, row))
            {
                ref var spread = ref spreads[numbers[row]];
                var difference = double.CreateTruncating(values[row]) - spread.Mean;
                spread.Differences += difference;
                spread.Squares += difference * difference;
            }
        }

        return spreads;
    }

    private struct Spread
    {
        public double Mean;
        public double Differences;
        public double Squares;
    }
}
