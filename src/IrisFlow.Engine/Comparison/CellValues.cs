namespace IrisFlow.Engine.Comparison;

/// <summary>The cells of a column of fixed width as numbers that can be compared across types.</summary>
internal static class CellValues
{
    /// <summary>True for a column whose values are whole numbers, days or microseconds, or flags.</summary>
    public static bool IsWhole(Column column) => column.Type is not (ColumnType.Float32 or ColumnType.Float64 or ColumnType.String);

    /// <summary>For each row a number that is equal where the values are: the whole number, or the bits of the value as a float64, with one NaN and one zero.</summary>
    public static Func<int, long> Bits(Column column, bool isWhole)
    {
        if (isWhole)
        {
            return column switch
            {
                Column<int> c => row => c[row],
                Column<long> c => row => c[row],
                Column<bool> c => row => c[row] ? 1 : 0,
                _ => throw new InvalidOperationException($"{column.Type.Name()} holds no whole numbers."),
            };
        }

        var value = Doubles(column);
        return row => value(row) is var number && double.IsNaN(number) ? BitConverter.DoubleToInt64Bits(double.NaN)
            : BitConverter.DoubleToInt64Bits(number == 0 ? 0.0 : number);
    }

    /// <summary>The value of each row as a float64.</summary>
    public static Func<int, double> Doubles(Column column) => column switch
    {
        Column<double> c => row => c[row],
        Column<float> c => row => c[row],
        Column<int> c => row => c[row],
        Column<long> c => row => c[row],
        _ => throw new InvalidOperationException($"{column.Type.Name()} holds no numbers."),
    };
}
