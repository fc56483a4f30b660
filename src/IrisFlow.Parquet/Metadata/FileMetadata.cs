using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Metadata;

/// <summary>The footer of a file.</summary>
internal sealed record FileMetadata(
    IReadOnlyList<SchemaElement> Schema, long Rows, IReadOnlyList<RowGroup> RowGroups, IReadOnlyList<(string Key, string Value)> Texts, string CreatedBy)
{
    /// <summary>For every leaf, whether its bounds are in the order that its type has; empty where the file does not say.</summary>
    public IReadOnlyList<bool> HasTypeOrder { get; init; } = [];

    public static FileMetadata Read(ref CompactReader reader)
    {
        var (schema, groups, texts) = (new List<SchemaElement>(), new List<RowGroup>(), new List<(string, string)>());
        var createdBy = "";
        List<bool> orders = [];
        long? rows = null;
        var field = 0;
        while (reader.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 2:
                    for (var left = reader.List(type, WireType.Struct); left > 0; left--)
                    {
                        schema.Add(SchemaElement.Read(ref reader));
                    }

                    break;
                case 3:
                    rows = reader.Long(type);
                    break;
                case 4:
                    for (var left = reader.List(type, WireType.Struct); left > 0; left--)
                    {
                        groups.Add(RowGroup.Read(ref reader));
                    }

                    break;
                case 5:
                    for (var left = reader.List(type, WireType.Struct); left > 0; left--)
                    {
                        texts.Add(ReadText(ref reader));
                    }

                    break;
                case 6:
                    createdBy = reader.Text(type);
                    break;
                case 7:
                    for (var left = reader.List(type, WireType.Struct); left > 0; left--)
                    {
                        orders.Add(ReadOrder(ref reader));
                    }

                    break;
                case 8:
                    throw Fault.Unsupported("The file is encrypted.", "A file that is not encrypted.");
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new FileMetadata(
            schema, rows ?? throw Fault.Damaged("The footer has no number of rows.", "A number of rows."), groups, texts, createdBy)
        {
            HasTypeOrder = orders,
        };
    }

    public void Write(CompactWriter writer)
    {
        writer.Begin();
        // Version 1: readers take 2 as leave to expect newer encodings, and some refuse it.
        writer.Int(1, 1);
        writer.List(2, WireType.Struct, Schema.Count);
        foreach (var element in Schema)
        {
            element.Write(writer);
        }

        writer.Long(3, Rows);
        writer.List(4, WireType.Struct, RowGroups.Count);
        for (var i = 0; i < RowGroups.Count; i++)
        {
            RowGroups[i].Write(writer, i);
        }

        WriteTexts(writer);
        writer.Text(6, CreatedBy);
        WriteColumnOrders(writer);
        writer.End();
    }

    private void WriteTexts(CompactWriter writer)
    {
        if (Texts.Count == 0)
        {
            return;
        }

        writer.List(5, WireType.Struct, Texts.Count);
        foreach (var (key, value) in Texts)
        {
            writer.Begin();
            writer.Text(1, key);
            writer.Text(2, value);
            writer.End();
        }
    }

    // Without an order, readers may not use min_value and max_value at all. Number 1 is the order of the type.
    private void WriteColumnOrders(CompactWriter writer)
    {
        writer.List(7, WireType.Struct, Schema.Count - 1);
        for (var i = 1; i < Schema.Count; i++)
        {
            writer.Begin();
            writer.Struct(1);
            writer.End();
            writer.End();
        }
    }

    // A union of orders: number 1 is the order of the type, others are not known here.
    private static bool ReadOrder(ref CompactReader reader)
    {
        var (isType, field) = (false, 0);
        while (reader.NextField(ref field, out var type))
        {
            isType |= field == 1;
            reader.Skip(type);
        }

        return isType;
    }

    private static (string Key, string Value) ReadText(ref CompactReader reader)
    {
        var (key, value, field) = ("", "", 0);
        while (reader.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 1:
                    key = reader.Text(type);
                    break;
                case 2:
                    value = reader.Text(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return (key, value);
    }
}
