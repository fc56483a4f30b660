using System.Runtime.InteropServices;
using IrisFlow.Parquet.Reading;

namespace IrisFlow.Parquet.Mapping;

/// <summary>Looks at values where they lie. They are gone when it returns, which is why they come as a span.</summary>
/// <param name="firstRow">The row of the first value.</param>
/// <param name="values">The values of that row and those behind it. They need not begin at a multiple of their size.</param>
public delegate void PageAction<T>(int firstRow, ReadOnlySpan<T> values);

/// <summary>A column of a <see cref="MappedTable"/>: page by page a span over the file.</summary>
/// <typeparam name="T">What it holds.</typeparam>
public sealed class MappedColumn<T>
    where T : unmanaged
{
    private readonly string _path;
    private readonly Leaf _leaf;
    private readonly MappedChunk<T>[] _chunks;

    internal MappedColumn(string path, Leaf leaf, Footer footer, MappedFile bytes, bool verify)
    {
        (_path, _leaf) = (path, leaf);
        var first = 0;
        _chunks = new MappedChunk<T>[footer.Metadata.RowGroups.Count];
        footer.CheckChunks(leaf);
        for (var i = 0; i < _chunks.Length; i++)
        {
            var group = footer.Metadata.RowGroups[i];
            _chunks[i] = new(bytes, leaf, group.Columns[leaf.Index], first, (int)group.Rows, verify);
            first += (int)group.Rows;
        }

        Length = first;
    }

    /// <summary>Number of rows.</summary>
    public int Length { get; }

    /// <summary>Looks at all values, in order.</summary>
    /// <inheritdoc cref="Visit(int, int, PageAction{T})"/>
    public void Visit(PageAction<T> look) => Visit(0, Length, look);

    /// <summary>Looks at the values of some rows, in order, in as many pieces as there are pages. A page's checksum is verified when it is looked at first, unless the file was mapped without.</summary>
    /// <param name="firstRow">The first row.</param>
    /// <param name="rows">How many.</param>
    /// <param name="look">Called for every piece.</param>
    /// <exception cref="IrisFlowException">A page is damaged, or lies in the file in another form than in memory (IF360).</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public void Visit(int firstRow, int rows, PageAction<T> look)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Length - firstRow);
        foreach (var chunk in _chunks)
        {
            var from = Math.Max(firstRow, chunk.FirstRow);
            var end = Math.Min(firstRow + rows, chunk.FirstRow + chunk.Rows);
            for (var row = from; row < end;)
            {
                row += Visit(chunk, row, end - row, look);
            }
        }
    }

    /// <summary>The value of a row; <see cref="Visit(PageAction{T})"/> is the way to look at many.</summary>
    /// <inheritdoc cref="Visit(int, int, PageAction{T})"/>
    public T this[int row]
    {
        get
        {
            T value = default;
            Visit(row, 1, (_, values) => value = values[0]);
            return value;
        }
    }

    private int Visit(MappedChunk<T> chunk, int row, int atMost, PageAction<T> look)
    {
        MappedPage page;
        try
        {
            page = chunk.PageOf(row);
        }
        catch (IrisFlowException fault)
        {
            throw fault.At(_path, _leaf.Field.Name);
        }

        var skipped = row - page.FirstRow;
        var rows = Math.Min(page.Rows - skipped, atMost);
        chunk.Look(page, (row, skipped, rows, look), static (bytes, what) =>
        {
            what.look(what.row, MemoryMarshal.Cast<byte, T>(bytes).Slice(what.skipped, what.rows));
            return true;
        });
        return rows;
    }
}
