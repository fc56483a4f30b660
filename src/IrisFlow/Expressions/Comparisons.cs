using System.Numerics;
using System.Runtime.Intrinsics;

namespace IrisFlow;

/// <summary>A comparison, of two values and of many at once. A struct, so that each has loops of its own without a call in them.</summary>
internal interface IComparison<T>
    where T : unmanaged
{
    static abstract bool Holds(T left, T right);

    static abstract Vector256<T> Holds(Vector256<T> left, Vector256<T> right);

    static abstract Vector512<T> Holds(Vector512<T> left, Vector512<T> right);
}

internal readonly struct Equal<T> : IComparison<T>
    where T : unmanaged, INumber<T>
{
    public static bool Holds(T left, T right) => left == right;

    public static Vector256<T> Holds(Vector256<T> left, Vector256<T> right) => Vector256.Equals(left, right);

    public static Vector512<T> Holds(Vector512<T> left, Vector512<T> right) => Vector512.Equals(left, right);
}

internal readonly struct NotEqual<T> : IComparison<T>
    where T : unmanaged, INumber<T>
{
    public static bool Holds(T left, T right) => left != right;

    public static Vector256<T> Holds(Vector256<T> left, Vector256<T> right) => ~Vector256.Equals(left, right);

    public static Vector512<T> Holds(Vector512<T> left, Vector512<T> right) => ~Vector512.Equals(left, right);
}

internal readonly struct Less<T> : IComparison<T>
    where T : unmanaged, INumber<T>
{
    public static bool Holds(T left, T right) => left < right;

    public static Vector256<T> Holds(Vector256<T> left, Vector256<T> right) => Vector256.LessThan(left, right);

    public static Vector512<T> Holds(Vector512<T> left, Vector512<T> right) => Vector512.LessThan(left, right);
}

internal readonly struct LessOrEqual<T> : IComparison<T>
    where T : unmanaged, INumber<T>
{
    public static bool Holds(T left, T right) => left <= right;

    public static Vector256<T> Holds(Vector256<T> left, Vector256<T> right) => Vector256.LessThanOrEqual(left, right);

    public static Vector512<T> Holds(Vector512<T> left, Vector512<T> right) => Vector512.LessThanOrEqual(left, right);
}

internal readonly struct Greater<T> : IComparison<T>
    where T : unmanaged, INumber<T>
{
    public static bool Holds(T left, T right) => left > right;

    public static Vector256<T> Holds(Vector256<T> left, Vector256<T> right) => Vector256.GreaterThan(left, right);

    public static Vector512<T> Holds(Vector512<T> left, Vector512<T> right) => Vector512.GreaterThan(left, right);
}

internal readonly struct GreaterOrEqual<T> : IComparison<T>
    where T : unmanaged, INumber<T>
{
    public static bool Holds(T left, T right) => left >= right;

    public static Vector256<T> Holds(Vector256<T> left, Vector256<T> right) => Vector256.GreaterThanOrEqual(left, right);

    public static Vector512<T> Holds(Vector512<T> left, Vector512<T> right) => Vector512.GreaterThanOrEqual(left, right);
}
