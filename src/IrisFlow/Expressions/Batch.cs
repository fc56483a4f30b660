namespace IrisFlow;

/// <summary>Some rows of a table, few enough for the values in between to stay in the processor's cache.</summary>
/// <param name="Rows">The table.</param>
/// <param name="Start">The first row; a multiple of 8, so that validity bits are not shifted.</param>
/// <param name="Length">Number of rows.</param>
internal readonly record struct Batch(Table Rows, int Start, int Length)
{
    /// <summary>Rows of a full batch.</summary>
    public const int Size = 1 << 13;

    /// <summary>The rows whose results are wanted: a branch that is not taken can't fail. Empty for all.</summary>
    public ReadOnlyMemory<ulong> Wanted { get; init; }

    /// <summary>The number of the table's first row, to name a row in a message; null where that is not known.</summary>
    public long? FirstRow { get; init; }

    /// <summary>The batches of a table, in order.</summary>
    public static IEnumerable<Batch> Of(Table rows, long? firstRow = null)
    {
        for (var start = 0; start < rows.RowCount; start += Size)
        {
            yield return new(rows, start, Math.Min(Size, rows.RowCount - start)) { FirstRow = firstRow };
        }
    }

    public bool Wants(int row) => Wanted.IsEmpty || Bits.Get(Wanted.Span, row);
}
