using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>How stored numbers become ours.</summary>
internal enum Conversion
{
    None,
    Unsigned32,
    Unsigned64,
    Milliseconds,
    Nanoseconds,
}

/// <summary>A column of the file: where it stands among the leaves, how it is stored and what it becomes.</summary>
/// <param name="Index">Its number among the chunks of a row group.</param>
/// <param name="Field">Its name, type and whether it may hold nulls. The type says nothing where <paramref name="Refusal"/> is given.</param>
/// <param name="Physical">How its values are stored.</param>
/// <param name="Conversion">What is done to them.</param>
/// <param name="Refusal">Why it can't be read; null when it can.</param>
internal sealed record Leaf(int Index, Field Field, PhysicalType Physical, Conversion Conversion, string? Refusal)
{
    public static Leaf Of(SchemaElement element, int index)
    {
        var nullable = element.Repetition != Repetition.Required;
        var physical = element.Type ?? throw Fault.Damaged($"The schema's element '{element.Name}' has neither a type nor elements below it.", "One of the two.");
        if (physical is < PhysicalType.Boolean or > PhysicalType.FixedLengthByteArray
            || element.Repetition is not (Repetition.Required or Repetition.Optional or Repetition.Repeated))
        {
            throw Fault.Damaged($"The schema's element '{element.Name}' has the type {(int)physical} and the repetition {element.Repetition}.", "Numbers that the format defines.");
        }

        if (element.Repetition == Repetition.Repeated)
        {
            return Refused(index, element.Name, "a list");
        }

        var known = element.Logical.Kind != LogicalKind.None ? OfLogical(physical, element.Logical) : OfConverted(physical, element.Converted);
        return known is var (type, conversion)
            ? new Leaf(index, new Field(element.Name, type, nullable), physical, conversion, null)
            : Refused(index, element.Name, Describe(physical, element));
    }

    public static Leaf Refused(int index, string name, string what) =>
        new(index, new Field(name, ColumnType.String, true), PhysicalType.ByteArray, Conversion.None, what);

    private static (ColumnType, Conversion)? OfLogical(PhysicalType physical, LogicalType logical) => (physical, logical.Kind) switch
    {
        (PhysicalType.ByteArray, LogicalKind.String or LogicalKind.Enum or LogicalKind.Json) => (ColumnType.String, Conversion.None),
        (PhysicalType.Int32, LogicalKind.Date) => (ColumnType.Date, Conversion.None),
        (PhysicalType.Int64, LogicalKind.Timestamp) => logical.Unit switch
        {
            TimeUnit.Millis => (ColumnType.Timestamp, Conversion.Milliseconds),
            TimeUnit.Micros => (ColumnType.Timestamp, Conversion.None),
            TimeUnit.Nanos => (ColumnType.Timestamp, Conversion.Nanoseconds),
            _ => null,
        },
        (PhysicalType.Int32, LogicalKind.Integer) when logical is { Signed: false, BitWidth: 32 } => (ColumnType.Int64, Conversion.Unsigned32),
        (PhysicalType.Int32, LogicalKind.Integer) => (ColumnType.Int32, Conversion.None),
        (PhysicalType.Int64, LogicalKind.Integer) => (ColumnType.Int64, logical.Signed ? Conversion.None : Conversion.Unsigned64),
        _ => null,
    };

    private static (ColumnType, Conversion)? OfConverted(PhysicalType physical, ConvertedType? converted) => (physical, converted) switch
    {
        (PhysicalType.Boolean, null) => (ColumnType.Bool, Conversion.None),
        (PhysicalType.Float, null) => (ColumnType.Float32, Conversion.None),
        (PhysicalType.Double, null) => (ColumnType.Float64, Conversion.None),
        (PhysicalType.Int32, null or ConvertedType.Int8 or ConvertedType.Int16 or ConvertedType.Int32 or ConvertedType.UInt8 or ConvertedType.UInt16) =>
            (ColumnType.Int32, Conversion.None),
        (PhysicalType.Int32, ConvertedType.UInt32) => (ColumnType.Int64, Conversion.Unsigned32),
        (PhysicalType.Int32, ConvertedType.Date) => (ColumnType.Date, Conversion.None),
        (PhysicalType.Int64, null or ConvertedType.Int64) => (ColumnType.Int64, Conversion.None),
        (PhysicalType.Int64, ConvertedType.UInt64) => (ColumnType.Int64, Conversion.Unsigned64),
        (PhysicalType.Int64, ConvertedType.TimestampMillis) => (ColumnType.Timestamp, Conversion.Milliseconds),
        (PhysicalType.Int64, ConvertedType.TimestampMicros) => (ColumnType.Timestamp, Conversion.None),
        // Impala and old Spark write text without saying so; bytes that are no text are refused when they are read.
        (PhysicalType.ByteArray, null or ConvertedType.Utf8 or ConvertedType.Enum or ConvertedType.Json) => (ColumnType.String, Conversion.None),
        _ => null,
    };

    private static string Describe(PhysicalType physical, SchemaElement element)
    {
        var meaning = element.Logical.Kind != LogicalKind.None ? element.Logical.Kind.ToString() : element.Converted?.ToString();
        return meaning is null ? $"of type {physical}" : $"of type {meaning} stored as {physical}";
    }
}
