using IrisFlow.Parquet.Thrift;

namespace IrisFlow.Parquet.Metadata;

/// <summary>The kinds of meaning, by their field number in the union of the format's definition.</summary>
internal enum LogicalKind
{
    None = 0,
    String = 1,
    Map = 2,
    List = 3,
    Enum = 4,
    Decimal = 5,
    Date = 6,
    Time = 7,
    Timestamp = 8,
    Integer = 10,
    Null = 11,
    Json = 12,
    Bson = 13,
    Uuid = 14,
    Float16 = 15,
    Variant = 16,
    Geometry = 17,
    Geography = 18,
}

/// <summary>The units of time, by their field number in the union of the format's definition.</summary>
internal enum TimeUnit
{
    None = 0,
    Millis = 1,
    Micros = 2,
    Nanos = 3,
}

/// <summary>What values mean, in the newer of the two notations.</summary>
internal readonly record struct LogicalType(LogicalKind Kind, TimeUnit Unit = TimeUnit.None, int BitWidth = 0, bool Signed = true)
{
    /// <summary>Digits behind the point of a decimal.</summary>
    public int Scale { get; init; }

    /// <summary>Digits of a decimal in all.</summary>
    public int Precision { get; init; }

    public static LogicalType Read(ref CompactReader reader)
    {
        var logical = default(LogicalType);
        var field = 0;
        while (reader.NextField(ref field, out var type))
        {
            CompactReader.Struct(type);
            logical = new LogicalType((LogicalKind)field);
            switch (logical.Kind)
            {
                case LogicalKind.Time or LogicalKind.Timestamp:
                    logical = logical with { Unit = ReadTimeUnit(ref reader) };
                    break;
                case LogicalKind.Integer:
                    logical = ReadInteger(ref reader);
                    break;
                case LogicalKind.Decimal:
                    logical = ReadDecimal(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return logical;
    }

    public void Write(CompactWriter writer, int field)
    {
        writer.Struct(field);
        writer.Struct((int)Kind);
        if (Kind == LogicalKind.Timestamp)
        {
            writer.Bool(1, true);
            writer.Struct(2);
            writer.Struct((int)Unit);
            writer.End();
            writer.End();
        }
        else if (Kind == LogicalKind.Integer)
        {
            writer.Byte(1, (byte)BitWidth);
            writer.Bool(2, Signed);
        }

        writer.End();
        writer.End();
    }

    private static TimeUnit ReadTimeUnit(ref CompactReader reader)
    {
        var (unit, field) = (TimeUnit.None, 0);
        while (reader.NextField(ref field, out var type))
        {
            if (field != 2)
            {
                reader.Skip(type);
                continue;
            }

            CompactReader.Struct(type);
            var choice = 0;
            while (reader.NextField(ref choice, out var chosen))
            {
                unit = (TimeUnit)choice;
                reader.Skip(chosen);
            }
        }

        return unit;
    }

    private static LogicalType ReadInteger(ref CompactReader reader)
    {
        var (integer, field) = (new LogicalType(LogicalKind.Integer), 0);
        while (reader.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 1:
                    integer = integer with { BitWidth = reader.Byte(type) };
                    break;
                case 2:
                    integer = integer with { Signed = CompactReader.Bool(type) };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return integer;
    }

    private static LogicalType ReadDecimal(ref CompactReader reader)
    {
        var (number, field) = (new LogicalType(LogicalKind.Decimal), 0);
        while (reader.NextField(ref field, out var type))
        {
            switch (field)
            {
                case 1:
                    number = number with { Scale = reader.Int(type) };
                    break;
                case 2:
                    number = number with { Precision = reader.Int(type) };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return number;
    }
}
