using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IrisFlow;

/// <summary>A compensated sum in eight lanes: row i of a block is added to lane i mod 8, with what the addition loses. The same on every processor.</summary>
internal struct LaneSum : IValueSink<double>
{
    private const int Lanes = 8;

    private Vector256<double> _sums, _moreSums, _lost, _moreLost;

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<double> values)
    {
        // As locals, they stay in registers.
        var (sums, moreSums, lost, moreLost) = (_sums, _moreSums, _lost, _moreLost);
        ref var first = ref MemoryMarshal.GetReference(values);
        var whole = values.Length & -Lanes;
        for (var i = 0; i < whole; i += Lanes)
        {
            Add(Vector256.LoadUnsafe(ref first, (nuint)i), ref sums, ref lost);
            Add(Vector256.LoadUnsafe(ref first, (nuint)i + 4), ref moreSums, ref moreLost);
        }

        if (whole < values.Length)
        {
            // Adding 0 changes no sum: none is ever -0.
            Span<double> rest = stackalloc double[Lanes];
            rest.Clear();
            values[whole..].CopyTo(rest);
            Add(Vector256.Create<double>(rest), ref sums, ref lost);
            Add(Vector256.Create<double>(rest[4..]), ref moreSums, ref moreLost);
        }

        (_sums, _moreSums, _lost, _moreLost) = (sums, moreSums, lost, moreLost);
    }

    /// <summary>The lanes together, one after the other.</summary>
    public readonly CompensatedSum Total()
    {
        var total = default(CompensatedSum);
        for (var lane = 0; lane < Lanes; lane++)
        {
            total.Add(lane < 4 ? CompensatedSum.Of(_sums[lane], _lost[lane]) : CompensatedSum.Of(_moreSums[lane - 4], _moreLost[lane - 4]));
        }

        return total;
    }

    // Knuth's two-sum, as in CompensatedSum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector256<double> values, ref Vector256<double> sums, ref Vector256<double> lost)
    {
        var sum = sums + values;
        var added = sum - sums;
        lost += (sums - (sum - added)) + (values - added);
        sums = sum;
    }
}
