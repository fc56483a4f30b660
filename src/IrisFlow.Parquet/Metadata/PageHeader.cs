using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Metadata;

/// <summary>What stands before every page.</summary>
internal record struct PageHeader
{
    public PageType Type { get; set; }

    public int UncompressedSize { get; set; }

    public int CompressedSize { get; set; }

    /// <summary>CRC-32 of the page as it is in the file; null where the writer made none.</summary>
    public uint? Crc { get; set; }

    /// <summary>Values, nulls among them; of a dictionary, its entries.</summary>
    public int Values { get; set; }

    public PageEncoding Encoding { get; set; }

    /// <summary>How the levels of a page of the first version are encoded; pages of the second always use runs.</summary>
    public PageEncoding LevelEncoding { get; set; }

    /// <summary>Bytes of levels that stand, never compressed, before the values of a page of the second version.</summary>
    public int DefinitionBytes { get; set; }

    public int RepetitionBytes { get; set; }

    /// <summary>False where a page of the second version left its values as they are.</summary>
    public bool IsCompressed { get; set; }

    public static PageHeader Read(ref CompactReader reader)
    {
        var header = new PageHeader { Type = (PageType)(-1), UncompressedSize = -1, CompressedSize = -1, Values = -1, IsCompressed = true };
        var field = 0;
        while (reader.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 1:
                    header.Type = (PageType)reader.Int(type);
                    break;
                case 2:
                    header.UncompressedSize = reader.Int(type);
                    break;
                case 3:
                    header.CompressedSize = reader.Int(type);
                    break;
                case 4:
                    header.Crc = (uint)reader.Int(type);
                    break;
                case 5 or 7:
                    CompactReader.Struct(type);
                    header.ReadValues(ref reader);
                    break;
                case 8:
                    CompactReader.Struct(type);
                    header.ReadVersion2(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return header;
    }

    public readonly void Write(CompactWriter writer)
    {
        writer.Begin();
        writer.Int(1, (int)Type);
        writer.Int(2, UncompressedSize);
        writer.Int(3, CompressedSize);
        writer.Int(4, (int)Crc.GetValueOrDefault());
        writer.Struct(Type == PageType.Dictionary ? 7 : 5);
        writer.Int(1, Values);
        writer.Int(2, (int)Encoding);
        if (Type == PageType.Data)
        {
            writer.Int(3, (int)PageEncoding.Rle);
            writer.Int(4, (int)PageEncoding.Rle);
        }

        writer.End();
        writer.End();
    }

    // The header of a dictionary page and that of a data page of the first version begin alike; a dictionary's third field is a
    // truth value, which says nothing of use here.
    private void ReadValues(ref CompactReader reader)
    {
        var field = 0;
        while (reader.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 1:
                    Values = reader.Int(type);
                    break;
                case 2:
                    Encoding = (PageEncoding)reader.Int(type);
                    break;
                case 3 when type == WireType.Int32:
                    LevelEncoding = (PageEncoding)reader.Int(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private void ReadVersion2(ref CompactReader reader)
    {
        LevelEncoding = PageEncoding.Rle;
        var field = 0;
        while (reader.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 1:
                    Values = reader.Int(type);
                    break;
                case 4:
                    Encoding = (PageEncoding)reader.Int(type);
                    break;
                case 5:
                    DefinitionBytes = reader.Int(type);
                    break;
                case 6:
                    RepetitionBytes = reader.Int(type);
                    break;
                case 7:
                    IsCompressed = CompactReader.Bool(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }
}
