using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Reading;

/// <summary>A page of values, decompressed.</summary>
internal readonly ref struct DataPage(in PageHeader header, ReadOnlySpan<byte> levels, ReadOnlySpan<byte> values)
{
    /// <summary>Rows, null ones among them.</summary>
    public int Rows { get; } = header.Values;

    public PageEncoding Encoding { get; } = header.Encoding;

    /// <summary>The runs that say which rows are null; empty where the column has no nulls by its schema.</summary>
    public ReadOnlySpan<byte> Levels { get; } = levels;

    /// <summary>The values of the rows that are not null.</summary>
    public ReadOnlySpan<byte> Values { get; } = values;
}
