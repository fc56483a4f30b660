namespace IrisFlow;

internal delegate bool Trying<TIn, TOut>(TIn value, out TOut result);

internal delegate bool Trying<TIn, TOther, TOut>(TIn value, TOther other, out TOut result);

/// <summary>A function of two values that may have no result, which stops the step.</summary>
internal sealed class CheckedMapKernel<TIn, TOther, TOut>(
    Kernel<TIn> first, Kernel<TOther> second, ColumnType type, Trying<TIn, TOther, TOut> function, Func<TIn, TOther, Finding> problem)
    : Kernel<TOut>(type, first.Nullable || second.Nullable)
    where TIn : unmanaged
    where TOther : unmanaged
    where TOut : unmanaged
{
    public override Values<TOut> Evaluate(Batch batch)
    {
        var a = first.Evaluate(batch);
        var b = second.Evaluate(batch);
        var results = Items(batch.Length);
        for (var i = 0; i < results.Length; i++)
        {
            if (a.IsKnown(i) && b.IsKnown(i) && !function(a.Items[i], b.Items[i], out results[i]) && batch.Wants(i))
            {
                throw new IrisFlowException(problem(a.Items[i], b.Items[i]), ExitCode.StepFailed);
            }
        }

        return new(results, Both(a.Known, b.Known, batch.Length));
    }
}
