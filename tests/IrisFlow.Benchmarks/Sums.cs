using System.Numerics;
using System.Runtime.InteropServices;

namespace IrisFlow.Benchmarks;

/// <summary>Sums as fast as memory gives the values: what reading is measured with.</summary>
internal static class Sums
{
    /// <summary>The sum of a column's numbers; 0 for one of texts.</summary>
    public static double Of(Column column) => column switch
    {
        Column<double> c => Of(c.Values),
        Column<int> c => Of(c.Values),
        Column<long> c => Of(c.Values),
        _ => 0,
    };

    public static double Of(ReadOnlySpan<double> values) => Add<double>(values, out var rest) + Plain(rest);

    public static long Of(ReadOnlySpan<long> values) => Add<long>(values, out var rest) + Plain(rest);

    // 32-bit sums of a column would overflow, so the halves are widened.
    public static long Of(ReadOnlySpan<int> values)
    {
        var sum = Vector<long>.Zero;
        var vectors = MemoryMarshal.Cast<int, Vector<int>>(values);
        foreach (var vector in vectors)
        {
            Vector.Widen(vector, out var low, out var high);
            sum += low + high;
        }

        var total = Vector.Sum(sum);
        foreach (var value in values[(vectors.Length * Vector<int>.Count)..])
        {
            total += value;
        }

        return total;
    }

    private static T Add<T>(ReadOnlySpan<T> values, out ReadOnlySpan<T> rest)
        where T : unmanaged
    {
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        var (a, b, c, d) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
        var i = 0;
        for (; i <= vectors.Length - 4; i += 4)
        {
            a += vectors[i];
            b += vectors[i + 1];
            c += vectors[i + 2];
            d += vectors[i + 3];
        }

        rest = values[(i * Vector<T>.Count)..];
        return Vector.Sum(a + b + c + d);
    }

    private static T Plain<T>(ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        var sum = T.Zero;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }
}
