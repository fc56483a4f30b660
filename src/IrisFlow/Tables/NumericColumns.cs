namespace IrisFlow;

/// <summary>Numeric columns as the one type that learning computes in.</summary>
internal static class NumericColumns
{
    public static ReadOnlyMemory<double> ToDoubles(string name, Column column)
    {
        if (column is Column<double> exact && exact.NullCount == 0)
        {
            return exact.Memory;
        }

        if (!column.Type.IsNumeric())
        {
            throw ColumnException.WrongType(name, column.Type, "a number");
        }

        var doubles = new double[column.Length];
        for (var row = 0; row < doubles.Length; row++)
        {
            doubles[row] = column.IsNull(row) ? double.NaN : column switch
            {
                Column<double> c => c[row],
                Column<float> c => c[row],
                Column<int> c => c[row],
                _ => ((Column<long>)column)[row],
            };
        }

        return doubles;
    }
}
