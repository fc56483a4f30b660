using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Thrift;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Tests;

/// <summary>Files put together by hand: of one row group, with one page of the first version a leaf, to hold what no writer at hand writes.</summary>
internal static class MadeFile
{
    /// <summary>A leaf's page: levels, where it has such, and values, uncompressed.</summary>
    public sealed record Page(byte[] Bytes, PageEncoding Encoding = PageEncoding.Plain, PageEncoding Levels = PageEncoding.Rle)
    {
        /// <summary>Bytes of the chunk behind the page.</summary>
        public byte[] Behind { get; init; } = [];
    }

    public static SchemaElement Root(int children) => new() { Name = "schema", Children = children };

    public static SchemaElement Struct(string name, int children, Repetition repetition = Repetition.Optional) =>
        new() { Name = name, Children = children, Repetition = repetition };

    public static SchemaElement Leaf(string name, PhysicalType type, Repetition repetition = Repetition.Required) =>
        new() { Name = name, Type = type, Repetition = repetition };

    public static byte[] Of(SchemaElement[] schema, int rows, params Page[] pages)
    {
        using var body = new ByteBuffer();
        body.Write("PAR1"u8);
        var leaves = schema.Where(e => e.Type is not null).ToArray();
        var chunks = new List<ColumnChunk>();
        for (var i = 0; i < pages.Length; i++)
        {
            var start = body.Length;
            WriteHeader(new CompactWriter(body), pages[i], rows);
            body.Write(pages[i].Bytes);
            body.Write(pages[i].Behind);
            chunks.Add(new ColumnChunk
            {
                Type = leaves[i].Type!.Value,
                Codec = CodecId.Uncompressed,
                Values = rows,
                UncompressedSize = body.Length - start,
                CompressedSize = body.Length - start,
                DataPageOffset = start,
            });
        }

        var footer = body.Length;
        new FileMetadata(schema, rows, pages.Length == 0 ? [] : [new RowGroup(rows, chunks)], [], "by hand").Write(new CompactWriter(body));
        body.WriteInt(body.Length - footer);
        body.Write("PAR1"u8);
        return body.Written.ToArray();
    }

    private static void WriteHeader(CompactWriter writer, Page page, int rows)
    {
        writer.Begin();
        writer.Int(1, (int)PageType.Data);
        writer.Int(2, page.Bytes.Length);
        writer.Int(3, page.Bytes.Length);
        writer.Struct(5);
        writer.Int(1, rows);
        writer.Int(2, (int)page.Encoding);
        writer.Int(3, (int)page.Levels);
        writer.Int(4, (int)PageEncoding.Rle);
        writer.End();
        writer.End();
    }
}
