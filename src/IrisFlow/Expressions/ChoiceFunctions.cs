namespace IrisFlow;

/// <summary>Functions that choose among values of one kind.</summary>
internal static class ChoiceFunctions
{
    private const string Ordered = "All are numbers, or dates and timestamps.";

    public static IEnumerable<KeyValuePair<string, Function>> All =>
    [
        new("if", new("b?", 3, 3, If)),
        new("coalesce", new("a", 2, Function.Many, a => Fold(a, Coalesce))),
        new("nullif", new("a", 2, 2, NullIf)),
        new("min", new("a", 2, Function.Many, a => Fold(a, Least))),
        new("max", new("a", 2, Function.Many, a => Fold(a, Greatest))),
        new("clip", new("a", 3, 3, a => Alike(a) is [var value, var low, var high] ? Least(Greatest(value, low), high) : null)),
        new("hash", new("ai", 2, 2, a => a.Whole(1, 1, int.MaxValue) is { } buckets ? Hashing.Bind(a.First, buckets) : null)),
    ];

    private static Kernel? If(Arguments call)
    {
        var (then, otherwise) = (call.All[1], call.All[2]);
        if (Common([then, otherwise]) is not { } type)
        {
            return call.Binder.Wrong(call.Call.At, "IF333", $"One branch is {then.Type.Name()}, another {otherwise.Type.Name()}", "All branches are of one kind.");
        }

        var condition = (ConditionKernel)call.First;
        return (Promotion.To(then, type), Promotion.To(otherwise, type)) switch
        {
            // Null in both: still of no type of its own.
            (ConstantCondition { IsNull: true } both, ConstantCondition { IsNull: true }) => both,
            (ConditionKernel a, ConditionKernel b) => new ChooseCondition(condition, a, b),
            (TextKernel a, TextKernel b) => new ChooseText(condition, a, b),
            (Kernel<int> a, Kernel<int> b) => new ChooseKernel<int>(condition, a, b),
            (Kernel<double> a, Kernel<double> b) => new ChooseKernel<double>(condition, a, b),
            var (a, b) => new ChooseKernel<long>(condition, (Kernel<long>)a, (Kernel<long>)b),
        };
    }

    private static Kernel? NullIf(Arguments call)
    {
        if (call.First is ConditionKernel)
        {
            return call.Wrong(0, "IF333", "nullif is given bool", "It takes numbers, text, dates or timestamps.");
        }

        if (Common(call.All) is null)
        {
            return Unlike(call);
        }

        var value = Operators.Shared(call.First);
        var same = Comparing.Bind("=", value, call.All[1]);
        return value switch
        {
            TextKernel k => new NullWhereText(k, same),
            Kernel<int> k => new NullWhereKernel<int>(k, same),
            Kernel<long> k => new NullWhereKernel<long>(k, same),
            _ => new NullWhereKernel<double>((Kernel<double>)value, same),
        };
    }

    private static Kernel Coalesce(Kernel first, Kernel second) => (first, second) switch
    {
        (ConditionKernel a, ConditionKernel b) => new CoalesceCondition(a, b),
        (TextKernel a, TextKernel b) => new CoalesceText(a, b),
        (Kernel<int> a, Kernel<int> b) => new CoalesceKernel<int>(a, b),
        (Kernel<double> a, Kernel<double> b) => new CoalesceKernel<double>(a, b),
        var (a, b) => new CoalesceKernel<long>((Kernel<long>)a, (Kernel<long>)b),
    };

    private static Kernel Least(Kernel first, Kernel second) => (first, second) switch
    {
        (Kernel<int> a, Kernel<int> b) => new ZipKernel<int, Least<int>>(a, b),
        (Kernel<double> a, Kernel<double> b) => new ZipKernel<double, Least<double>>(a, b),
        var (a, b) => new ZipKernel<long, Least<long>>((Kernel<long>)a, (Kernel<long>)b),
    };

    private static Kernel Greatest(Kernel first, Kernel second) => (first, second) switch
    {
        (Kernel<int> a, Kernel<int> b) => new ZipKernel<int, Greatest<int>>(a, b),
        (Kernel<double> a, Kernel<double> b) => new ZipKernel<double, Greatest<double>>(a, b),
        var (a, b) => new ZipKernel<long, Greatest<long>>((Kernel<long>)a, (Kernel<long>)b),
    };

    private static Kernel? Fold(Arguments call, Func<Kernel, Kernel, Kernel> pair) => Alike(call) is { } all ? all.Aggregate(pair) : null;

    // All arguments as the type they have in common; null after reporting that there is none.
    private static Kernel[]? Alike(Arguments call)
    {
        if (Common(call.All) is { } type && (call.Name == "coalesce" || type is not (ColumnType.String or ColumnType.Bool)))
        {
            return Array.ConvertAll(call.All, a => Promotion.To(a, type));
        }

        Unlike(call);
        return null;
    }

    private static ColumnType? Common(Kernel[] kernels)
    {
        ColumnType? type = null;
        foreach (var kernel in kernels)
        {
            if (kernel is ConstantCondition { IsNull: true })
            {
                continue;
            }

            type = type is { } known ? Promotion.Common(known, kernel.Type) : kernel.Type;
            if (type is null)
            {
                return null;
            }
        }

        return type ?? ColumnType.Bool;
    }

    private static Kernel? Unlike(Arguments call) => call.Binder.Wrong(
        call.Call.At,
        "IF333",
        $"{call.Name} is given {string.Join(", ", call.All.Select(a => a.Type.Name()))}",
        call.Name is "coalesce" or "nullif" ? "All are of one kind." : Ordered);
}
