using System.Globalization;

namespace IrisFlow;

/// <summary>Parts of days and instants, and the way between them. Instants are taken in UTC.</summary>
internal static class Dates
{
    private const long SecondsAnHour = 3600;

    /// <summary>A part of a day or of an instant, as a whole number.</summary>
    public static Kernel Part(string name, Kernel moment) => name switch
    {
        "hour" => OfTime(moment, s => s / SecondsAnHour),
        "minute" => OfTime(moment, s => s / 60 % 60),
        "second" => OfTime(moment, s => s % 60),
        "year" => OfDay(moment, d => TemporalValues.Date(d).Year),
        "quarter" => OfDay(moment, d => (TemporalValues.Date(d).Month + 2) / 3),
        "month" => OfDay(moment, d => TemporalValues.Date(d).Month),
        "week" => OfDay(moment, d => ISOWeek.GetWeekOfYear(TemporalValues.Date(d).ToDateTime(TimeOnly.MinValue))),
        "day" => OfDay(moment, d => TemporalValues.Date(d).Day),
        "day_of_year" => OfDay(moment, d => TemporalValues.Date(d).DayOfYear),

        // 1970-01-01 was a Thursday; Monday is 1 and Sunday is 7, as ISO 8601 has it.
        _ => OfDay(moment, d => (((d + 3L) % 7) + 7) % 7 + 1),
    };

    /// <summary>The days of dates, and of instants.</summary>
    public static Kernel<int> Days(Kernel moment) =>
        moment as Kernel<int> ?? new MapKernel<long, int>((Kernel<long>)moment, ColumnType.Date, DayOf);

    public static int DayOf(long microseconds) => (int)Math.Clamp(Floor(microseconds, TemporalValues.MicrosecondsADay), int.MinValue, int.MaxValue);

    /// <summary>Midnights between two moments; negative when the second is earlier.</summary>
    public static Kernel DaysBetween(Kernel from, Kernel to) =>
        new MapTwoKernel<int, int, long>(Days(from), Days(to), ColumnType.Int64, (a, b) => (long)b - a);

    public static Kernel SecondsBetween(Kernel from, Kernel to) => new MapTwoKernel<long, long, double>(
        (Kernel<long>)Promotion.To(from, ColumnType.Timestamp), (Kernel<long>)Promotion.To(to, ColumnType.Timestamp), ColumnType.Float64, (a, b) => (double)((Int128)b - a) / 1e6);

    /// <summary>A day some days later, or earlier.</summary>
    public static Kernel Move(Binder binder, Binary binary, Kernel<int> day, Kernel<long> days)
    {
        var sign = binary.Operator == "-" ? -1 : 1;
        return new CheckedMapKernel<int, long, int>(
            day,
            days,
            ColumnType.Date,
            (int d, long n, out int moved) =>
            {
                var sum = d + ((Int128)n * sign);
                moved = sum >= int.MinValue && sum <= int.MaxValue ? (int)sum : 0;
                return moved == sum && TemporalValues.Days(TemporalValues.Date(moved)) == moved;
            },
            (d, n) => binder.Finding(binary.At, "IF343", $"{TemporalValues.Date(d):yyyy-MM-dd} {binary.Operator} {n} days is before year 1 or after year 9999"));
    }

    private static MapKernel<int, long> OfDay(Kernel moment, Func<int, long> part) => new(Days(moment), ColumnType.Int64, part);

    private static MapKernel<long, long> OfTime(Kernel moment, Func<long, long> part) => new(
        (Kernel<long>)Promotion.To(moment, ColumnType.Timestamp), ColumnType.Int64, t => part((t - (Floor(t, TemporalValues.MicrosecondsADay) * TemporalValues.MicrosecondsADay)) / 1_000_000));

    private static long Floor(long value, long unit) => (value / unit) - (value % unit < 0 ? 1 : 0);
}
