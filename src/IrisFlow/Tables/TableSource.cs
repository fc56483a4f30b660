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

    /// <summary>A table that is in memory, for formats that can't read a column alone.</summary>
    internal static TableSource Of(Table table) => new InMemory(table);

    private sealed class InMemory(Table table) : TableSource(table.Schema, table.RowCount, table.Metadata)
    {
        public override Column ReadColumn(int index, CancellationToken cancellation = default) => table.Columns[index];
    }
}
