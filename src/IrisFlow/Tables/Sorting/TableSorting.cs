namespace IrisFlow;

/// <summary>Putting the rows of a table in order.</summary>
public static class TableSorting
{
    /// <summary>The rows in ascending order of some columns, rows without a value last.</summary>
    /// <inheritdoc cref="SortBy(Table, IReadOnlyList{SortKey}, NullPlace, CancellationToken)"/>
    public static Table SortBy(this Table rows, params IReadOnlyList<SortKey> keys) => rows.SortBy(keys, NullPlace.Last);

    /// <summary>The rows in the order of some columns, the first column first; rows that are equal in all of them stay in the order they stand in.</summary>
    /// <remarks>
    /// Text is in the order of its code points, false is before true. NaN stands behind all numbers, and nulls stand where
    /// <paramref name="nulls"/> says, whether the order is ascending or descending; -0 is equal to 0.
    /// </remarks>
    /// <param name="rows">The rows.</param>
    /// <param name="keys">The columns, at least one.</param>
    /// <param name="nulls">Where rows without a value stand.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <exception cref="ColumnException">A column is not there.</exception>
    public static Table SortBy(this Table rows, IReadOnlyList<SortKey> keys, NullPlace nulls, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(keys.Count, nameof(keys));
        var order = new int[rows.RowCount];
        for (var row = 0; row < order.Length; row++)
        {
            order[row] = row;
        }

        // The least important column first: each next one keeps the order of what is equal in it.
        var sorter = new StableSorter(order, cancellation);
        foreach (var key in keys.Select(k => (Column: rows[k.Column], k.Descending)).Reverse().ToList())
        {
            sorter.By(key.Column, key.Descending, nulls);
        }

        return rows.Take(sorter.Order, cancellation);
    }
}
