namespace IrisFlow;

/// <summary>Some rows of a table, few enough for the values in between to stay in the processor's cache.</summary>
internal readonly record struct Batch(Table Rows, int Start, int Length)
{
    /// <summary>Rows of a full batch; a multiple of eight, so that validity bits are shared and not shifted.</summary>
    public const int Size = 1 << 13;

    /// <summary>The batches of a table, in order.</summary>
    public static IEnumerable<Batch> Of(Table rows)
    {
        for (var start = 0; start < rows.RowCount; start += Size)
        {
            yield return new(rows, start, Math.Min(Size, rows.RowCount - start));
        }
    }
}

/// <summary>A part of a compiled expression: computes a column of values from a batch of rows.</summary>
/// <param name="type">Bool, int64, float64, string, date or timestamp: narrower numbers are widened where they enter.</param>
internal abstract class Kernel(ColumnType type)
{
    public ColumnType Type => type;

    /// <summary>True when every row has the same value.</summary>
    public virtual bool IsConstant => false;

    public abstract Column Evaluate(Batch batch);
}
