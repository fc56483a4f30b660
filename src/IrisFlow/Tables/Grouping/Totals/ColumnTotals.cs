namespace IrisFlow;

/// <summary>What is computed of all rows of a column together, without a number of a group for each row; large columns block by block on all cores.</summary>
/// <remarks>Blocks have <see cref="Table.BatchRows"/> rows, and their results are put together in their order: threads change nothing.</remarks>
internal static class ColumnTotals
{
    /// <summary>The one value, as a column of one row; null where it is computed as that of one group among several.</summary>
    /// <param name="name">The name of the result, for findings.</param>
    /// <param name="function">What is computed.</param>
    /// <param name="column">Of which column; null for <see cref="AggregateFunction.Rows"/>.</param>
    /// <param name="rows">The rows of the table.</param>
    /// <exception cref="IrisFlowException">A sum of whole numbers does not fit 64 bits (IF473).</exception>
    public static Column? Of(string name, AggregateFunction function, Column? column, int rows) => function switch
    {
        AggregateFunction.Rows => Column.Of((long)rows),
        AggregateFunction.Count => Column.Of((long)(rows - column!.NullCount)),
        AggregateFunction.Sum => Sums.Sum(name, column!),
        AggregateFunction.Mean => Sums.Mean(column!),
        AggregateFunction.Var => Spreads.Of(column!, root: false),
        AggregateFunction.Std => Spreads.Of(column!, root: true),
        AggregateFunction.Min or AggregateFunction.All => Extreme(column!, greatest: false),
        AggregateFunction.Max or AggregateFunction.Any => Extreme(column!, greatest: true),
        AggregateFunction.First => Row(column!, First(column!)),
        AggregateFunction.Last => Row(column!, Last(column!)),
        _ => null,
    };

    /// <summary>The first row of a column that has a value; -1 for none.</summary>
    internal static int First(Column column)
    {
        var row = 0;
        while (row < column.Length && column.IsNull(row))
        {
            row++;
        }

        return row < column.Length ? row : -1;
    }

    private static int Last(Column column)
    {
        var row = column.Length - 1;
        while (row >= 0 && column.IsNull(row))
        {
            row--;
        }

        return row;
    }

    private static Column? Extreme(Column column, bool greatest) => column switch
    {
        Column<double> c => Row(c, Extremes.Row(c, greatest, double.NegativeInfinity, double.PositiveInfinity)),
        Column<float> c => Row(c, Extremes.Row(c, greatest, float.NegativeInfinity, float.PositiveInfinity)),
        Column<int> c => Row(c, Extremes.Row(c, greatest, int.MinValue, int.MaxValue)),
        Column<long> c => Row(c, Extremes.Row(c, greatest, long.MinValue, long.MaxValue)),
        Column<bool> c => Row(c, Flag(c, greatest)),
        _ => null,
    };

    // The first row with the flag that is looked for, else the first that has one.
    private static int Flag(Column<bool> column, bool sought)
    {
        var values = column.Values;
        for (var row = 0; row < values.Length; row++)
        {
            if (values[row] == sought && !column.IsNull(row))
            {
                return row;
            }
        }

        return First(column);
    }

    private static Column Row(Column column, int row) => column.Gather([row], orNull: true);
}
