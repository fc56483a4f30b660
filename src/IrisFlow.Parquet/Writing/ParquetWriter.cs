using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Writing;

/// <summary>Writes a table: row group by row group, column by column, then the footer. Nothing but table and options decides a byte.</summary>
internal static class ParquetWriter
{
    public const string CreatedBy = "IrisFlow";

    // What a reader must hold at once to work on a row group, and what it can skip by statistics: a balance others settled as well.
    private const long GroupBytes = 64 << 20;
    private const int MostGroupRows = 1 << 20;

    public static void Write(Table table, Stream stream, ParquetOptions options, CancellationToken cancellation)
    {
        using var output = new FileOutput(stream);
        using var sink = new PageSink(output, options.Compression);
        output.Buffer.Write("PAR1"u8);
        var groups = new List<RowGroup>();
        var groupRows = options.RowGroupRows > 0 ? options.RowGroupRows : RowsOfGroup(table);
        for (var start = 0; start < table.RowCount; start += Math.Min(groupRows, table.RowCount - start))
        {
            groups.Add(WriteGroup(table, start, Math.Min(groupRows, table.RowCount - start), sink, cancellation));
        }

        WriteFooter(new FileMetadata(SchemaOf(table.Schema), table.RowCount, groups, TextsOf(table), CreatedBy), output);
        output.Flush();
    }

    private static RowGroup WriteGroup(Table table, int start, int rows, PageSink sink, CancellationToken cancellation)
    {
        var chunks = new ColumnChunk[table.Columns.Count];
        for (var i = 0; i < chunks.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            sink.BeginChunk();
            var (name, column) = (table.Schema[i].Name, table.Columns[i].Slice(start, rows));
            var statistics = WriteColumn(column, sink);
            chunks[i] = sink.EndChunk(WrittenType.Of(column.Type).Physical, name, rows, statistics);
        }

        return new RowGroup(rows, chunks);
    }

    private static Statistics WriteColumn(Column column, PageSink sink) => column switch
    {
        Column<int> c => FixedChunk.Write(c, sink),
        Column<long> c => FixedChunk.Write(c, sink),
        Column<float> c => FixedChunk.Write(c, sink),
        Column<double> c => FixedChunk.Write(c, sink),
        Column<bool> c => BoolChunk.Write(c, sink),
        StringColumn c => TextChunk.Write(c, sink),
        _ => throw new InvalidOperationException($"A column of {column.Type.Name()} can't be written."),
    };

    private static void WriteFooter(FileMetadata metadata, FileOutput output)
    {
        var before = output.Position;
        metadata.Write(new CompactWriter(output.Buffer));
        output.Buffer.WriteInt((int)(output.Position - before));
        output.Buffer.Write("PAR1"u8);
    }

    private static List<(string Key, string Value)> TextsOf(Table table)
    {
        var texts = new List<(string, string)>(table.Metadata.Count);
        foreach (var (key, value) in table.Metadata)
        {
            texts.Add((key, value));
        }

        return texts;
    }

    private static SchemaElement[] SchemaOf(Schema schema)
    {
        var elements = new SchemaElement[schema.Count + 1];
        elements[0] = new SchemaElement { Name = "schema", Children = schema.Count };
        for (var i = 0; i < schema.Count; i++)
        {
            var (physical, converted, logical) = WrittenType.Of(schema[i].Type);
            elements[i + 1] = new SchemaElement
            {
                Name = schema[i].Name,
                Type = physical,
                Repetition = schema[i].Nullable ? Repetition.Optional : Repetition.Required,
                Converted = converted,
                Logical = logical,
            };
        }

        return elements;
    }

    private static int RowsOfGroup(Table table)
    {
        var rowBytes = 1.0;
        foreach (var column in table.Columns)
        {
            rowBytes += column switch
            {
                StringColumn { IsDictionary: false, Length: > 0 } c => 4 + ((c.Offsets[^1] - c.Offsets[0]) / (double)c.Length),
                StringColumn => 4,
                Column<bool> => 0.125,
                Column<int> or Column<float> => 4,
                _ => 8,
            };
        }

        return (int)Math.Clamp(GroupBytes / rowBytes, 1, MostGroupRows);
    }
}
