using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>What the values of a leaf become: by their logical type, else by the older converted type, else by how they are stored.</summary>
/// <remarks>A meaning that is unknown, or is none for the stored type, counts as not given. src/docs/parquet.md has the table for users.</remarks>
internal static class LeafType
{
    // Beyond any writer's decimals, which have at most 76 digits; it bounds what one stored byte can become as text.
    private const int MostDigits = 100;

    public static (ColumnType Type, Conversion Conversion) Of(SchemaElement element, ForeignValues values)
    {
        var physical = element.Type.GetValueOrDefault();
        return IsDecimal(element) ? (values.Decimals == DecimalReading.Text ? (ColumnType.String, Conversion.DecimalText) : (ColumnType.Float64, Conversion.Decimal))
            : OfLogical(physical, element)
            ?? OfConverted(physical, element.Converted)
            ?? OfPhysical(physical, IsShape(element) ? BinaryReading.Hex : values.Binary);
    }

    /// <summary>Digits behind the point of a decimal, 0 for all else.</summary>
    public static int ScaleOf(SchemaElement element) => element.Logical.Kind == LogicalKind.Decimal ? element.Logical.Scale : element.Scale.GetValueOrDefault();

    /// <summary>What is wrong with a decimal's digits, or null.</summary>
    public static string? Problem(SchemaElement element)
    {
        var scale = ScaleOf(element);
        var precision = element.Logical.Kind == LogicalKind.Decimal ? element.Logical.Precision : element.Precision.GetValueOrDefault();
        return IsDecimal(element) && (scale < 0 || scale > (precision > 0 ? precision : MostDigits) || precision is < 0 or > MostDigits)
            ? $"a decimal of {precision} digits, {scale} of them behind the point"
            : null;
    }

    /// <summary>True for bytes of which the file does not say that they are text.</summary>
    public static bool MayBeBinary(SchemaElement element) =>
        element.Type == PhysicalType.ByteArray && OfLogical(PhysicalType.ByteArray, element) is null && OfConverted(PhysicalType.ByteArray, element.Converted) is null;

    private static bool IsDecimal(SchemaElement element) =>
        element.Type is PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.ByteArray or PhysicalType.FixedLengthByteArray
        && (element.Logical.Kind == LogicalKind.Decimal || (element.Logical.Kind == LogicalKind.None && element.Converted == ConvertedType.Decimal));

    // Shapes on the map are stored as well-known binary, which is never text.
    private static bool IsShape(SchemaElement element) => element.Logical.Kind is LogicalKind.Geometry or LogicalKind.Geography;

    private static (ColumnType, Conversion)? OfLogical(PhysicalType physical, SchemaElement element) => (physical, element.Logical.Kind) switch
    {
        (PhysicalType.ByteArray, LogicalKind.String or LogicalKind.Enum or LogicalKind.Json) => (ColumnType.String, Conversion.None),
        (PhysicalType.Int32, LogicalKind.Date) => (ColumnType.Date, Conversion.None),
        (PhysicalType.Int32, LogicalKind.Time) when element.Logical.Unit == TimeUnit.Millis => (ColumnType.Int64, Conversion.MillisecondsOfDay),
        (PhysicalType.Int64, LogicalKind.Time or LogicalKind.Timestamp) =>
            OfUnit(element.Logical.Kind == LogicalKind.Time ? ColumnType.Int64 : ColumnType.Timestamp, element.Logical.Unit),
        (PhysicalType.Int32, LogicalKind.Integer) => element.Logical is { Signed: false, BitWidth: 32 } ? (ColumnType.Int64, Conversion.Unsigned32) : (ColumnType.Int32, Conversion.None),
        (PhysicalType.Int64, LogicalKind.Integer) => (ColumnType.Int64, element.Logical.Signed ? Conversion.None : Conversion.Unsigned64),
        (PhysicalType.FixedLengthByteArray, LogicalKind.Uuid) when element.Width == 16 => (ColumnType.String, Conversion.Uuid),
        (PhysicalType.FixedLengthByteArray, LogicalKind.Float16) when element.Width == 2 => (ColumnType.Float32, Conversion.Float16),
        _ => null,
    };

    private static (ColumnType, Conversion)? OfUnit(ColumnType type, TimeUnit unit) => unit switch
    {
        TimeUnit.Millis => (type, Conversion.Milliseconds),
        TimeUnit.Micros => (type, Conversion.None),
        TimeUnit.Nanos => (type, Conversion.Nanoseconds),
        _ => null,
    };

    private static (ColumnType, Conversion)? OfConverted(PhysicalType physical, ConvertedType? converted) => (physical, converted) switch
    {
        (PhysicalType.Int32, ConvertedType.UInt32) => (ColumnType.Int64, Conversion.Unsigned32),
        (PhysicalType.Int32, ConvertedType.Date) => (ColumnType.Date, Conversion.None),
        (PhysicalType.Int32, ConvertedType.TimeMillis) => (ColumnType.Int64, Conversion.MillisecondsOfDay),
        (PhysicalType.Int64, ConvertedType.TimeMicros) => (ColumnType.Int64, Conversion.None),
        (PhysicalType.Int64, ConvertedType.UInt64) => (ColumnType.Int64, Conversion.Unsigned64),
        (PhysicalType.Int64, ConvertedType.TimestampMillis) => (ColumnType.Timestamp, Conversion.Milliseconds),
        (PhysicalType.Int64, ConvertedType.TimestampMicros) => (ColumnType.Timestamp, Conversion.None),
        (PhysicalType.ByteArray, ConvertedType.Utf8 or ConvertedType.Enum or ConvertedType.Json) => (ColumnType.String, Conversion.None),
        _ => null,
    };

    private static (ColumnType, Conversion) OfPhysical(PhysicalType physical, BinaryReading binary) => physical switch
    {
        PhysicalType.Boolean => (ColumnType.Bool, Conversion.None),
        PhysicalType.Int32 => (ColumnType.Int32, Conversion.None),
        PhysicalType.Int64 => (ColumnType.Int64, Conversion.None),
        PhysicalType.Int96 => (ColumnType.Timestamp, Conversion.Int96),
        PhysicalType.Float => (ColumnType.Float32, Conversion.None),
        PhysicalType.Double => (ColumnType.Float64, Conversion.None),
        // Impala and old Spark write text without saying so.
        PhysicalType.ByteArray when binary == BinaryReading.Text => (ColumnType.String, Conversion.None),
        _ => (ColumnType.String, Conversion.Hex),
    };
}
