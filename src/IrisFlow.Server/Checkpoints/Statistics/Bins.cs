using System.Numerics;
using System.Runtime.CompilerServices;

namespace IrisFlow.Server.Checkpoints.Statistics;

/// <summary>Intervals of equal width between two finite bounds, and how many values fall into each.</summary>
/// <remarks>Whole numbers get intervals of a whole width, so that each holds as many of them as the others; the last may reach beyond the greatest.</remarks>
internal sealed class Bins<T>
    where T : unmanaged, INumber<T>
{
    private readonly long[] _counts;
    private readonly ulong _width;
    private readonly T[] _edges;
    private readonly double _scale;
    private readonly double _low;

    /// <param name="low">The least value.</param>
    /// <param name="high">The greatest.</param>
    /// <param name="bins">At most so many intervals.</param>
    public Bins(T low, T high, int bins)
    {
        (Low, High) = (low, high);
        if (IsWhole)
        {
            var span = Offset(high);
            _width = (span / (ulong)bins) + 1;
            _counts = new long[(int)(span / _width) + 1];
        }
        else
        {
            _counts = new long[low == high ? 1 : bins];

            // Halves, so that bounds at both ends of the range don't overflow.
            _low = double.CreateChecked(low) / 2;
            _scale = low == high ? 0 : bins / ((double.CreateChecked(high) / 2) - _low);
        }

        _edges = [.. Enumerable.Range(0, _counts.Length + 1).Select(EdgeAt)];
    }

    /// <summary>The least value that has a place.</summary>
    public T Low { get; }

    /// <summary>The greatest.</summary>
    public T High { get; }

    private static bool IsWhole => typeof(T) == typeof(int) || typeof(T) == typeof(long);

    /// <summary>Counts a value between the bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value)
    {
        var at = IsWhole ? (int)(_width == 1 ? Offset(value) : Offset(value) / _width) : At(value);
        _counts[at]++;
    }

    /// <summary>Edges and counts.</summary>
    /// <param name="show">Turns an edge into what is shown of the column's type.</param>
    public Histogram ToHistogram(Func<T, object> show) => new([.. _edges.Select(show)], _counts);

    // What was rounded may name the interval beside the right one: its edges, as they are told, decide.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int At(T value)
    {
        var at = Math.Min((int)(((double.CreateTruncating(value) / 2) - _low) * _scale), _counts.Length - 1);
        while (value < _edges[at])
        {
            at--;
        }

        while (at < _counts.Length - 1 && value >= _edges[at + 1])
        {
            at++;
        }

        return at;
    }

    // The distance from the least value, which a signed number of the same size may be too small for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Offset(T value) => unchecked((ulong)(long.CreateTruncating(value) - long.CreateTruncating(Low)));

    private T EdgeAt(int index)
    {
        if (IsWhole)
        {
            return T.CreateSaturating((Int128)long.CreateTruncating(Low) + (Int128)(_width * (UInt128)index));
        }

        var share = (double)index / _counts.Length;
        return index == 0 ? Low : index == _counts.Length ? High : T.CreateChecked((double.CreateChecked(Low) * (1 - share)) + (double.CreateChecked(High) * share));
    }
}
