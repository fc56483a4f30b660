namespace IrisFlow;

/// <summary>Operations on the columns of a table.</summary>
public static class ColumnOperations
{
    /// <summary>The table with columns computed by expressions, which may read one another in any order.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="columns">An expression for each column, by its name.</param>
    /// <exception cref="IrisFlowException">An expression does not fit; all that is wrong is named.</exception>
    public static Table Derive(this Table rows, IReadOnlyDictionary<string, string> columns) => new Derivation(columns).Apply(rows);

    /// <summary>The table without some columns.</summary>
    /// <exception cref="ColumnException">One of them is not there.</exception>
    public static Table Drop(this Table rows, params IReadOnlyList<string> columns)
    {
        foreach (var name in columns)
        {
            if (rows.Schema.IndexOf(name) < 0)
            {
                throw ColumnException.Missing(name, rows.Schema);
            }
        }

        return rows.Select(rows.Schema.Names.Where(n => !columns.Contains(n)));
    }

    /// <summary>The table with other names for some columns, which stay where they stand. Two columns may swap names.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="names">The new name of each column, by its old one.</param>
    /// <exception cref="ColumnException">A column is not there.</exception>
    /// <exception cref="IrisFlowException">Two columns would have the same name.</exception>
    public static Table Rename(this Table rows, IReadOnlyDictionary<string, string> names) => Renaming.Apply(rows, names);

    /// <summary>The table with columns converted to other types.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="types">The types wanted, by column.</param>
    /// <param name="errors">What becomes of a value that can't be converted.</param>
    /// <exception cref="ColumnException">A column is not there.</exception>
    /// <exception cref="IrisFlowException">No value of a column's type is of the type wanted, or a value can't be converted.</exception>
    public static Table Cast(this Table rows, IReadOnlyDictionary<string, ColumnType> types, CastErrors errors = CastErrors.Fail) =>
        new Casting(types, errors).Apply(rows);

    /// <summary>The table with a value in place of nulls.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="values">The value for each column, as text.</param>
    /// <exception cref="ColumnException">A column is not there.</exception>
    /// <exception cref="IrisFlowException">A value is not of its column's type.</exception>
    public static Table FillNulls(this Table rows, IReadOnlyDictionary<string, string> values) => new NullFilling(values).Apply(rows);

    /// <summary>The table with the bin of each number among edges (<see cref="Binning"/>).</summary>
    /// <param name="rows">The table.</param>
    /// <param name="column">A numeric column.</param>
    /// <param name="edges">Where one bin ends and the next begins, ascending.</param>
    /// <param name="labels">A name for each bin; null for numbers from 0.</param>
    /// <param name="output">The column of the bins; null to replace the column.</param>
    /// <exception cref="IrisFlowException">The column is missing or not numeric, or the edges do not ascend.</exception>
    public static Table Bin(this Table rows, string column, IReadOnlyList<double> edges, IReadOnlyList<string>? labels = null, string? output = null) =>
        new Binning(column, edges, labels, output).Apply(rows);

    /// <summary>The table with parts of a date or a timestamp as new columns (<see cref="DatePartColumns"/>).</summary>
    /// <exception cref="ColumnException">The column is missing, or neither a date nor a timestamp.</exception>
    public static Table DateParts(this Table rows, string column, params IReadOnlyList<DatePart> parts) => new DatePartColumns(column, parts).Apply(rows);

    /// <summary>The table with the buckets of columns as new columns (<see cref="HashBuckets"/>).</summary>
    /// <param name="rows">The table.</param>
    /// <param name="columns">Columns of any type.</param>
    /// <param name="buckets">How many buckets there are.</param>
    /// <exception cref="IrisFlowException">A column is missing, or there are no buckets.</exception>
    public static Table Hash(this Table rows, IReadOnlyList<string> columns, int buckets) => new HashBuckets(columns, buckets).Apply(rows);
}
