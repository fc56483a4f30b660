namespace IrisFlow;

/// <summary>A function of one value. Rows without one are not computed, since what they hold means nothing.</summary>
internal sealed class MapKernel<TIn, TOut>(Kernel<TIn> argument, ColumnType type, Func<TIn, TOut> function) : Kernel<TOut>(type, argument.Nullable)
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override Values<TOut> Evaluate(Batch batch)
    {
        var values = argument.Evaluate(batch);
        var results = Items(batch.Length);
        for (var i = 0; i < results.Length; i++)
        {
            if (values.IsKnown(i))
            {
                results[i] = function(values.Items[i]);
            }
        }

        return new(results, values.Known);
    }
}

/// <summary>A function of two values.</summary>
internal sealed class MapTwoKernel<TIn, TOther, TOut>(Kernel<TIn> first, Kernel<TOther> second, ColumnType type, Func<TIn, TOther, TOut> function)
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
            if (a.IsKnown(i) && b.IsKnown(i))
            {
                results[i] = function(a.Items[i], b.Items[i]);
            }
        }

        return new(results, Both(a.Known, b.Known, batch.Length));
    }
}

/// <summary>A conversion that can't fail.</summary>
internal interface IConversion<TIn, TOut>
{
    static abstract TOut Apply(TIn value);
}

internal readonly struct Int32ToInt64 : IConversion<int, long>
{
    public static long Apply(int value) => value;
}

internal readonly struct Int32ToFloat64 : IConversion<int, double>
{
    public static double Apply(int value) => value;
}

internal readonly struct Int64ToFloat64 : IConversion<long, double>
{
    public static double Apply(long value) => value;
}

internal readonly struct Float32ToFloat64 : IConversion<float, double>
{
    public static double Apply(float value) => value;
}

internal readonly struct DateToTimestamp : IConversion<int, long>
{
    public static long Apply(int value) => value * TemporalValues.MicrosecondsADay;
}

/// <summary>A conversion of every row, whether it has a value or not.</summary>
internal sealed class ConvertKernel<TIn, TOut, TConversion>(Kernel<TIn> argument, ColumnType type) : Kernel<TOut>(type, argument.Nullable)
    where TIn : unmanaged
    where TOut : unmanaged
    where TConversion : struct, IConversion<TIn, TOut>
{
    public override bool IsConstant => argument.IsConstant;

    public override Values<TOut> Evaluate(Batch batch)
    {
        var values = argument.Evaluate(batch);
        var items = values.Items;
        var results = Items(batch.Length);
        for (var i = 0; i < results.Length && i < items.Length; i++)
        {
            results[i] = TConversion.Apply(items[i]);
        }

        return new(results, values.Known);
    }
}
