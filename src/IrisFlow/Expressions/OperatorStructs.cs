using System.Numerics;

namespace IrisFlow;

internal readonly struct Equal<T> : IOperator<T, bool>
    where T : IEqualityOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => left == right;
}

internal readonly struct NotEqual<T> : IOperator<T, bool>
    where T : IEqualityOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => left != right;
}

internal readonly struct Less<T> : IOperator<T, bool>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => left < right;
}

internal readonly struct LessOrEqual<T> : IOperator<T, bool>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => left <= right;
}

internal readonly struct BoolEqual : IOperator<bool, bool>
{
    public static bool Apply(bool left, bool right) => left == right;
}

internal readonly struct BoolNotEqual : IOperator<bool, bool>
{
    public static bool Apply(bool left, bool right) => left != right;
}

internal readonly struct Add : IOperator<double, double>
{
    public static double Apply(double left, double right) => left + right;
}

internal readonly struct Subtract : IOperator<double, double>
{
    public static double Apply(double left, double right) => left - right;
}

internal readonly struct Multiply : IOperator<double, double>
{
    public static double Apply(double left, double right) => left * right;
}

internal readonly struct Divide : IOperator<double, double>
{
    public static double Apply(double left, double right) => left / right;
}

internal readonly struct Remainder : IOperator<double, double>
{
    public static double Apply(double left, double right) => left % right;
}

internal readonly struct Least<T> : IOperator<T, T>
    where T : INumber<T>
{
    public static T Apply(T left, T right) => T.Min(left, right);
}

internal readonly struct Greatest<T> : IOperator<T, T>
    where T : INumber<T>
{
    public static T Apply(T left, T right) => T.Max(left, right);
}
