namespace IrisFlow.Parquet.Reading;

/// <summary>Stored numbers that mean something else than they say: unsigned ones, and timestamps in other units. Source and target may be the same memory.</summary>
internal static class Conversions
{
    /// <summary>The conversion of 64-bit numbers; null where they are what they say.</summary>
    public static ValueConversion<long, long>? OfLongs(Conversion conversion) => conversion switch
    {
        Conversion.Unsigned64 => RequireNotNegative,
        Conversion.Milliseconds => FromMilliseconds,
        Conversion.Nanoseconds => FromNanoseconds,
        _ => null,
    };

    public static void Widen(ReadOnlySpan<int> stored, Span<long> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (uint)stored[i];
        }
    }

    private static void RequireNotNegative(ReadOnlySpan<long> stored, Span<long> values)
    {
        foreach (var value in stored)
        {
            if (value < 0)
            {
                throw Fault.DoesNotFit($"It holds {(ulong)value}.", $"Whole numbers up to {long.MaxValue}.");
            }
        }

        stored.CopyTo(values);
    }

    private static void FromMilliseconds(ReadOnlySpan<long> stored, Span<long> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = stored[i];
            if (value is > long.MaxValue / 1000 or < long.MinValue / 1000)
            {
                throw Fault.DoesNotFit($"It holds the instant {value} ms from 1970.", "Instants whose microseconds fit 64 bits.");
            }

            values[i] = value * 1000;
        }
    }

    // Towards the past, so that the order of instants is kept across 1970.
    private static void FromNanoseconds(ReadOnlySpan<long> stored, Span<long> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = stored[i];
            values[i] = (value / 1000) - (value % 1000 < 0 ? 1 : 0);
        }
    }
}
