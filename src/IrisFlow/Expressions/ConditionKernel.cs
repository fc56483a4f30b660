namespace IrisFlow;

/// <summary>A kernel of true, false and unknown: it says where it is true, and where it is false; a null is neither.</summary>
internal abstract class ConditionKernel(bool nullable) : Kernel(ColumnType.Bool, nullable)
{
    /// <param name="batch">The rows.</param>
    /// <param name="isTrue">Gets the rows for which the condition is true; empty when nobody asks.</param>
    /// <param name="isFalse">The same for false; one of the two is asked for.</param>
    public abstract void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse);

    public sealed override void Known(Batch batch, Span<ulong> known)
    {
        Span<ulong> isFalse = new ulong[known.Length];
        Evaluate(batch, known, isFalse);
        Bits.Or(known, isFalse);
    }

    public sealed override Column Column(Table rows, long? firstRow = null)
    {
        var items = new bool[rows.RowCount];
        var known = Nullable ? new ulong[Bits.Words(rows.RowCount)] : [];
        var isTrue = new ulong[Bits.Words(Batch.Size)];
        foreach (var batch in Batch.Of(rows, firstRow))
        {
            var words = Bits.Words(batch.Length);
            var isFalse = Nullable ? known.AsSpan(batch.Start >> 6, words) : default;
            Evaluate(batch, isTrue.AsSpan(0, words), isFalse);
            Bits.Or(isFalse, isTrue);
            for (var i = 0; i < batch.Length; i++)
            {
                items[batch.Start + i] = Bits.Get(isTrue, i);
            }
        }

        return new Column<bool>(ColumnType.Bool, items, Nullable ? Bits.ToValidity(known, rows.RowCount) : default, Nullable);
    }

    /// <summary>Where to put the rows for which something holds, before <see cref="Settle"/>.</summary>
    protected static Span<ulong> Target(Span<ulong> isTrue, Span<ulong> isFalse) => isTrue.IsEmpty ? isFalse : isTrue;

    /// <summary>Makes of the rows for which something holds, in <see cref="Target"/>, those of true and false: rows without a value are neither.</summary>
    protected static void Settle(ReadOnlySpan<ulong> known, int rows, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        Bits.Not(Target(isTrue, isFalse), isFalse, isFalse.IsEmpty ? 0 : rows);
        Bits.And(isFalse, known);
        Bits.And(isTrue, known);
    }
}

/// <summary>The opposite; of unknown it is unknown.</summary>
internal sealed class NotKernel(ConditionKernel operand) : ConditionKernel(operand.Nullable)
{
    public override void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse) => operand.Evaluate(batch, isFalse, isTrue);
}

/// <summary><c>and</c> and <c>or</c>: false and unknown is false, true or unknown is true, all else with unknown is unknown.</summary>
/// <param name="left">Left of the operator.</param>
/// <param name="right">Right of it.</param>
/// <param name="both">True for <c>and</c>, which needs both sides to be true and one to be false; <c>or</c> is the other way round.</param>
internal sealed class LogicKernel(ConditionKernel left, ConditionKernel right, bool both) : ConditionKernel(left.Nullable || right.Nullable)
{
    private ulong[] _true = [];
    private ulong[] _false = [];

    public override void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        var otherTrue = isTrue.IsEmpty ? default : Bits.Of(ref _true, batch.Length);
        var otherFalse = isFalse.IsEmpty ? default : Bits.Of(ref _false, batch.Length);
        left.Evaluate(batch, isTrue, isFalse);
        right.Evaluate(batch, otherTrue, otherFalse);
        if (both)
        {
            Bits.And(isTrue, otherTrue);
            Bits.Or(isFalse, otherFalse);
        }
        else
        {
            Bits.Or(isTrue, otherTrue);
            Bits.And(isFalse, otherFalse);
        }
    }
}

/// <summary>True where there is no value; never null itself.</summary>
internal sealed class IsNullKernel(Kernel argument) : ConditionKernel(nullable: false)
{
    public override void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        var known = Target(isFalse, isTrue);
        argument.Known(batch, known);
        Bits.Not(known, isTrue, isTrue.IsEmpty ? 0 : batch.Length);
    }
}

/// <summary>Unknown where the argument is false: what <c>in</c> says of a value that is not in a list with a null.</summary>
internal sealed class TrueOrNullKernel(ConditionKernel argument) : ConditionKernel(nullable: true)
{
    public override void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        isFalse.Clear();
        if (!isTrue.IsEmpty)
        {
            argument.Evaluate(batch, isTrue, default);
        }
    }
}

/// <summary>Whether two conditions are equal, or differ.</summary>
internal sealed class SameKernel(ConditionKernel left, ConditionKernel right, bool same) : ConditionKernel(left.Nullable || right.Nullable)
{
    private readonly ulong[][] _buffers = [[], [], [], []];

    public override void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        var a = Bits.Of(ref _buffers[0], batch.Length);
        var notA = Bits.Of(ref _buffers[1], batch.Length);
        var b = Bits.Of(ref _buffers[2], batch.Length);
        var notB = Bits.Of(ref _buffers[3], batch.Length);
        left.Evaluate(batch, a, notA);
        right.Evaluate(batch, b, notB);
        var equal = same ? isTrue : isFalse;
        var different = same ? isFalse : isTrue;
        for (var i = 0; i < equal.Length; i++)
        {
            equal[i] = (a[i] & b[i]) | (notA[i] & notB[i]);
        }

        for (var i = 0; i < different.Length; i++)
        {
            different[i] = (a[i] & notB[i]) | (notA[i] & b[i]);
        }
    }
}

/// <summary>A question about one value.</summary>
internal sealed class TestKernel<T>(Kernel<T> argument, Func<T, bool> test) : ConditionKernel(argument.Nullable)
    where T : unmanaged
{
    public override void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        var values = argument.Evaluate(batch);
        var target = Target(isTrue, isFalse);
        target.Clear();
        for (var i = 0; i < values.Items.Length; i++)
        {
            target[i >> 6] |= test(values.Items[i]) ? 1UL << (i & 63) : 0;
        }

        Settle(values.Known, batch.Length, isTrue, isFalse);
    }
}

/// <summary>Whether a condition is one of the listed values.</summary>
internal sealed class IsOneOfKernel(ConditionKernel operand, bool hasTrue, bool hasFalse) : ConditionKernel(operand.Nullable)
{
    private ulong[] _true = [];
    private ulong[] _false = [];

    public override void Evaluate(Batch batch, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        var found = Bits.Of(ref _true, batch.Length);
        var other = Bits.Of(ref _false, batch.Length);
        operand.Evaluate(batch, found, other);
        isTrue.Clear();
        isFalse.Clear();
        Bits.Or(hasTrue ? isTrue : isFalse, found);
        Bits.Or(hasFalse ? isTrue : isFalse, other);
    }
}
