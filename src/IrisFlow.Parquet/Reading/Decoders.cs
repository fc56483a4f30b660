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
        _ => new TextCollector(leaf, storedBytes),
    };

    /// <summary>The column's decoder.</summary>
    /// <exception cref="IrisFlowException">The column is not held in this type.</exception>
    public static ValueDecoder<T> Require<T>(Leaf leaf)
        where T : unmanaged => For(leaf) as ValueDecoder<T>
        ?? throw new IrisFlowException(
            new Finding("IF202", $"Column '{leaf.Field.Name}' is {leaf.Field.Type.Name()}, not {typeof(T).Name}.") { Column = leaf.Field.Name });

    /// <summary>A <see cref="ValueDecoder{T}"/> of what the column holds; null for text.</summary>
    public static object? For(Leaf leaf) => leaf.Physical switch
    {
        PhysicalType.Boolean => new BoolDecoder(),
        PhysicalType.Int32 when leaf.Conversion == Conversion.Unsigned32 => new NumberDecoder<int, long>(Conversions.Widen),
        PhysicalType.Int32 => new NumberDecoder<int, int>(null),
        PhysicalType.Int64 => new NumberDecoder<long, long>(Conversions.OfLongs(leaf.Conversion)),
        PhysicalType.Float => new NumberDecoder<float, float>(null),
        PhysicalType.Double => new NumberDecoder<double, double>(null),
        _ => null,
    };
}
