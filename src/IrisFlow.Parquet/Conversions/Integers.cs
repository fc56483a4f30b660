namespace IrisFlow.Parquet.Conversions;

/// <summary>Whole numbers of other widths, and unsigned ones, which are stored in the bits of signed ones.</summary>
internal static class Integers
{
    public static void FromSigned32(ReadOnlySpan<int> stored, Span<long> target)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            target[i] = stored[i];
        }
    }

    public static void FromUnsigned32(ReadOnlySpan<int> stored, Span<long> target)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            target[i] = (uint)stored[i];
        }
    }

    /// <exception cref="IrisFlowException">A number is beyond 2^63 - 1.</exception>
    public static void FromUnsigned64(ReadOnlySpan<long> stored, Span<long> target)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            target[i] = stored[i] >= 0
                ? stored[i]
                : throw Fault.DoesNotFit($"It holds {(ulong)stored[i]}.", $"Whole numbers up to {long.MaxValue}.");
        }
    }
}
