namespace IrisFlow;

/// <summary>One value where a condition is true, another where it is false or unknown.</summary>
internal sealed class ChooseKernel<T>(ConditionKernel condition, Kernel<T> then, Kernel<T> otherwise) : Kernel<T>(then.Type, then.Nullable || otherwise.Nullable)
    where T : unmanaged
{
    private readonly Branches _branches = new();

    public override Values<T> Evaluate(Batch batch)
    {
        var (taken, left) = _branches.Of(condition, batch);
        var a = then.Evaluate(taken);
        var b = otherwise.Evaluate(left);
        var x = a.Items;
        var y = b.Items;
        var results = Items(batch.Length);
        var isTrue = _branches.Taken(batch.Length);
        for (var i = 0; i < results.Length && i < x.Length && i < y.Length; i++)
        {
            results[i] = Bits.Get(isTrue, i) ? x[i] : y[i];
        }

        return new(results, a.Known.IsEmpty && b.Known.IsEmpty ? default : Merge(isTrue, a.Known, b.Known, Known(batch.Length)));
    }

    private static ReadOnlySpan<ulong> Merge(ReadOnlySpan<ulong> isTrue, ReadOnlySpan<ulong> then, ReadOnlySpan<ulong> otherwise, Span<ulong> known)
    {
        for (var i = 0; i < known.Length; i++)
        {
            known[i] = (isTrue[i] & (then.IsEmpty ? ulong.MaxValue : then[i])) | (~isTrue[i] & (otherwise.IsEmpty ? ulong.MaxValue : otherwise[i]));
        }

        return known;
    }
}

/// <summary>The same for conditions.</summary>
internal sealed class ChooseCondition(ConditionKernel condition, ConditionKernel then, ConditionKernel otherwise)
    : ConditionKernel(then.Nullable || otherwise.Nullable)
{
    private readonly Branches _branches = new();
    private ulong[] _true = [];
    private ulong[] _false = [];

    public override void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        var (taken, left) = _branches.Of(condition, batch);
        var otherTrue = isTrue.IsEmpty ? default : Bits.Of(ref _true, batch.Length);
        var otherFalse = isFalse.IsEmpty ? default : Bits.Of(ref _false, batch.Length);
        then.Evaluate(taken, isTrue, isFalse);
        otherwise.Evaluate(left, otherTrue, otherFalse);
        var chosen = _branches.Taken(batch.Length);
        Merge(chosen, isTrue, otherTrue);
        Merge(chosen, isFalse, otherFalse);
    }

    private static void Merge(ReadOnlySpan<ulong> chosen, Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = (chosen[i] & target[i]) | (~chosen[i] & other[i]);
        }
    }
}

/// <summary>The same for texts.</summary>
internal sealed class ChooseText(ConditionKernel condition, TextKernel then, TextKernel otherwise) : TextKernel(then.Nullable || otherwise.Nullable)
{
    private readonly Branches _branches = new();

    public override StringColumn Evaluate(Batch batch)
    {
        var (taken, left) = _branches.Of(condition, batch);
        var (a, b) = (then.Evaluate(taken), otherwise.Evaluate(left));
        var isTrue = _branches.Taken(batch.Length);
        var chosen = new StringColumnBuilder(batch.Length);
        for (var row = 0; row < batch.Length; row++)
        {
            var source = Bits.Get(isTrue, row) ? a : b;
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

/// <summary>The rows that take a branch, and those that don't: what fails in a branch fails only for rows that take it.</summary>
internal sealed class Branches
{
    private ulong[] _taken = [];
    private ulong[] _wanted = [];
    private ulong[] _left = [];

    public ReadOnlySpan<ulong> Taken(int rows) => Bits.Of(ref _taken, rows);

    public (Batch Taken, Batch Left) Of(ConditionKernel condition, Batch batch)
    {
        var taken = Bits.Of(ref _taken, batch.Length);
        var wanted = Bits.Of(ref _wanted, batch.Length);
        var left = Bits.Of(ref _left, batch.Length);
        condition.Evaluate(batch, taken, default);
        Bits.Not(taken, left, batch.Length);
        taken.CopyTo(wanted);
        Bits.And(wanted, batch.Wanted.Span);
        Bits.And(left, batch.Wanted.Span);
        return (batch with { Wanted = _wanted.AsMemory(0, wanted.Length) }, batch with { Wanted = _left.AsMemory(0, left.Length) });
    }
}
