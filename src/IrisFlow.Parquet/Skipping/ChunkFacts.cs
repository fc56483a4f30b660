using System.Text;
using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Reading;

namespace IrisFlow.Parquet.Skipping;

/// <summary>What the row groups of a file say of a column, put together.</summary>
internal static class ChunkFacts
{
    public static ColumnFacts? Of(FileMetadata metadata, Leaf leaf)
    {
        var chunks = metadata.RowGroups.Where(g => g.Rows > 0).Select(g => g.Columns[leaf.Index].Statistics).ToList();
        if (chunks.Count == 0 || chunks.Any(c => c is null))
        {
            return null;
        }

        var nulls = chunks.All(c => c!.Nulls is not null) ? chunks.Sum(c => c!.Nulls) : leaf.Field.Nullable ? null : 0;
        var hasOrder = leaf.Index < metadata.HasTypeOrder.Count && metadata.HasTypeOrder[leaf.Index];
        return new(
            nulls,
            hasOrder ? Furthest(chunks, leaf, c => c.Min, c => c.IsMinExact, -1) : null,
            hasOrder ? Furthest(chunks, leaf, c => c.Max, c => c.IsMaxExact, 1) : null);
    }

    // A chunk without a bound has no value but NaN and null, or its writer kept none: then the others prove nothing for the column.
    private static object? Furthest(List<Statistics?> chunks, Leaf leaf, Func<Statistics, byte[]?> bound, Func<Statistics, bool> isExact, int sign)
    {
        object? furthest = null;
        foreach (var chunk in chunks)
        {
            if (bound(chunk!) is not { } bytes)
            {
                return null;
            }

            if (Value(leaf, bytes, isExact(chunk!)) is not IComparable value)
            {
                return null;
            }

            furthest = furthest is null || sign * (value is string text ? string.CompareOrdinal(text, (string)furthest) : value.CompareTo(furthest)) > 0 ? value : furthest;
        }

        return furthest;
    }

    private static object? Value(Leaf leaf, byte[] bytes, bool isExact) => Decoders.For(leaf) switch
    {
        ValueDecoder<bool> => bytes.Length == 1 ? bytes[0] != 0 : null,
        ValueDecoder<int> d => ValueBounds.Decode(d, leaf, bytes),
        ValueDecoder<long> d => ValueBounds.Decode(d, leaf, bytes),
        ValueDecoder<float> d => ValueBounds.Decode(d, leaf, bytes) is { } value && !float.IsNaN(value) ? value + 0.0f : null,
        ValueDecoder<double> d => ValueBounds.Decode(d, leaf, bytes) is { } value && !double.IsNaN(value) ? value + 0.0 : null,
        _ => isExact && leaf.Conversion == Conversion.None ? Encoding.UTF8.GetString(bytes) : null,
    };
}
