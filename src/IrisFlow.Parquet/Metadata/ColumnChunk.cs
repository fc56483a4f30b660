using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Metadata;

/// <summary>Where the values of one column in one row group are, and how they are stored.</summary>
internal sealed record ColumnChunk
{
    public required PhysicalType Type { get; init; }

    public required CodecId Codec { get; init; }

    /// <summary>Values, nulls among them.</summary>
    public required long Values { get; init; }

    /// <summary>Bytes with page headers, had the pages not been compressed.</summary>
    public required long UncompressedSize { get; init; }

    /// <summary>Bytes with page headers, as they are in the file.</summary>
    public required long CompressedSize { get; init; }

    public required long DataPageOffset { get; init; }

    public long? DictionaryPageOffset { get; init; }

    /// <summary>Column names from the root down. Read files need none: the order of the chunks is that of the schema.</summary>
    public string Path { get; init; } = "";

    public IReadOnlyList<PageEncoding> Encodings { get; init; } = [];

    public Statistics? Statistics { get; init; }

    /// <summary>Where the bounds of its pages stand; null where the writer made none.</summary>
    public IndexPlace? ColumnIndex { get; init; }

    /// <summary>Where the places of its pages stand; null where the writer made none.</summary>
    public IndexPlace? OffsetIndex { get; init; }

    /// <summary>The first byte of the first page.</summary>
    /// <remarks>Some writers say 0 for a dictionary that is not there, and no page can start before the magic.</remarks>
    public long Start => DictionaryPageOffset is > 0 and var dictionary && dictionary < DataPageOffset ? dictionary : DataPageOffset;

    /// <summary>Reads a ColumnChunk of the format's definition, which wraps the metadata.</summary>
    public static ColumnChunk Read(ref CompactReader reader)
    {
        ColumnChunk? chunk = null;
        long? offsetIndex = null, columnIndex = null;
        int? offsetIndexLength = null, columnIndexLength = null;
        var field = 0;
        while (reader.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 1:
                    throw Fault.Unsupported($"Its values are in another file, '{reader.Text(type)}'.", "A file that holds its own values.");
                case 3:
                    CompactReader.Struct(type);
                    chunk = ReadMetadata(ref reader);
                    break;
                case 4:
                    offsetIndex = reader.Long(type);
                    break;
                case 5:
                    offsetIndexLength = reader.Int(type);
                    break;
                case 6:
                    columnIndex = reader.Long(type);
                    break;
                case 7:
                    columnIndexLength = reader.Int(type);
                    break;
                case 8 or 9:
                    throw Fault.Unsupported("A column is encrypted.", "Columns that are not encrypted.");
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return (chunk ?? throw Fault.Damaged("A column chunk has no metadata.", "Metadata for every column chunk.")) with
        {
            OffsetIndex = Place(offsetIndex, offsetIndexLength),
            ColumnIndex = Place(columnIndex, columnIndexLength),
        };
    }

    public void Write(CompactWriter writer)
    {
        writer.Begin();
        // The place of a copy of the metadata in the file; there is none, and the format's definition asks for 0 then.
        writer.Long(2, 0);
        writer.Struct(3);
        writer.Int(1, (int)Type);
        writer.List(2, WireType.Int32, Encodings.Count);
        foreach (var encoding in Encodings)
        {
            writer.IntElement((int)encoding);
        }

        writer.List(3, WireType.Binary, 1);
        writer.TextElement(Path);
        writer.Int(4, (int)Codec);
        writer.Long(5, Values);
        writer.Long(6, UncompressedSize);
        writer.Long(7, CompressedSize);
        writer.Long(9, DataPageOffset);
        if (DictionaryPageOffset is { } dictionary)
        {
            writer.Long(11, dictionary);
        }

        Statistics?.Write(writer, 12);
        writer.End();
        WritePlace(writer, 4, OffsetIndex);
        WritePlace(writer, 6, ColumnIndex);
        writer.End();
    }

    private static IndexPlace? Place(long? offset, int? length) => offset is { } from && length is { } bytes ? new(from, bytes) : null;

    private static void WritePlace(CompactWriter writer, int field, IndexPlace? place)
    {
        if (place is { } there)
        {
            writer.Long(field, there.Offset);
            writer.Int(field + 1, there.Length);
        }
    }

    private static ColumnChunk ReadMetadata(ref CompactReader reader)
    {
        int? physical = null, codec = null;
        long? values = null, uncompressed = null, compressed = null, data = null, dictionary = null;
        Statistics? statistics = null;
        var field = 0;
        while (reader.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 1:
                    physical = reader.Int(type);
                    break;
                case 4:
                    codec = reader.Int(type);
                    break;
                case 5:
                    values = reader.Long(type);
                    break;
                case 6:
                    uncompressed = reader.Long(type);
                    break;
                case 7:
                    compressed = reader.Long(type);
                    break;
                case 9:
                    data = reader.Long(type);
                    break;
                case 11:
                    dictionary = reader.Long(type);
                    break;
                case 12:
                    CompactReader.Struct(type);
                    statistics = Statistics.Read(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        const string every = "Type, codec, counts, sizes and offset for every column chunk.";
        return new ColumnChunk
        {
            Type = (PhysicalType)(physical ?? throw Fault.Damaged("A column chunk has no type.", every)),
            Codec = (CodecId)(codec ?? throw Fault.Damaged("A column chunk has no codec.", every)),
            Values = values ?? throw Fault.Damaged("A column chunk has no number of values.", every),
            UncompressedSize = uncompressed ?? throw Fault.Damaged("A column chunk has no uncompressed size.", every),
            CompressedSize = compressed ?? throw Fault.Damaged("A column chunk has no size.", every),
            DataPageOffset = data ?? throw Fault.Damaged("A column chunk has no offset.", every),
            DictionaryPageOffset = dictionary,
            Statistics = statistics,
        };
    }
}
