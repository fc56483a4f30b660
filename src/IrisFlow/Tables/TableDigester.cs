namespace IrisFlow;

/// <summary>The digests of the columns of a table that comes batch by batch: the same, however it is cut.</summary>
internal sealed class TableDigester : IDisposable
{
    private readonly ColumnDigester[] _columns;

    public TableDigester(IEnumerable<Field> columns) => _columns = [.. columns.Select(c => new ColumnDigester(c.Type, c.Nullable))];

    /// <summary>Adds rows, whose columns are those of the table.</summary>
    public void Append(Table batch)
    {
        if (_columns.Length > 1 && (long)batch.RowCount * _columns.Length >= ColumnDigests.WorthThreads)
        {
            ColumnDigests.InParallel(_columns.Length, i => _columns[i].Append(batch.Columns[i]));
            return;
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Append(batch.Columns[i]);
        }
    }

    /// <summary>The digests of all rows. Call once, at the end.</summary>
    public ColumnDigests Finish() => ColumnDigests.From([.. _columns.Select(c => c.Finish())]);

    public void Dispose() => Array.ForEach(_columns, c => c.Dispose());
}
