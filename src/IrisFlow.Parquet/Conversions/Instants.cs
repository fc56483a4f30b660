using System.Runtime.InteropServices;

namespace IrisFlow.Parquet.Conversions;

/// <summary>Instants and times of day in other units, as microseconds.</summary>
internal static class Instants
{
    private const long JulianDayOf1970 = 2_440_588;
    private const long MicrosecondsADay = 86_400_000_000;

    /// <exception cref="IrisFlowException">The microseconds of an instant do not fit 64 bits.</exception>
    public static void FromMilliseconds(ReadOnlySpan<long> stored, Span<long> target)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            target[i] = stored[i] is <= long.MaxValue / 1000 and >= long.MinValue / 1000
                ? stored[i] * 1000
                : throw Fault.DoesNotFit($"It holds the instant {stored[i]} ms from 1970.", "Instants whose microseconds fit 64 bits.");
        }
    }

    public static void FromMillisecondsOfDay(ReadOnlySpan<int> stored, Span<long> target)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            target[i] = stored[i] * 1000L;
        }
    }

    // Towards the past, so that the order of instants is kept across 1970.
    public static void FromNanoseconds(ReadOnlySpan<long> stored, Span<long> target)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            target[i] = Microseconds(stored[i]);
        }
    }

    /// <exception cref="IrisFlowException">The microseconds of an instant do not fit 64 bits.</exception>
    public static void FromInt96(ReadOnlySpan<Int96> stored, Span<long> target)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            var exact = ((Int128)(stored[i].JulianDay - JulianDayOf1970) * MicrosecondsADay) + Microseconds(stored[i].Nanoseconds);
            var micros = unchecked((long)exact);
            // Spark counts from the Julian epoch in 64 bits, which wrap around for the last years before those from 1970 do.
            target[i] = micros == exact || (exact == micros - ((Int128)1 << 64) && micros > long.MaxValue - (JulianDayOf1970 * MicrosecondsADay))
                ? micros
                : throw Fault.DoesNotFit($"It holds an instant on the Julian day {stored[i].JulianDay}.", "Instants whose microseconds from 1970 fit 64 bits.");
        }
    }

    private static long Microseconds(long nanoseconds) => (nanoseconds / 1000) - (nanoseconds % 1000 < 0 ? 1 : 0);
}

/// <summary>An instant as Impala and old Spark store it.</summary>
/// <param name="Nanoseconds">Since midnight.</param>
/// <param name="JulianDay">2,440,588 is 1970-01-01.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct Int96(long Nanoseconds, int JulianDay);
