namespace IrisFlow;

/// <summary>Grouping the rows of a table.</summary>
public static class TableGrouping
{
    /// <summary>Groups the rows by the values of some columns; by none, all rows are one group.</summary>
    /// <exception cref="ColumnException">A column is not there.</exception>
    /// <exception cref="IrisFlowException">A column is named twice (IF472).</exception>
    public static GroupedTable GroupBy(this Table rows, params IReadOnlyList<string> keys)
    {
        foreach (var (key, i) in keys.Select((key, i) => (key, i)))
        {
            if (rows.Schema.IndexOf(key) < 0)
            {
                throw ColumnException.Missing(key, rows.Schema);
            }

            if (keys.Take(i).Contains(key))
            {
                throw new IrisFlowException(Twice(key));
            }
        }

        return new(rows, keys);
    }

    /// <summary>What is said of two columns of one name.</summary>
    public static Finding Twice(string name) =>
        new("IF472", $"Two columns would be named '{name}'.") { Column = name, Expected = "A name stands for one column: give one of them another." };
}
