using System.Collections.Immutable;
using IrisFlow.Parquet.Skipping;

namespace IrisFlow.Parquet.Reading;

/// <summary>Reads some columns side by side, a batch of rows at a time; a cursor a column, since other writers' pages end at other rows in every column.</summary>
internal sealed class BatchReader : IDisposable
{
    private readonly string _path;
    private readonly ImmutableSortedDictionary<string, string> _texts;
    private readonly Schema _schema;
    private readonly ParquetFile _file;
    private readonly ColumnCursor[] _cursors;
    private readonly Queue<RowRange> _ranges;
    private long _row;

    /// <param name="path">The file.</param>
    /// <param name="footer">What it said of itself when it was opened.</param>
    /// <param name="columns">The columns to read.</param>
    /// <param name="texts">What travels with every batch.</param>
    /// <param name="choose">The rows of the file that are wanted; null for all.</param>
    /// <exception cref="IrisFlowException">The file is gone, has another length by now, or its chunks are not where it says.</exception>
    public BatchReader(
        string path,
        Footer footer,
        IReadOnlyList<Leaf> columns,
        ImmutableSortedDictionary<string, string> texts,
        Func<ParquetFile, IEnumerable<RowRange>>? choose = null)
    {
        (_path, _texts, _schema) = (path, texts, new Schema(columns.Select(c => c.Field)));
        (_file, _cursors, _ranges) = TableReader.InFile(path, () => Open(path, footer, columns, choose ?? (file => RowRanges.All(file.Metadata.Rows))));
    }

    /// <summary>True where it pays to read on another thread than the rows are worked on.</summary>
    public bool IsLarge => _file.Metadata.Rows > Table.BatchRows && _file.Length >= WholeColumns.LeastParallelBytes;

    /// <summary>Bytes of the file that were read so far.</summary>
    public long BytesRead => _file.BytesRead;

    /// <summary>The next rows; null behind the last.</summary>
    public Table? Next(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_ranges.TryPeek(out var range))
        {
            return null;
        }

        var start = Math.Max(_row, range.Start);
        var rows = (int)Math.Min(range.End - start, Table.BatchRows);
        Array.ForEach(_cursors, c => c.Skip(start - _row));
        _row = start + rows;
        if (_row == range.End)
        {
            _ranges.Dequeue();
        }

        return TableReader.InFile(_path, () => new Table(_schema, Array.ConvertAll(_cursors, c => c.Take(rows, cancellation)), _texts, rows));
    }

    public void Dispose()
    {
        Array.ForEach(_cursors, c => c.Dispose());
        _file.Dispose();
    }

    private static (ParquetFile File, ColumnCursor[] Cursors, Queue<RowRange> Ranges) Open(
        string path, Footer footer, IReadOnlyList<Leaf> columns, Func<ParquetFile, IEnumerable<RowRange>> choose)
    {
        var file = new ParquetFile(path, known: footer);
        try
        {
            return (file, [.. columns.Select(c => new ColumnCursor(file, c))], new(choose(file)));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
