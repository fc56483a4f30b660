using System.Collections.Immutable;

namespace IrisFlow;

/// <summary>Takes the rows of a table batch by batch, so that a table may be larger than memory.</summary>
/// <remarks>
/// Not for several threads at once. What was written counts only after <see cref="Finish"/>: a writer that is disposed before has
/// written nothing that anybody may use.
/// </remarks>
/// <param name="schema">The columns of every batch.</param>
public abstract class TableWriter(Schema schema) : IDisposable
{
    private bool _isFinished;

    /// <summary>Names and types of the columns.</summary>
    public Schema Schema => schema;

    /// <summary>Rows so far.</summary>
    public int RowCount { get; private set; }

    /// <summary>Adds rows.</summary>
    /// <param name="batch">Rows with the columns of <see cref="Schema"/>; one that may hold no nulls does where the schema has it nullable.</param>
    /// <exception cref="ArgumentException">It has other columns, or nulls where the schema allows none.</exception>
    /// <exception cref="IrisFlowException">The table would have more rows than one table may (2,147,483,647).</exception>
    public void Write(Table batch)
    {
        ObjectDisposedException.ThrowIf(_isFinished, this);
        if (batch.RowCount > int.MaxValue - RowCount)
        {
            throw new IrisFlowException(
                new Finding("IF206", $"The table would have more than {int.MaxValue:N0} rows.") { Expected = "Split the file, or drop rows and columns where they are read." });
        }

        var fitting = Fitting(batch);
        if (fitting.RowCount > 0)
        {
            WriteRows(fitting);
            RowCount += fitting.RowCount;
        }
    }

    /// <summary>Says that all rows are there. Call once.</summary>
    /// <param name="metadata">Texts that travel with the table; null for none.</param>
    public void Finish(ImmutableSortedDictionary<string, string>? metadata = null)
    {
        ObjectDisposedException.ThrowIf(_isFinished, this);
        _isFinished = true;
        WriteEnd(metadata ?? Table.NoMetadata);
    }

    /// <summary>Called when the writer is disposed before it was finished.</summary>
    internal Action? GivenUp { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        var isGivenUp = !_isFinished;
        _isFinished = true;
        Dispose(true);
        if (isGivenUp)
        {
            GivenUp?.Invoke();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Takes a batch of at least one row, whose schema is <see cref="Schema"/>.</summary>
    protected abstract void WriteRows(Table batch);

    /// <summary>Ends the table.</summary>
    protected abstract void WriteEnd(ImmutableSortedDictionary<string, string> metadata);

    /// <summary>Lets go of what the writer holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    private Table Fitting(Table batch)
    {
        if (batch.Schema.Equals(schema))
        {
            return batch;
        }

        var columns = new Column[schema.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var found = i < batch.Schema.Count ? batch.Schema[i] : null;
            if (batch.Schema.Count != schema.Count || found!.Name != schema[i].Name || found.Type != schema[i].Type)
            {
                throw new ArgumentException($"The table has the columns {schema}; a batch came with {batch.Schema}.", nameof(batch));
            }

            columns[i] = batch.Columns[i].AsNullable(schema[i].Nullable);
        }

        return new Table(schema, columns, batch.Metadata, batch.RowCount);
    }
}
