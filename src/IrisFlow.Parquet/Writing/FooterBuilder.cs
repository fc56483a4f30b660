using System.Collections.Immutable;
using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Writing;

/// <summary>Collects what the file will say of itself at its end: the page index, then the footer.</summary>
internal sealed class FooterBuilder
{
    public const string CreatedBy = "IrisFlow";
    private readonly List<WrittenGroup> _groups = [];

    public void Add(int rows, WrittenChunk[] chunks) => _groups.Add(new(rows, chunks));

    public void Write(Schema schema, long rows, ImmutableSortedDictionary<string, string> metadata, FileOutput output)
    {
        var writer = new CompactWriter(output.Buffer);
        WriteBounds(writer, output);
        WritePlaces(writer, output);
        var groups = _groups.ConvertAll(g => new RowGroup(g.Rows, Array.ConvertAll(g.Chunks, c => c.Chunk)));
        var before = output.Position;
        new FileMetadata(SchemaOf(schema), rows, groups, TextsOf(metadata), CreatedBy).Write(writer);
        output.Buffer.WriteInt((int)(output.Position - before));
        output.Buffer.Write("PAR1"u8);
    }

    // All bounds before all places, as readers expect that fetch each of the two in one piece.
    private void WriteBounds(CompactWriter writer, FileOutput output)
    {
        foreach (var group in _groups)
        {
            var chunks = group.Chunks;
            for (var i = 0; i < chunks.Length; i++)
            {
                if (chunks[i].Bounds is { } index)
                {
                    var start = output.Position;
                    index.Write(writer);
                    chunks[i] = chunks[i] with { Chunk = chunks[i].Chunk with { ColumnIndex = new(start, (int)(output.Position - start)) } };
                    output.FlushIfLarge();
                }
            }
        }
    }

    private void WritePlaces(CompactWriter writer, FileOutput output)
    {
        foreach (var group in _groups)
        {
            var chunks = group.Chunks;
            for (var i = 0; i < chunks.Length; i++)
            {
                if (chunks[i].Places is { } index)
                {
                    var start = output.Position;
                    index.Write(writer);
                    chunks[i] = chunks[i] with { Chunk = chunks[i].Chunk with { OffsetIndex = new(start, (int)(output.Position - start)) } };
                    output.FlushIfLarge();
                }
            }
        }
    }

    private static List<(string Key, string Value)> TextsOf(ImmutableSortedDictionary<string, string> metadata)
    {
        var texts = new List<(string, string)>(metadata.Count);
        foreach (var (key, value) in metadata)
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

    private sealed record WrittenGroup(int Rows, WrittenChunk[] Chunks);
}
