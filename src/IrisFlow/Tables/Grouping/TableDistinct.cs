namespace IrisFlow;

/// <summary>The distinct rows of a table.</summary>
public static class TableDistinct
{
    /// <summary>The first row of each combination of values in some columns, in their order; null equals null, NaN equals NaN and -0 equals 0.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns to compare; none for all.</param>
    /// <exception cref="ColumnException">A column is not there.</exception>
    public static Table Distinct(this Table rows, params IReadOnlyList<string> columns) => rows.Distinct(columns, CancellationToken.None);

    /// <inheritdoc cref="Distinct(Table, IReadOnlyList{string})"/>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns to compare; none for all.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static Table Distinct(this Table rows, IReadOnlyList<string> columns, CancellationToken cancellation)
    {
        var compared = columns.Count == 0 ? rows : rows.Select(columns.Distinct());
        if (compared.Schema.Count == 0)
        {
            // Rows without columns are all the same.
            return rows.RowCount < 2 ? rows : rows.Slice(0, 1);
        }

        var groups = RowGroups.Of(compared.Columns, cancellation);
        return groups.Count == rows.RowCount ? rows : rows.Take(groups.FirstRows(), cancellation);
    }
}
