using System.Numerics;

namespace IrisFlow;

/// <summary>An operator on two values. A struct, so that each operator gets a loop of its own without a call in it.</summary>
internal interface IOperator<T>
{
    static abstract T Apply(T left, T right);
}

internal readonly struct Add : IOperator<double>
{
    public static double Apply(double left, double right) => left + right;
}

internal readonly struct Subtract : IOperator<double>
{
    public static double Apply(double left, double right) => left - right;
}

internal readonly struct Multiply : IOperator<double>
{
    public static double Apply(double left, double right) => left * right;
}

internal readonly struct Divide : IOperator<double>
{
    public static double Apply(double left, double right) => left / right;
}

internal readonly struct Remainder : IOperator<double>
{
    public static double Apply(double left, double right) => left % right;
}

internal readonly struct Power : IOperator<double>
{
    public static double Apply(double left, double right) => Math.Pow(left, right);
}

internal readonly struct DaysApart : IOperator<long>
{
    public static long Apply(long left, long right) => right - left;
}

internal readonly struct Least<T> : IOperator<T>
    where T : INumber<T>
{
    public static T Apply(T left, T right) => T.Min(left, right);
}

internal readonly struct Greatest<T> : IOperator<T>
    where T : INumber<T>
{
    public static T Apply(T left, T right) => T.Max(left, right);
}

/// <summary>An operator on two columns of one type, or on a column and a constant.</summary>
internal sealed class ZipKernel<T, TOperator>(Kernel<T> left, Kernel<T> right) : Kernel<T>(left.Type, left.Nullable || right.Nullable)
    where T : unmanaged
    where TOperator : struct, IOperator<T>
{
    public override Values<T> Evaluate(Batch batch)
    {
        var results = Items(batch.Length);
        if (right is ConstantKernel<T> { Value: var second })
        {
            var values = left.Evaluate(batch);
            var items = values.Items;
            for (var i = 0; i < results.Length && i < items.Length; i++)
            {
                results[i] = TOperator.Apply(items[i], second);
            }

            return new(results, values.Known);
        }

        if (left is ConstantKernel<T> { Value: var first })
        {
            var values = right.Evaluate(batch);
            var items = values.Items;
            for (var i = 0; i < results.Length && i < items.Length; i++)
            {
                results[i] = TOperator.Apply(first, items[i]);
            }

            return new(results, values.Known);
        }

        var a = left.Evaluate(batch);
        var b = right.Evaluate(batch);
        var x = a.Items;
        var y = b.Items;
        for (var i = 0; i < results.Length && i < x.Length && i < y.Length; i++)
        {
            results[i] = TOperator.Apply(x[i], y[i]);
        }

        return new(results, Both(a.Known, b.Known, batch.Length));
    }
}
