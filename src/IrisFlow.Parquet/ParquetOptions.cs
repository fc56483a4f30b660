namespace IrisFlow.Parquet;

/// <summary>How a Parquet file is written. Reading needs no options: a file says itself how it was written.</summary>
/// <remarks>None of it changes what is read: values, digests and keys are the same whatever is chosen.</remarks>
public sealed record ParquetOptions
{
    /// <summary>Rows of a row group; 0 chooses about 64 MiB, at most 1,048,576 rows.</summary>
    public int RowGroupRows { get; init; }

    /// <summary>How pages are compressed.</summary>
    /// <remarks>
    /// A codec is only used where it pays: a column whose first page does not shrink by an eighth, or is under 4 KiB, stays as it is.
    /// Features are mostly floating-point noise, which no fast codec shrinks, and a small table should not pay for a codec at all;
    /// long texts and counters shrink to a fraction.
    /// </remarks>
    public ParquetCompression Compression { get; init; } = ParquetCompression.Snappy;

    /// <summary>Whether values that repeat are written once, with a short code in every row, and whole numbers that count up as differences.</summary>
    /// <remarks>Without compression this is done for texts only: numbers stay as they are in memory, so that a reader need not copy them.</remarks>
    public bool Dictionaries { get; init; } = true;

    /// <summary>Threads that encode columns side by side; 0 for as many as there are processors. The bytes are the same for any number.</summary>
    public int Threads { get; init; }

    internal bool EncodesNumbers => Dictionaries && Compression != ParquetCompression.None;
}

/// <summary>The compressions that are written. More are read.</summary>
public enum ParquetCompression
{
    /// <summary>None at all.</summary>
    None,

    /// <summary>Snappy: quick, read by everything.</summary>
    Snappy,

    /// <summary>Zstandard: smaller, through the system's libzstd.</summary>
    Zstd,

    /// <summary>Gzip: smaller, slow to write, read by everything.</summary>
    Gzip,
}
