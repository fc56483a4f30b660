namespace IrisFlow;

/// <summary>A part of a compiled expression: computes values from a batch of rows.</summary>
/// <remarks>Kernels keep their buffers from batch to batch, so one tree of kernels serves one thread at a time.</remarks>
/// <param name="type">What it gives.</param>
/// <param name="nullable">Whether it may give nulls: that follows from what it is made of, never from values.</param>
internal abstract class Kernel(ColumnType type, bool nullable)
{
    public ColumnType Type => type;

    public bool Nullable => nullable;

    /// <summary>True when every row has the same value.</summary>
    public virtual bool IsConstant => false;

    /// <summary>The rows that have a value.</summary>
    public abstract void Known(Batch batch, Span<ulong> known);

    /// <summary>The values for all rows of a table.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="firstRow">The number of its first row, where messages are to name rows.</param>
    public abstract Column Column(Table rows, long? firstRow = null);
}

/// <summary>Fixed-width values of a batch, until the kernel that gave them is asked again.</summary>
internal readonly ref struct Values<T>(ReadOnlySpan<T> items, ReadOnlySpan<ulong> known)
{
    /// <summary>One a row; where the row has no value it means nothing.</summary>
    public ReadOnlySpan<T> Items { get; } = items;

    /// <summary>The rows that have a value; empty when all have one.</summary>
    public ReadOnlySpan<ulong> Known { get; } = known;

    public bool IsKnown(int row) => Known.IsEmpty || Bits.Get(Known, row);
}

/// <summary>A kernel of fixed-width values other than true and false.</summary>
internal abstract class Kernel<T>(ColumnType type, bool nullable) : Kernel(type, nullable)
    where T : unmanaged
{
    private T[] _items = [];
    private ulong[] _known = [];

    public abstract Values<T> Evaluate(Batch batch);

    public sealed override void Known(Batch batch, Span<ulong> known)
    {
        var values = Evaluate(batch);
        Bits.Fill(known, batch.Length);
        Bits.And(known, values.Known);
    }

    public sealed override Column Column(Table rows, long? firstRow = null)
    {
        var items = GC.AllocateUninitializedArray<T>(rows.RowCount);
        var known = Nullable ? new ulong[Bits.Words(rows.RowCount)] : [];
        foreach (var batch in Batch.Of(rows, firstRow))
        {
            var values = Evaluate(batch);
            values.Items.CopyTo(items.AsSpan(batch.Start));
            if (Nullable)
            {
                var target = known.AsSpan(batch.Start >> 6, Bits.Words(batch.Length));
                Bits.Fill(target, batch.Length);
                Bits.And(target, values.Known);
            }
        }

        return new Column<T>(Type, items, Nullable ? Bits.ToValidity(known, rows.RowCount) : default, Nullable);
    }

    /// <summary>The kernel's own place for results.</summary>
    protected Span<T> Items(int rows)
    {
        if (_items.Length < rows)
        {
            _items = new T[rows];
        }

        return _items.AsSpan(0, rows);
    }

    /// <summary>The kernel's own place for which rows have a value.</summary>
    protected Span<ulong> Known(int rows) => Bits.Of(ref _known, rows);

    /// <summary>The rows that have a value on both sides.</summary>
    protected ReadOnlySpan<ulong> Both(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, int rows)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.IsEmpty ? right : left;
        }

        var both = Known(rows);
        left.CopyTo(both);
        Bits.And(both, right);
        return both;
    }
}
