using System.Numerics;

namespace IrisFlow;

/// <summary>Sums and means of groups. Whole numbers are added exactly; others with the error of each addition kept (Neumaier's sum by Knuth's two-sum).</summary>
internal static class GroupSums
{
    /// <exception cref="IrisFlowException">A sum of whole numbers does not fit 64 bits.</exception>
    public static Column Sum(string name, Column column, RowGroups groups)
    {
        if (column is Column<double> or Column<float>)
        {
            var sums = Floating(column, groups);
            return Result(ColumnType.Float64, Array.ConvertAll(sums, s => s.Value), Array.ConvertAll(sums, s => s.Count > 0));
        }

        var whole = Whole(column, groups);
        if (Array.Exists(whole, s => s.Carries != 0))
        {
            throw TooLarge(name, Array.Find(whole, s => s.Carries != 0).Value);
        }

        var values = Array.ConvertAll(whole, s => (long)s.Value);
        return Result(ColumnType.Int64, values, Array.ConvertAll(whole, s => s.Count > 0));
    }

    public static Column Mean(Column column, RowGroups groups)
    {
        if (column is Column<double> or Column<float>)
        {
            var sums = Floating(column, groups);
            return Result(ColumnType.Float64, Array.ConvertAll(sums, s => s.Value / s.Count), Array.ConvertAll(sums, s => s.Count > 0));
        }

        var whole = Whole(column, groups);
        return Result(ColumnType.Float64, Array.ConvertAll(whole, s => (double)s.Value / s.Count), Array.ConvertAll(whole, s => s.Count > 0));
    }

    /// <summary>What is said of a sum of whole numbers that does not fit 64 bits.</summary>
    internal static IrisFlowException TooLarge(string name, Int128 sum) => new(
        new Finding("IF473", $"'{name}' has a sum of {sum}, which is no whole number of 64 bits.")
        {
            Column = name,
            Expected = "Cast the column to float64 first, which rounds.",
        },
        ExitCode.StepFailed);

    /// <summary>The sums of floating-point numbers.</summary>
    internal static CompensatedSum[] Floating(Column column, RowGroups groups) => column switch
    {
        Column<double> c => Floating(c, groups),
        Column<float> c => Floating(c, groups),
        Column<int> c => Floating(c, groups),
        _ => Floating((Column<long>)column, groups),
    };

    private static CompensatedSum[] Floating<T>(Column<T> column, RowGroups groups)
        where T : unmanaged, INumber<T>
    {
        var sums = new CompensatedSum[groups.Count];
        var numbers = groups.Numbers;
        var values = column.Values;
        var valid = column.Validity.Bits;
        for (var row = 0; row < numbers.Length; row++)
        {
            if (KeyBits.IsValid(valid, row))
            {
                sums[numbers[row]].Add(double.CreateTruncating(values[row]));
            }
        }

        return sums;
    }

    private static WholeSum[] Whole(Column column, RowGroups groups) =>
        column is Column<int> ints ? Whole(ints, groups) : Whole((Column<long>)column, groups);

    private static WholeSum[] Whole<T>(Column<T> column, RowGroups groups)
        where T : unmanaged, INumber<T>
    {
        var sums = new WholeSum[groups.Count];
        var numbers = groups.Numbers;
        var values = column.Values;
        var valid = column.Validity.Bits;
        for (var row = 0; row < numbers.Length; row++)
        {
            if (KeyBits.IsValid(valid, row))
            {
                sums[numbers[row]].Add(long.CreateTruncating(values[row]));
            }
        }

        return sums;
    }

    private static Column<T> Result<T>(ColumnType type, T[] values, bool[] valid)
        where T : unmanaged => new(type, values, Validity.FromFlags(valid), nullable: true);
}

/// <summary>A sum of floating-point numbers with what its additions lost.</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    public long Count { get; private set; }

    // What was lost means nothing once the sum is infinite or NaN.
    public readonly double Value => double.IsFinite(_sum) ? _sum + _lost : _sum;

    /// <summary>A sum made elsewhere, of an unknown number of values.</summary>
    public static CompensatedSum Of(double sum, double lost) => new() { _sum = sum, _lost = lost };

    public void Add(double value)
    {
        var sum = _sum + value;
        var added = sum - _sum;
        _lost += (_sum - (sum - added)) + (value - added);
        _sum = sum;
        Count++;
    }

    /// <summary>Adds another sum, and what that has lost.</summary>
    public void Add(CompensatedSum other)
    {
        var count = Count + other.Count;
        Add(other._sum);
        _lost += other._lost;
        Count = count;
    }
}

/// <summary>A sum of whole numbers that can't overflow.</summary>
internal struct WholeSum
{
    private long _low;

    /// <summary>How often the low 64 bits went over the top, less how often under the bottom.</summary>
    public int Carries { get; private set; }

    public long Count { get; private set; }

    public readonly Int128 Value => _low + ((Int128)Carries << 64);

    public void Add(long value)
    {
        var sum = _low + value;
        Carries += ((_low ^ sum) & (value ^ sum)) < 0 ? (value < 0 ? -1 : 1) : 0;
        _low = sum;
        Count++;
    }
}
