using System.Collections.Immutable;

namespace IrisFlow.Parquet.Reading;

/// <summary>Reads some columns side by side, a batch of rows at a time; a cursor a column, since other writers' pages end at other rows in every column.</summary>
internal sealed class BatchReader : IDisposable
{
    private readonly string _path;
    private readonly ImmutableSortedDictionary<string, string> _texts;
    private readonly Schema _schema;
    private readonly ParquetFile _file;
    private readonly ColumnCursor[] _cursors;
    private int _left;

    /// <exception cref="IrisFlowException">The file is gone, has another length by now, or its chunks are not where it says.</exception>
    public BatchReader(string path, Footer footer, IReadOnlyList<Leaf> columns, ImmutableSortedDictionary<string, string> texts)
    {
        (_path, _texts, _schema) = (path, texts, new Schema(columns.Select(c => c.Field)));
        _left = (int)footer.Metadata.Rows;
        (_file, _cursors) = TableReader.InFile(path, () => Open(path, footer, columns));
    }

    /// <summary>True where it pays to read on another thread than the rows are worked on.</summary>
    public bool IsLarge => _left > Table.BatchRows && _file.Length >= WholeColumns.LeastParallelBytes;

    /// <summary>The next rows; null behind the last.</summary>
    public Table? Next(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_left == 0)
        {
            return null;
        }

        var rows = Math.Min(_left, Table.BatchRows);
        _left -= rows;
        return TableReader.InFile(_path, () => new Table(_schema, Array.ConvertAll(_cursors, c => c.Take(rows, cancellation)), _texts, rows));
    }

    public void Dispose()
    {
        Array.ForEach(_cursors, c => c.Dispose());
        _file.Dispose();
    }

    private static (ParquetFile File, ColumnCursor[] Cursors) Open(string path, Footer footer, IReadOnlyList<Leaf> columns)
    {
        var file = new ParquetFile(path, footer);
        try
        {
            return (file, [.. columns.Select(c => new ColumnCursor(file, c))]);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
