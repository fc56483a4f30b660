namespace IrisFlow;

/// <summary>The first of two values that is there.</summary>
internal sealed class CoalesceKernel<T>(Kernel<T> first, Kernel<T> second) : Kernel<T>(first.Type, first.Nullable && second.Nullable)
    where T : unmanaged
{
    public override Values<T> Evaluate(Batch batch)
    {
        var a = first.Evaluate(batch);
        var b = second.Evaluate(batch);
        if (a.Known.IsEmpty)
        {
            return a;
        }

        var x = a.Items;
        var y = b.Items;
        var results = Items(batch.Length);
        for (var i = 0; i < results.Length && i < x.Length && i < y.Length; i++)
        {
            results[i] = Bits.Get(a.Known, i) ? x[i] : y[i];
        }

        if (b.Known.IsEmpty)
        {
            return new(results, default);
        }

        var known = Known(batch.Length);
        a.Known.CopyTo(known);
        Bits.Or(known, b.Known);
        return new(results, known);
    }
}

/// <summary>The same for conditions.</summary>
internal sealed class CoalesceCondition(ConditionKernel first, ConditionKernel second) : ConditionKernel(first.Nullable && second.Nullable)
{
    private readonly ulong[][] _buffers = [[], [], [], []];

    public override void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        var a = Bits.Of(ref _buffers[0], batch.Length);
        var notA = Bits.Of(ref _buffers[1], batch.Length);
        var b = Bits.Of(ref _buffers[2], batch.Length);
        var notB = Bits.Of(ref _buffers[3], batch.Length);
        first.Evaluate(batch, a, notA);
        second.Evaluate(batch, b, notB);
        for (var i = 0; i < isTrue.Length; i++)
        {
            isTrue[i] = a[i] | (b[i] & ~notA[i]);
        }

        for (var i = 0; i < isFalse.Length; i++)
        {
            isFalse[i] = notA[i] | (notB[i] & ~a[i]);
        }
    }
}

/// <summary>The same for texts.</summary>
internal sealed class CoalesceText(TextKernel first, TextKernel second) : TextKernel(first.Nullable && second.Nullable)
{
    public override StringColumn Evaluate(Batch batch)
    {
        var (a, b) = (first.Evaluate(batch), second.Evaluate(batch));
        if (a.NullCount == 0)
        {
            return a;
        }

        var chosen = new StringColumnBuilder(batch.Length);
        for (var row = 0; row < batch.Length; row++)
        {
            var source = a.IsNull(row) ? b : a;
            if (source.IsNull(row))
            {
                chosen.AppendNull();
            }
            else
            {
                chosen.AppendUtf8(source.Utf8(row));
            }
        }

        return chosen.Build();
    }
}

/// <summary>The value, or null where a condition on it is true.</summary>
internal sealed class NullWhereKernel<T>(Kernel<T> argument, ConditionKernel condition) : Kernel<T>(argument.Type, nullable: true)
    where T : unmanaged
{
    private ulong[] _true = [];

    public override Values<T> Evaluate(Batch batch)
    {
        var values = argument.Evaluate(batch);
        var isTrue = Bits.Of(ref _true, batch.Length);
        condition.Evaluate(batch, isTrue, default);
        var known = Known(batch.Length);
        Bits.Not(isTrue, known, batch.Length);
        Bits.And(known, values.Known);
        return new(values.Items, known);
    }
}

/// <summary>The same for texts.</summary>
internal sealed class NullWhereText(TextKernel argument, ConditionKernel condition) : TextKernel(nullable: true)
{
    public override StringColumn Evaluate(Batch batch)
    {
        var column = argument.Evaluate(batch);
        var (isTrue, known) = (new ulong[Bits.Words(batch.Length)], new ulong[Bits.Words(batch.Length)]);
        condition.Evaluate(batch, isTrue, default);
        Bits.Not(isTrue, known, batch.Length);
        ulong[] valid = [];
        Bits.And(known, TextRows.Known(column, ref valid));
        return column.WithValidity(Bits.ToValidity(known, batch.Length));
    }
}

/// <summary>A kernel that two others use: computed once for each batch.</summary>
internal sealed class SharedKernel<T>(Kernel<T> inner) : Kernel<T>(inner.Type, inner.Nullable)
    where T : unmanaged
{
    private Batch _batch;
    private bool _allKnown;

    public override Values<T> Evaluate(Batch batch)
    {
        var items = Items(batch.Length);
        if (batch != _batch)
        {
            var values = inner.Evaluate(batch);
            values.Items.CopyTo(items);
            values.Known.CopyTo(Known(batch.Length));
            (_batch, _allKnown) = (batch, values.Known.IsEmpty);
        }

        return new(items, _allKnown ? default : Known(batch.Length));
    }
}

/// <summary>The same for texts.</summary>
internal sealed class SharedText(TextKernel inner) : TextKernel(inner.Nullable)
{
    private Batch _batch;
    private StringColumn? _column;

    public override StringColumn Evaluate(Batch batch)
    {
        if (_column is null || batch != _batch)
        {
            (_batch, _column) = (batch, inner.Evaluate(batch));
        }

        return _column;
    }
}
