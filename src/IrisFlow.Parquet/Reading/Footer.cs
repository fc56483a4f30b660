using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>What a file says of itself, read once and good for every column.</summary>
/// <param name="FileLength">Bytes of the whole file.</param>
/// <param name="Start">Where the footer begins, and so where the chunks end.</param>
/// <param name="Metadata">The footer's content.</param>
/// <param name="Columns">The columns that a table of the file has.</param>
/// <param name="LeftOut">What the file has and no column can hold.</param>
internal sealed record Footer(long FileLength, long Start, FileMetadata Metadata, IReadOnlyList<Leaf> Columns, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>Fails unless every chunk of the column is of its type, has the row group's rows, and lies between magic and footer. Gives the bytes that hold the column.</summary>
    public long CheckChunks(Leaf leaf)
    {
        var stored = 0L;
        foreach (var group in Metadata.RowGroups)
        {
            // Of no rows nothing is read, and some writers do not say where it would be.
            if (group.Rows == 0)
            {
                continue;
            }

            CheckChunk(group.Columns[leaf.Index], leaf, group.Rows);
            stored += group.Columns[leaf.Index].CompressedSize;
        }

        // Lying chunks may overlap, so their sum proves nothing beyond the length of the file.
        return Math.Min(stored, FileLength);
    }

    /// <summary>Fails where the column would take far more memory than its bytes justify.</summary>
    public void CheckMemory(Leaf leaf, int bytesPerRow)
    {
        foreach (var group in Metadata.RowGroups)
        {
            Limits.CheckRows(group.Rows * bytesPerRow, group.Columns[leaf.Index].CompressedSize, "A chunk");
        }

        Limits.CheckRows(Metadata.Rows * bytesPerRow, FileLength, "A column");
    }

    /// <summary>Fails where the columns together would.</summary>
    public void CheckMemory(IEnumerable<Leaf> leaves) => Limits.CheckRows(Metadata.Rows * leaves.Sum(l => BytesPerRow(l.Field.Type)), FileLength, "The table");

    private static long BytesPerRow(ColumnType type) => type switch
    {
        ColumnType.Bool => sizeof(bool),
        ColumnType.Int32 or ColumnType.Date or ColumnType.Float32 or ColumnType.String => sizeof(int),
        _ => sizeof(long),
    };

    private void CheckChunk(ColumnChunk chunk, Leaf leaf, long rows)
    {
        if (chunk.Type != leaf.Physical || chunk.Values != rows)
        {
            throw Fault.Damaged(
                $"A chunk holds {chunk.Values} values of type {chunk.Type}.", $"{rows} values of type {leaf.Physical}, as the schema and the row group say.");
        }

        if (chunk.Start < ParquetFile.MagicBytes || chunk.CompressedSize < 0 || chunk.CompressedSize > Start - chunk.Start)
        {
            throw Fault.Damaged(
                $"A chunk claims {chunk.CompressedSize} bytes from byte {chunk.Start} on.", $"Bytes between {ParquetFile.MagicBytes} and {Start}, where the footer begins.");
        }
    }
}
