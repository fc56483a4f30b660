using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Metadata;

/// <summary>A node of the schema tree, which the footer lists depth first.</summary>
internal sealed record SchemaElement
{
    public string Name { get; init; } = "";

    public PhysicalType? Type { get; init; }

    /// <summary>Bytes of each value, of a type of fixed length.</summary>
    public int? Width { get; init; }

    public Repetition? Repetition { get; init; }

    /// <summary>Nodes below; null or 0 for a leaf.</summary>
    public int? Children { get; init; }

    public ConvertedType? Converted { get; init; }

    /// <summary>Digits behind the point of a decimal in the older notation.</summary>
    public int? Scale { get; init; }

    /// <summary>Digits of a decimal in the older notation.</summary>
    public int? Precision { get; init; }

    public LogicalType Logical { get; init; }

    public static SchemaElement Read(ref CompactReader reader)
    {
        string? name = null;
        PhysicalType? physical = null;
        Repetition? repetition = null;
        ConvertedType? converted = null;
        LogicalType logical = default;
        int? children = null, width = null, scale = null, precision = null;
        var field = 0;
        while (reader.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 1:
                    physical = (PhysicalType)reader.Int(type);
                    break;
                case 2:
                    width = reader.Int(type);
                    break;
                case 3:
                    repetition = (Repetition)reader.Int(type);
                    break;
                case 4:
                    name = reader.Text(type);
                    break;
                case 5:
                    children = reader.Int(type);
                    break;
                case 6:
                    converted = (ConvertedType)reader.Int(type);
                    break;
                case 7:
                    scale = reader.Int(type);
                    break;
                case 8:
                    precision = reader.Int(type);
                    break;
                case 10:
                    CompactReader.Struct(type);
                    logical = LogicalType.Read(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new SchemaElement
        {
            Name = name ?? throw Fault.Damaged("An element of the schema has no name.", "A name for every element."),
            Type = physical,
            Width = width,
            Repetition = repetition,
            Children = children,
            Converted = converted,
            Scale = scale,
            Precision = precision,
            Logical = logical,
        };
    }

    public void Write(CompactWriter writer)
    {
        writer.Begin();
        WriteOptional(writer, 1, (int?)Type);
        WriteOptional(writer, 2, Width);
        WriteOptional(writer, 3, (int?)Repetition);
        writer.Text(4, Name);
        WriteOptional(writer, 5, Children);
        WriteOptional(writer, 6, (int?)Converted);
        WriteOptional(writer, 7, Scale);
        WriteOptional(writer, 8, Precision);
        if (Logical.Kind != LogicalKind.None)
        {
            Logical.Write(writer, 10);
        }

        writer.End();
    }

    private static void WriteOptional(CompactWriter writer, int field, int? value)
    {
        if (value is { } present)
        {
            writer.Int(field, present);
        }
    }
}
