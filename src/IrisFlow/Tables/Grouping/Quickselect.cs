using System.Numerics;

namespace IrisFlow;

/// <summary>The n-th of some numbers in order, without putting all in order (Hoare's selection).</summary>
internal static class Quickselect
{
    private const int Few = 32;

    /// <summary>Brings the n-th number to its place: none before it is greater, none behind it is less.</summary>
    /// <param name="values">Numbers without NaN; they change places.</param>
    /// <param name="n">From 0.</param>
    public static double Nth(Span<double> values, int n)
    {
        var (low, high) = (0, values.Length - 1);
        for (var budget = 2 * BitOperations.Log2((uint)values.Length); high - low >= Few && budget > 0; budget--)
        {
            var (left, right) = Partition(values, low, high);
            if (n <= right)
            {
                high = right;
            }
            else if (n >= left)
            {
                low = left;
            }
            else
            {
                return values[n];
            }
        }

        // Few are left, or the numbers are such that partitioning does not help.
        values[low..(high + 1)].Sort();
        return values[n];
    }

    // Up to right nothing is above the pivot, from left on nothing below it; what lies between is the pivot.
    private static (int Left, int Right) Partition(Span<double> values, int low, int high)
    {
        var pivot = Middle(values[low], values[low + ((high - low) / 2)], values[high]);
        var (left, right) = (low, high);
        while (left <= right)
        {
            while (values[left] < pivot)
            {
                left++;
            }

            while (values[right] > pivot)
            {
                right--;
            }

            if (left <= right)
            {
                (values[left], values[right]) = (values[right], values[left]);
                left++;
                right--;
            }
        }

        return (left, right);
    }

    private static double Middle(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
