using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>Goes through a column from its first row to its last: the rows wanted next, or over them, whatever pages and row groups they are in.</summary>
internal sealed class ColumnCursor : IDisposable
{
    // Room for so little is made even where a few bytes hold all rows, runs of one value.
    private const int FreeBytes = 1 << 20;
    private readonly ParquetFile _file;
    private readonly Leaf _leaf;
    private readonly ColumnCollector _column;
    private readonly ChunkReader _pages;
    private readonly long _storedBytes;
    private int _nextGroup;

    /// <summary>Rows to pass over before the next row that is wanted.</summary>
    private long _skip;

    /// <param name="file">The file, which stays open for the cursor's life.</param>
    /// <param name="leaf">The column.</param>
    /// <param name="collector">Collects the rows; null for what suits the column.</param>
    /// <exception cref="IrisFlowException">The column's chunks are not in the file or claim what they can't hold.</exception>
    public ColumnCursor(ParquetFile file, Leaf leaf, ColumnCollector? collector = null)
    {
        (_file, _leaf, _pages) = (file, leaf, new ChunkReader(file, leaf));
        try
        {
            _storedBytes = file.Footer.CheckChunks(leaf);
            _column = collector ?? Decoders.CollectorFor(leaf, _storedBytes);
            file.Footer.CheckMemory(leaf, _column.BytesPerRow);
        }
        catch (IrisFlowException fault)
        {
            throw fault.At(null, leaf.Field.Name);
        }
    }

    /// <summary>The next rows, which the column must have.</summary>
    public Column Take(int rows, CancellationToken cancellation)
    {
        try
        {
            // Codes of one bit are the least that distinct values take; runs of one value take less, and grow page by page.
            _column.Expect(rows <= 8 * _storedBytes || (long)rows * _column.BytesPerRow <= FreeBytes ? rows : 0);
            PassOver(cancellation);
            while (_column.Count < rows)
            {
                AppendPage(cancellation);
            }

            return _column.Take(rows);
        }
        catch (IrisFlowException fault)
        {
            throw fault.At(null, _leaf.Field.Name);
        }
    }

    /// <summary>Passes over rows, whose pages are not read where no other row is wanted of them.</summary>
    public void Skip(long rows) => _skip += rows;

    public void Dispose() => _pages.Dispose();

    private void PassOver(CancellationToken cancellation)
    {
        while (_skip > 0)
        {
            if (_column.Count > 0)
            {
                var dropped = (int)Math.Min(_skip, _column.Count);
                _column.Drop(dropped);
                _skip -= dropped;
            }
            else if (_pages.RowsLeft == 0 && _file.Metadata.RowGroups[_nextGroup].Rows <= _skip)
            {
                _skip -= _file.Metadata.RowGroups[_nextGroup++].Rows;
            }
            else if (_pages.RowsLeft > 0 && _pages.RowsLeft <= _skip)
            {
                _skip -= _pages.RowsLeft;
                _pages.SkipAll();
            }
            else
            {
                AppendPage(cancellation);
            }
        }
    }

    /// <summary>Adds the next page's rows, or passes over it where none of them is wanted.</summary>
    private void AppendPage(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        while (!_pages.Next())
        {
            var group = _file.Metadata.RowGroups[_nextGroup++];
            _pages.Begin(group.Columns[_leaf.Index], (int)group.Rows);
            _column.BeginChunk();
        }

        if (_pages.Page.Type == PageType.Dictionary)
        {
            _column.ReadDictionary(_pages.ReadDictionary(), _pages.Page.Values);
        }
        else if (_column.Count == 0 && _pages.Page.Values <= _skip)
        {
            _skip -= _pages.Page.Values;
        }
        else
        {
            _column.Append(_pages);
        }
    }
}
