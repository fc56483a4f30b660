using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IrisFlow;

/// <summary>The exact sum of whole numbers of 32 bits, of fewer than 2^31.</summary>
internal struct LaneInt32 : IValueSink<int>
{
    /// <summary>The sum so far.</summary>
    public long Total { get; private set; }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<int> values)
    {
        var (lower, upper) = (Vector256<long>.Zero, Vector256<long>.Zero);
        var vectors = MemoryMarshal.Cast<int, Vector256<int>>(values);
        foreach (var vector in vectors)
        {
            var (low, high) = Vector256.Widen(vector);
            lower += low;
            upper += high;
        }

        var total = Vector256.Sum(lower + upper);
        foreach (var value in values[(vectors.Length * Vector256<int>.Count)..])
        {
            total += value;
        }

        Total += total;
    }
}

/// <summary>The exact sum of whole numbers of 64 bits, of fewer than 2^31: their upper and lower halves are added by themselves.</summary>
internal struct LaneInt64 : IValueSink<long>
{
    // Added to each number it makes one without a sign, whose halves are such too.
    private const ulong Bias = 1UL << 63;

    private ulong _upper;
    private ulong _lower;
    private long _count;

    /// <summary>The sum so far.</summary>
    public readonly Int128 Total => ((Int128)_upper << 32) + _lower - ((Int128)_count << 63);

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<long> values)
    {
        var (uppers, lowers) = (Vector256<ulong>.Zero, Vector256<ulong>.Zero);
        var vectors = MemoryMarshal.Cast<long, Vector256<ulong>>(values);
        foreach (var vector in vectors)
        {
            uppers += Vector256.ShiftRightLogical(vector ^ Vector256.Create(Bias), 32);
            lowers += vector & Vector256.Create((ulong)uint.MaxValue);
        }

        var (upper, lower) = (Vector256.Sum(uppers), Vector256.Sum(lowers));
        foreach (var value in values[(vectors.Length * Vector256<long>.Count)..])
        {
            upper += ((ulong)value ^ Bias) >> 32;
            lower += (uint)value;
        }

        (_upper, _lower, _count) = (_upper + upper, _lower + lower, _count + values.Length);
    }
}
