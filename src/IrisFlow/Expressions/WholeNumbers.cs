namespace IrisFlow;

/// <summary>An operator on whole numbers, which says by the sign of a number whether the result fits 64 bits.</summary>
internal interface ICheckedOperator
{
    /// <param name="left">Left of the operator.</param>
    /// <param name="right">Right of it.</param>
    /// <param name="overflow">Made negative, and nothing else, where the result does not fit.</param>
    static abstract long Apply(long left, long right, ref long overflow);
}

internal readonly struct CheckedAdd : ICheckedOperator
{
    public static long Apply(long left, long right, ref long overflow)
    {
        var sum = left + right;
        overflow |= (left ^ sum) & (right ^ sum);
        return sum;
    }
}

internal readonly struct CheckedSubtract : ICheckedOperator
{
    public static long Apply(long left, long right, ref long overflow)
    {
        var difference = left - right;
        overflow |= (left ^ right) & (left ^ difference);
        return difference;
    }
}

internal readonly struct CheckedMultiply : ICheckedOperator
{
    public static long Apply(long left, long right, ref long overflow)
    {
        var high = Math.BigMul(left, right, out long low);

        // The high half repeats the sign of the low one where the product fits.
        overflow |= high == low >> 63 ? 0 : long.MinValue;
        return low;
    }
}

/// <summary>The number without its sign; the right side does not count.</summary>
internal readonly struct CheckedAbs : ICheckedOperator
{
    public static long Apply(long left, long right, ref long overflow)
    {
        overflow |= left == long.MinValue ? left : 0;
        return left < 0 ? unchecked(-left) : left;
    }
}

/// <summary>Arithmetic on whole numbers, which stops at a result of more than 64 bits instead of giving a wrong one.</summary>
/// <param name="left">Left of the operator.</param>
/// <param name="right">Right of it.</param>
/// <param name="overflow">What to say then.</param>
internal sealed class CheckedKernel<TOperator>(Kernel<long> left, Kernel<long> right, Func<long, long, Finding> overflow)
    : Kernel<long>(ColumnType.Int64, left.Nullable || right.Nullable)
    where TOperator : struct, ICheckedOperator
{
    public override Values<long> Evaluate(Batch batch)
    {
        var a = left.Evaluate(batch);
        var b = right.Evaluate(batch);
        var x = a.Items;
        var y = b.Items;
        var results = Items(batch.Length);
        var flow = 0L;
        for (var i = 0; i < results.Length && i < x.Length && i < y.Length; i++)
        {
            results[i] = TOperator.Apply(x[i], y[i], ref flow);
        }

        var known = Both(a.Known, b.Known, batch.Length);
        if (flow < 0)
        {
            Look(batch, x, y, known);
        }

        return new(results, known);
    }

    // What stands in a row without a value means nothing, and may well not fit.
    private void Look(Batch batch, ReadOnlySpan<long> x, ReadOnlySpan<long> y, ReadOnlySpan<ulong> known)
    {
        for (var row = 0; row < x.Length; row++)
        {
            var flow = 0L;
            TOperator.Apply(x[row], y[row], ref flow);
            if (flow < 0 && batch.Wants(row) && (known.IsEmpty || Bits.Get(known, row)))
            {
                throw new IrisFlowException(overflow(x[row], y[row]), ExitCode.StepFailed);
            }
        }
    }
}

/// <summary>The remainder of whole numbers; null where the divisor is 0, as databases have it.</summary>
internal sealed class RemainderKernel(Kernel<long> left, Kernel<long> right)
    : Kernel<long>(ColumnType.Int64, left.Nullable || right is not ConstantKernel<long> { Value: not 0 })
{
    public override Values<long> Evaluate(Batch batch)
    {
        var a = left.Evaluate(batch);
        var b = right.Evaluate(batch);
        var results = Items(batch.Length);
        var known = Known(batch.Length);
        Bits.Fill(known, batch.Length);
        Bits.And(known, a.Known);
        Bits.And(known, b.Known);
        for (var row = 0; row < results.Length; row++)
        {
            // The remainder by -1 is 0, but the processor traps on the smallest number.
            var divisor = b.Items[row];
            results[row] = divisor is 0 or -1 ? 0 : a.Items[row] % divisor;
            if (divisor == 0)
            {
                known[row >> 6] &= ~(1UL << (row & 63));
            }
        }

        return new(results, known);
    }
}
