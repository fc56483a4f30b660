using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Writing;

/// <summary>How a column type is stored, and its meaning in both notations: old readers know one, new ones prefer the other.</summary>
internal readonly record struct WrittenType(PhysicalType Physical, ConvertedType? Converted = null, LogicalType Logical = default)
{
    public static WrittenType Of(ColumnType type) => type switch
    {
        ColumnType.Bool => new(PhysicalType.Boolean),
        ColumnType.Int32 => new(PhysicalType.Int32, ConvertedType.Int32, new LogicalType(LogicalKind.Integer, BitWidth: 32)),
        ColumnType.Int64 => new(PhysicalType.Int64, ConvertedType.Int64, new LogicalType(LogicalKind.Integer, BitWidth: 64)),
        ColumnType.Float32 => new(PhysicalType.Float),
        ColumnType.Float64 => new(PhysicalType.Double),
        ColumnType.String => new(PhysicalType.ByteArray, ConvertedType.Utf8, new LogicalType(LogicalKind.String)),
        ColumnType.Date => new(PhysicalType.Int32, ConvertedType.Date, new LogicalType(LogicalKind.Date)),
        ColumnType.Timestamp => new(PhysicalType.Int64, ConvertedType.TimestampMicros, new LogicalType(LogicalKind.Timestamp, TimeUnit.Micros)),
        _ => throw new InvalidOperationException($"A column of {type.Name()} can't be written."),
    };
}
