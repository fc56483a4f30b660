using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IrisFlow;

/// <summary>The sum of differences from a mean, and of their squares, in eight lanes.</summary>
internal struct LaneSpread(double mean) : IValueSink<double>
{
    private Vector256<double> _differences, _moreDifferences, _squares, _moreSquares;

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<double> values)
    {
        var (differences, moreDifferences, squares, moreSquares) = (_differences, _moreDifferences, _squares, _moreSquares);
        var around = Vector256.Create(mean);
        ref var first = ref MemoryMarshal.GetReference(values);
        var whole = values.Length & -8;
        for (var i = 0; i < whole; i += 8)
        {
            Add(Vector256.LoadUnsafe(ref first, (nuint)i) - around, ref differences, ref squares);
            Add(Vector256.LoadUnsafe(ref first, (nuint)i + 4) - around, ref moreDifferences, ref moreSquares);
        }

        if (whole < values.Length)
        {
            // What is no row is the mean itself.
            Span<double> rest = stackalloc double[8];
            rest.Fill(mean);
            values[whole..].CopyTo(rest);
            Add(Vector256.Create<double>(rest) - around, ref differences, ref squares);
            Add(Vector256.Create<double>(rest[4..]) - around, ref moreDifferences, ref moreSquares);
        }

        (_differences, _moreDifferences, _squares, _moreSquares) = (differences, moreDifferences, squares, moreSquares);
    }

    /// <summary>The lanes together.</summary>
    public readonly (double Differences, double Squares) Total() =>
        (Vector256.Sum(_differences) + Vector256.Sum(_moreDifferences), Vector256.Sum(_squares) + Vector256.Sum(_moreSquares));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector256<double> from, ref Vector256<double> differences, ref Vector256<double> squares)
    {
        differences += from;
        squares += from * from;
    }
}
