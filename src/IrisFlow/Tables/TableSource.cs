using System.Collections.Immutable;

namespace IrisFlow;

/// <summary>A table's file of which the description is read already, and each column when it is asked for.</summary>
/// <remarks>
/// The file is not kept open between two calls, and all calls may come from several threads. Nothing here is believed because the file
/// says so: a file can change at any time, and whoever needs the truth compares digests (<see cref="ColumnDigests"/>).
/// </remarks>
/// <param name="schema">The columns of the file.</param>
/// <param name="rowCount">Its number of rows.</param>
/// <param name="metadata">The texts that travel with the table.</param>
public abstract class TableSource(Schema schema, int rowCount, ImmutableSortedDictionary<string, string> metadata)
{
    /// <summary>Names and types of the columns.</summary>
    public Schema Schema => schema;

    /// <summary>Number of rows.</summary>
    public int RowCount => rowCount;

    /// <summary>Texts that travel with the table, by name.</summary>
    public ImmutableSortedDictionary<string, string> Metadata => metadata;

    /// <summary>What the table had under <see cref="TableDigest.ColumnsEntry"/> when it was written; null where it had nothing.</summary>
    public string? ColumnDigests { get; init; }

    /// <summary>Reads one column.</summary>
    /// <param name="index">Its place in the schema.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="IrisFlowException">The file is gone, or the column is damaged.</exception>
    public abstract Column ReadColumn(int index, CancellationToken cancellation = default);

    /// <summary>The rows batch by batch, in order, each batch with some of the columns. Memory stays that of a few batches where the format allows it.</summary>
    /// <param name="columns">Places in the schema, in the order wanted.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Batches of at most <see cref="Table.BatchRows"/> rows, with the texts of <see cref="Metadata"/>.</returns>
    /// <exception cref="IrisFlowException">The file is gone, or a column is damaged; batches before the damage have been given by then.</exception>
    public virtual IEnumerable<Table> ReadBatches(IReadOnlyList<int> columns, CancellationToken cancellation = default)
    {
        var whole = new Table(new Schema(columns.Select(c => schema[c])), [.. columns.Select(c => ReadColumn(c, cancellation))], metadata, rowCount);
        return whole.Batches(cancellation);
    }

    /// <summary>Reads batches without rows of which the file says itself, by statistics that nobody proves, that they fail a test. Rows that fail one may come all the same.</summary>
    /// <param name="columns">Places in the schema, in the order wanted.</param>
    /// <param name="tests">What rows must pass to be of interest (<see cref="Expression.Tests"/>); on columns that are wanted or not.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Batches of at most <see cref="Table.BatchRows"/> rows, in order, with the texts of <see cref="Metadata"/>.</returns>
    /// <exception cref="IrisFlowException">The file is gone, or a column is damaged where it was read.</exception>
    public virtual IEnumerable<Table> ReadPassing(IReadOnlyList<int> columns, IReadOnlyList<ColumnTest> tests, CancellationToken cancellation = default) =>
        ReadBatches(columns, cancellation);

    /// <summary>Reads some of the rows, and no more of the file than they need.</summary>
    /// <param name="columns">Places in the schema, in the order wanted.</param>
    /// <param name="rows">The rows, in ascending order and apart from one another, within <see cref="RowCount"/>.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Batches of at most <see cref="Table.BatchRows"/> rows, in order, with the texts of <see cref="Metadata"/>.</returns>
    /// <exception cref="IrisFlowException">The file is gone, or a column is damaged where it was read.</exception>
    public virtual IEnumerable<Table> ReadRows(IReadOnlyList<int> columns, IReadOnlyList<RowRange> rows, CancellationToken cancellation = default)
    {
        var whole = new Table(new Schema(columns.Select(c => schema[c])), [.. columns.Select(c => ReadColumn(c, cancellation))], metadata, rowCount);
        return rows.Where(r => r.End > r.Start).SelectMany(r => whole.Slice((int)r.Start, (int)(r.End - r.Start)).Batches(cancellation));
    }

    /// <summary>What the file says of the values of a column; null where it says nothing.</summary>
    /// <param name="index">Its place in the schema.</param>
    public virtual ColumnFacts? Facts(int index) => null;

    /// <summary>A table that is in memory, for formats that can't read a column alone.</summary>
    internal static TableSource Of(Table table) => new InMemory(table);

    private sealed class InMemory(Table table) : TableSource(table.Schema, table.RowCount, table.Metadata)
    {
        public override Column ReadColumn(int index, CancellationToken cancellation = default) => table.Columns[index];
    }
}
