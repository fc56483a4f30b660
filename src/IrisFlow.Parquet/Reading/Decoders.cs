using IrisFlow.Parquet.Conversions;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>What decodes a column, by how it is stored and what it becomes. A new way to store is one decoder, and its line here.</summary>
internal static class Decoders
{
    /// <summary>What collects the column's rows.</summary>
    public static ColumnCollector CollectorFor(Leaf leaf, long storedBytes) => For(leaf) switch
    {
        ValueDecoder<bool> d => new FixedCollector<bool>(leaf, d),
        ValueDecoder<int> d => new FixedCollector<int>(leaf, d),
        ValueDecoder<long> d => new FixedCollector<long>(leaf, d),
        ValueDecoder<float> d => new FixedCollector<float>(leaf, d),
        ValueDecoder<double> d => new FixedCollector<double>(leaf, d),
        _ => new TextCollector(leaf, Texts(leaf), storedBytes),
    };

    /// <summary>The column's decoder.</summary>
    /// <exception cref="IrisFlowException">The column is not held in this type.</exception>
    public static ValueDecoder<T> Require<T>(Leaf leaf)
        where T : unmanaged => For(leaf) as ValueDecoder<T>
        ?? throw new IrisFlowException(
            new Finding("IF202", $"Column '{leaf.Field.Name}' is {leaf.Field.Type.Name()}, not {typeof(T).Name}.") { Column = leaf.Field.Name });

    /// <summary>A <see cref="ValueDecoder{T}"/> of what the column holds; null for text.</summary>
    public static object? For(Leaf leaf) => leaf.Field.Type switch
    {
        ColumnType.Bool => new BoolDecoder(),
        ColumnType.Int32 or ColumnType.Date => new NumberDecoder<int, int>(null),
        ColumnType.Int64 or ColumnType.Timestamp => Longs(leaf.Conversion),
        ColumnType.Float32 => leaf.Conversion == Conversion.None ? new NumberDecoder<float, float>(null) : new NumberDecoder<Half, float>(Floats16.ToFloats),
        ColumnType.Float64 => Doubles(leaf),
        _ => null,
    };

    private static object Longs(Conversion conversion) => conversion switch
    {
        Conversion.None => new NumberDecoder<long, long>(null),
        Conversion.Unsigned32 => new NumberDecoder<int, long>(Integers.FromUnsigned32),
        Conversion.Unsigned64 => new NumberDecoder<long, long>(Integers.FromUnsigned64),
        Conversion.Milliseconds => new NumberDecoder<long, long>(Instants.FromMilliseconds),
        Conversion.MillisecondsOfDay => new NumberDecoder<int, long>(Instants.FromMillisecondsOfDay),
        Conversion.Int96 => new NumberDecoder<Int96, long>(Instants.FromInt96),
        _ => new NumberDecoder<long, long>(Instants.FromNanoseconds),
    };

    private static object Doubles(Leaf leaf) => (leaf.Conversion, leaf.Physical) switch
    {
        (Conversion.None, _) => new NumberDecoder<double, double>(null),
        (_, PhysicalType.Int32) => new NumberDecoder<int, double>((stored, values) => Decimals.ToDoubles(stored, leaf.Scale, values)),
        (_, PhysicalType.Int64) => new NumberDecoder<long, double>((stored, values) => Decimals.ToDoubles(stored, leaf.Scale, values)),
        _ => new BytesDecoder<double>(Bytes(leaf), bytes => Decimals.ToDouble(bytes, leaf.Scale)),
    };

    private static StoredTexts Texts(Leaf leaf) => leaf.Conversion switch
    {
        Conversion.None => new Utf8Texts(leaf.MayBeBinary
            ? "Bytes without a meaning are read as text in UTF-8; with binary: hex as digits."
            : "A column of text in UTF-8."),
        Conversion.Uuid => new TextsOfBytes(Bytes(leaf), _ => HexDigits.UuidLength, HexDigits.WriteUuid),
        Conversion.DecimalText => leaf.Physical switch
        {
            PhysicalType.Int32 => new DecimalTexts(new NumberDecoder<int, long>(Integers.FromSigned32), leaf.Scale),
            PhysicalType.Int64 => new DecimalTexts(new NumberDecoder<long, long>(null), leaf.Scale),
            _ => new DecimalTextsOfBytes(Bytes(leaf), leaf.Scale),
        },
        _ => new TextsOfBytes(Bytes(leaf), length => 2 * length, HexDigits.Write),
    };

    private static StoredBytes Bytes(Leaf leaf) => new(leaf.Physical == PhysicalType.FixedLengthByteArray ? leaf.Width : null);
}
