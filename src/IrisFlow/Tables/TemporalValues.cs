namespace IrisFlow;

/// <summary>Between the numbers that date and timestamp columns hold and .NET's own types.</summary>
public static class TemporalValues
{
    /// <summary>Microseconds of a day.</summary>
    public const long MicrosecondsADay = 86_400_000_000;

    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Days since 1970-01-01.</summary>
    public static int Days(DateOnly date) => date.DayNumber - Epoch;

    /// <summary>The day, clamped to the range of <see cref="DateOnly"/> (0001-01-01 to 9999-12-31).</summary>
    public static DateOnly Date(int days) =>
        DateOnly.FromDayNumber((int)Math.Clamp((long)days + Epoch, 0, DateOnly.MaxValue.DayNumber));

    /// <summary>Microseconds since 1970-01-01T00:00:00Z; a finer part is cut off towards the past.</summary>
    public static long Microseconds(DateTime instant) =>
        Math.DivRem((instant.Kind == DateTimeKind.Local ? instant.ToUniversalTime() : instant).Ticks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond) is var (whole, rest) && rest < 0
            ? whole - 1
            : whole;

    /// <summary>The instant in UTC, clamped to the range of <see cref="DateTime"/>.</summary>
    public static DateTime Timestamp(long microseconds)
    {
        var lowest = (DateTime.MinValue.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        var highest = (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        return DateTime.UnixEpoch.AddTicks(Math.Clamp(microseconds, lowest, highest) * TimeSpan.TicksPerMicrosecond);
    }
}
