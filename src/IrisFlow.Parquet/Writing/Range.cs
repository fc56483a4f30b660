using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Writing;

/// <summary>Smallest and largest value so far. NaN is neither: no comparison with it holds.</summary>
internal struct Range<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private T _min = Infinity(positive: true);
    private T _max = Infinity(positive: false);

    public Range()
    {
    }

    public void Add(ReadOnlySpan<T> values)
    {
        // Few values need no vectors, and a short-lived process is spared compiling them.
        if (values.Length >= 256)
        {
            AddByVectors(ref values);
        }

        foreach (var value in values)
        {
            Add(value, value);
        }
    }

    private void AddByVectors(ref ReadOnlySpan<T> values)
    {
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        var (low, high) = (new Vector<T>(_min), new Vector<T>(_max));
        foreach (var vector in vectors)
        {
            // Not Vector.Min: it would let a NaN through.
            low = Vector.ConditionalSelect(Vector.LessThan(vector, low), vector, low);
            high = Vector.ConditionalSelect(Vector.GreaterThan(vector, high), vector, high);
        }

        for (var lane = 0; lane < Vector<T>.Count; lane++)
        {
            Add(low[lane], high[lane]);
        }

        values = values[(vectors.Length * Vector<T>.Count)..];
    }

    /// <summary>The bytes of both; none where there was no value, or only NaN.</summary>
    public readonly Statistics ToStatistics(long nulls)
    {
        if (_min > _max)
        {
            return new Statistics(nulls);
        }

        // -0 and +0 compare equal, so the format wants the lower one below and the higher one above.
        var (min, max) = (_min, _max);
        if (typeof(T) == typeof(double) || typeof(T) == typeof(float))
        {
            min = min == T.Zero ? -T.Zero : min;
            max = max == T.Zero ? T.Zero : max;
        }

        return new Statistics(nulls, Bytes(min), Bytes(max));
    }

    private static byte[] Bytes(T value) => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();

    private void Add(T low, T high)
    {
        _min = low < _min ? low : _min;
        _max = high > _max ? high : _max;
    }

    private static T Infinity(bool positive)
    {
        if (typeof(T) == typeof(double))
        {
            return (T)(object)(positive ? double.PositiveInfinity : double.NegativeInfinity);
        }

        if (typeof(T) == typeof(float))
        {
            return (T)(object)(positive ? float.PositiveInfinity : float.NegativeInfinity);
        }

        return positive ? T.MaxValue : T.MinValue;
    }
}
