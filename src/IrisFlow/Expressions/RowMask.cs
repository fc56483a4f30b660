namespace IrisFlow;

/// <summary>Some rows of a table, one bit each.</summary>
internal sealed class RowMask
{
    private readonly ulong[] _bits;

    private RowMask(ulong[] bits, int rows) => (_bits, Rows, Count) = (bits, rows, IrisFlow.Bits.Count(bits));

    /// <summary>The rows there are.</summary>
    public int Rows { get; }

    /// <summary>The rows that are in.</summary>
    public int Count { get; }

    public ReadOnlySpan<ulong> Bits => _bits;

    /// <summary>The rows for which a condition is true.</summary>
    public static RowMask Of(Table rows, ConditionKernel condition)
    {
        var bits = new ulong[IrisFlow.Bits.Words(rows.RowCount)];
        foreach (var batch in Batch.Of(rows))
        {
            condition.Evaluate(batch, bits.AsSpan(batch.Start >> 6, IrisFlow.Bits.Words(batch.Length)), default);
        }

        return new(bits, rows.RowCount);
    }
}
