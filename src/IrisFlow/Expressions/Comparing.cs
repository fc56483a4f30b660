using System.Numerics;

namespace IrisFlow;

/// <summary>The kernels of comparisons.</summary>
internal static class Comparing
{
    /// <summary>The comparison of two kernels whose types have one in common.</summary>
    public static ConditionKernel Bind(string symbol, Kernel left, Kernel right)
    {
        if (left.IsConstant && !right.IsConstant)
        {
            // The constant stands right, where it is compared as one value.
            return Bind(symbol switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", _ => symbol }, right, left);
        }

        var type = Narrowest(left, right);
        (left, right) = (Fitting(left, type), Fitting(right, type));
        return type switch
        {
            ColumnType.String => Texts(symbol, (TextKernel)left, (TextKernel)right),
            ColumnType.Bool => new SameKernel((ConditionKernel)left, (ConditionKernel)right, same: symbol == "="),
            ColumnType.Float64 => Numbers(symbol, (Kernel<double>)left, (Kernel<double>)right),
            ColumnType.Int32 or ColumnType.Date => Numbers(symbol, (Kernel<int>)left, (Kernel<int>)right),
            _ => Numbers(symbol, (Kernel<long>)left, (Kernel<long>)right),
        };
    }

    // Numbers of 32 bits are compared as they lie, twice as many at once, where the constant is such a number.
    private static ColumnType Narrowest(Kernel left, Kernel right)
    {
        var type = Promotion.Common(left.Type, right.Type)!.Value;
        return type == ColumnType.Float32 ? ColumnType.Float64
            : left.Type == ColumnType.Int32 && Whole(right) is >= int.MinValue and <= int.MaxValue ? ColumnType.Int32
            : type;
    }

    private static Kernel Fitting(Kernel kernel, ColumnType type) =>
        type == ColumnType.Int32 && Whole(kernel) is { } value ? new ConstantKernel<int>(type, (int)value) : Promotion.To(kernel, type);

    private static long? Whole(Kernel kernel) => kernel is ConstantKernel<long> { Type: ColumnType.Int64 } constant ? constant.Value : null;

    private static ConditionKernel Numbers<T>(string symbol, Kernel<T> left, Kernel<T> right)
        where T : unmanaged, INumber<T> => symbol switch
        {
            "=" => new CompareKernel<T, Equal<T>>(left, right),
            "!=" => new CompareKernel<T, NotEqual<T>>(left, right),
            "<" => new CompareKernel<T, Less<T>>(left, right),
            "<=" => new CompareKernel<T, LessOrEqual<T>>(left, right),
            ">" => new CompareKernel<T, Greater<T>>(left, right),
            _ => new CompareKernel<T, GreaterOrEqual<T>>(left, right),
        };

    // Byte by byte, which is the order of Unicode code points.
    private static TextTestKernel Texts(string symbol, TextKernel left, TextKernel right) => new(left, right, symbol switch
    {
        "=" => (a, b) => a.SequenceEqual(b),
        "!=" => (a, b) => !a.SequenceEqual(b),
        "<" => (a, b) => a.SequenceCompareTo(b) < 0,
        "<=" => (a, b) => a.SequenceCompareTo(b) <= 0,
        ">" => (a, b) => a.SequenceCompareTo(b) > 0,
        _ => (a, b) => a.SequenceCompareTo(b) >= 0,
    });
}
