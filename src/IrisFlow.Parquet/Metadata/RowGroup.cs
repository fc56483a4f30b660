using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Metadata;

/// <summary>A run of rows: one chunk for every leaf of the schema.</summary>
internal sealed record RowGroup(long Rows, IReadOnlyList<ColumnChunk> Columns)
{
    public static RowGroup Read(ref CompactReader reader)
    {
        List<ColumnChunk>? columns = null;
        long? rows = null;
        var field = 0;
        while (reader.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 1:
                    columns = [];
                    for (var left = reader.List(type, WireType.Struct); left > 0; left--)
                    {
                        columns.Add(ColumnChunk.Read(ref reader));
                    }

                    break;
                case 3:
                    rows = reader.Long(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new RowGroup(
            rows ?? throw Fault.Damaged("A row group has no number of rows.", "A number of rows for every row group."),
            columns ?? throw Fault.Damaged("A row group has no columns.", "Columns for every row group."));
    }

    public void Write(CompactWriter writer, int ordinal)
    {
        var (uncompressed, compressed) = (0L, 0L);
        writer.Begin();
        writer.List(1, WireType.Struct, Columns.Count);
        foreach (var column in Columns)
        {
            column.Write(writer);
            uncompressed += column.UncompressedSize;
            compressed += column.CompressedSize;
        }

        writer.Long(2, uncompressed);
        writer.Long(3, Rows);
        if (Columns.Count > 0)
        {
            writer.Long(5, Columns[0].Start);
        }

        writer.Long(6, compressed);
        if (ordinal <= short.MaxValue)
        {
            writer.Int16(7, (short)ordinal);
        }

        writer.End();
    }
}
