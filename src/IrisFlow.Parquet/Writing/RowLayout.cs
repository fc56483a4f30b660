namespace IrisFlow.Parquet.Writing;

/// <summary>How rows are cut into blocks and blocks into row groups: by the number of rows and the plain size of their content alone.</summary>
/// <remarks>
/// A block becomes one page of each column, or a few of a column of long texts. It has 65,536 rows, fewer only where so many would be
/// more than a row group. A row group ends near 64 MiB: what a reader must hold at once to work on it, and what it can skip.
/// </remarks>
internal sealed class RowLayout
{
    private const long GroupBytes = 64 << 20;
    private const int MostGroupRows = 16 * Table.BatchRows;
    private readonly long _rowBits;
    private readonly int[] _texts;
    private readonly bool _byBytes;

    /// <param name="schema">The columns.</param>
    /// <param name="groupRows">Rows of a row group; 0 to choose by size.</param>
    public RowLayout(Schema schema, int groupRows)
    {
        _texts = new int[schema.Count(f => f.Type == ColumnType.String)];
        var texts = 0;
        for (var i = 0; i < schema.Count; i++)
        {
            _rowBits += BitsOf(schema[i]);
            if (schema[i].Type == ColumnType.String)
            {
                _texts[texts++] = i;
            }
        }

        _byBytes = groupRows == 0;
        GroupRows = _byBytes ? MostGroupRows : groupRows;
        BlockRows = _byBytes ? (int)Math.Clamp(8 * GroupBytes / Math.Max(1, _rowBits), 1, Table.BatchRows) : Math.Min(GroupRows, Table.BatchRows);
    }

    /// <summary>The most rows of a block.</summary>
    public int BlockRows { get; }

    /// <summary>The most rows of a row group.</summary>
    public int GroupRows { get; }

    /// <summary>Adds rows of a batch to a block, until it is full or the batch ends.</summary>
    /// <param name="block">The block.</param>
    /// <param name="most">The most rows that the block may have.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="start">Its first row that is in no block yet.</param>
    /// <returns>How many rows were added, at least one.</returns>
    public int Extend(ref BlockSize block, int most, Table batch, int start)
    {
        var rows = Math.Min(most - block.Rows, batch.RowCount - start);
        var larger = Extended(block, batch, start, rows);
        if (_byBytes && _texts.Length > 0 && BytesOf(larger) > GroupBytes)
        {
            // The fewest rows that reach the size, so that where batches begin and end plays no part.
            var low = 1;
            while (low < rows)
            {
                var middle = (low + rows) / 2;
                (low, rows) = BytesOf(Extended(block, batch, start, middle)) < GroupBytes ? (middle + 1, rows) : (low, middle);
            }

            larger = Extended(block, batch, start, rows);
        }

        block = larger;
        return rows;
    }

    /// <summary>True where a block takes no more rows, whatever comes.</summary>
    public bool IsFull(BlockSize block, int most) => block.Rows == most || (_byBytes && BytesOf(block) >= GroupBytes);

    /// <summary>The bytes of a block had its columns the plainest encoding.</summary>
    public long BytesOf(BlockSize block) => (block.Rows * _rowBits / 8) + block.TextBytes;

    /// <summary>True where a row group ends behind a block: the next of the same size would lead further away from the size wanted.</summary>
    public bool EndsGroup(int groupRows, long groupBytes, long blockBytes) =>
        groupRows == GroupRows || (_byBytes && groupBytes + (blockBytes / 2) >= GroupBytes);

    private BlockSize Extended(BlockSize block, Table batch, int start, int rows)
    {
        var texts = 0L;
        foreach (var index in _texts)
        {
            texts += new TextRows((StringColumn)batch.Columns[index]).BytesOf(start, rows);
        }

        return new(block.Rows + rows, block.TextBytes + texts);
    }

    private static long BitsOf(Field field) => (field.Nullable ? 1 : 0) + field.Type switch
    {
        ColumnType.Bool => 1L,
        ColumnType.Int32 or ColumnType.Float32 or ColumnType.Date or ColumnType.String => 32,
        _ => 64,
    };
}

/// <summary>What a block holds: rows, and bytes of text that is not null.</summary>
internal readonly record struct BlockSize(int Rows, long TextBytes);
