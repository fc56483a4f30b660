namespace IrisFlow;

/// <summary>An operator on two values. A struct, so that each operator gets a loop of its own without a call in it.</summary>
internal interface IOperator<TIn, TOut>
{
    static abstract TOut Apply(TIn left, TIn right);
}

/// <summary>An operator on two columns of the same type.</summary>
internal sealed class BinaryKernel<TIn, TOut, TOperator>(Kernel left, Kernel right, ColumnType type) : Kernel(type)
    where TIn : unmanaged
    where TOut : unmanaged
    where TOperator : struct, IOperator<TIn, TOut>
{
    public override Column Evaluate(Batch batch)
    {
        var (a, b) = ((Column<TIn>)left.Evaluate(batch), (Column<TIn>)right.Evaluate(batch));
        var x = a.Values;
        var y = b.Values;
        var results = new TOut[x.Length];
        for (var i = 0; i < results.Length && i < x.Length && i < y.Length; i++)
        {
            results[i] = TOperator.Apply(x[i], y[i]);
        }

        return new Column<TOut>(Type, results, Vectors.Both(a, b));
    }
}

/// <summary>Arithmetic on whole numbers, which stops at a result of more than 64 bits instead of giving a wrong one.</summary>
/// <param name="left">Left of the operator.</param>
/// <param name="right">Right of it.</param>
/// <param name="function">Throws <see cref="OverflowException"/>.</param>
/// <param name="overflow">What to say then.</param>
internal sealed class CheckedKernel(Kernel left, Kernel right, Func<long, long, long> function, Func<long, long, Finding> overflow) : Kernel(ColumnType.Int64)
{
    public override Column Evaluate(Batch batch)
    {
        var (a, b) = ((Column<long>)left.Evaluate(batch), (Column<long>)right.Evaluate(batch));
        var validity = Vectors.Both(a, b);
        var results = new long[batch.Length];
        var row = 0;
        try
        {
            for (; row < results.Length; row++)
            {
                if (validity[row])
                {
                    results[row] = function(a[row], b[row]);
                }
            }
        }
        catch (OverflowException error)
        {
            throw new IrisFlowException(overflow(a[row], b[row]), ExitCode.StepFailed, error);
        }

        return new Column<long>(Type, results, validity);
    }
}

/// <summary>The remainder of whole numbers; null where the divisor is 0, as databases have it.</summary>
internal sealed class RemainderKernel(Kernel left, Kernel right) : Kernel(ColumnType.Int64)
{
    public override Column Evaluate(Batch batch)
    {
        var (a, b) = ((Column<long>)left.Evaluate(batch), (Column<long>)right.Evaluate(batch));
        var results = new long[batch.Length];
        var valid = new bool[batch.Length];
        for (var row = 0; row < results.Length; row++)
        {
            valid[row] = !a.IsNull(row) && !b.IsNull(row) && b[row] != 0;

            // The remainder by -1 is 0, but the processor traps on the smallest number.
            results[row] = valid[row] && b[row] != -1 ? a[row] % b[row] : 0;
        }

        return new Column<long>(Type, results, Validity.FromFlags(valid));
    }
}
