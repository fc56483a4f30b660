namespace IrisFlow.Parquet;

/// <summary>How a Parquet file is written. Reading needs no options: a file says itself how it was written.</summary>
public sealed record ParquetOptions
{
    /// <summary>Rows of a row group; 0 chooses about 64 MiB, at most a million rows.</summary>
    public int RowGroupRows { get; init; }

    /// <summary>How pages are compressed.</summary>
    /// <remarks>
    /// Snappy is the default because it is only used where it pays: a column whose first page does not shrink by an eighth, or is
    /// under 4 KiB, stays as it is. Features are mostly floating-point noise, which no fast codec shrinks, and a small table should
    /// not pay for a codec at all; long texts and counters shrink to a fraction.
    /// </remarks>
    public ParquetCompression Compression { get; init; } = ParquetCompression.Snappy;
}

/// <summary>The compressions that are written. More are read.</summary>
public enum ParquetCompression
{
    /// <summary>None at all.</summary>
    None,

    /// <summary>Snappy, for columns that it shrinks.</summary>
    Snappy,
}
