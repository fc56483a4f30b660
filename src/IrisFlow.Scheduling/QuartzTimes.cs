using System.Globalization;
using Quartz;

namespace IrisFlow.Scheduling;

/// <summary>The times of a cron pattern, found by Quartz on a clock without time zones.</summary>
/// <remarks>
/// Of Quartz nothing else is used: its scheduler keeps its own account of what has fired, and ours is a row beside the run. What crontab
/// and Quartz read differently (the numbers of weekdays, <c>?</c>, what two restricted day fields mean together) is settled by
/// <see cref="CronPattern"/>; Quartz gets lists of values.
/// </remarks>
public sealed class QuartzTimes : ICronTimes
{
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly CronExpression _expression;
    private readonly Func<DateTime, bool> _fits;

    /// <param name="pattern">The pattern.</param>
    public QuartzTimes(CronPattern pattern)
    {
        var (day, weekday) = (pattern.Day.IsAny ? "?" : Days(pattern.Day), pattern.Weekday.IsAny ? "?" : DaysOfWeek(pattern.Weekday));
        _fits = static _ => true;
        if (day != "?" && weekday != "?" && !pattern.IsEither)
        {
            // Quartz takes either of two fields; where a star begins one of them, crontab asks for both.
            if (pattern.Day.IsOpen)
            {
                (day, _fits) = ("?", time => pattern.Day.Values.Contains(time.Day));
            }
            else
            {
                (weekday, _fits) = ("?", time => pattern.Weekday.Values.Contains((int)time.DayOfWeek));
            }
        }

        var either = day == "?" && weekday == "?" ? "*" : day;
        _expression = new($"{List(pattern.Second)} {List(pattern.Minute)} {List(pattern.Hour)} {either} {List(pattern.Month)} {weekday}", TimeZoneInfo.Utc);
    }

    /// <inheritdoc/>
    public DateTime? After(DateTime time)
    {
        var next = _expression.GetNextValidTimeAfter(new(DateTime.SpecifyKind(time, DateTimeKind.Utc), TimeSpan.Zero));
        while (next is { } found && !_fits(found.DateTime))
        {
            // Another time of a day that does not fit would not fit either.
            next = _expression.GetNextValidTimeAfter(new(found.Date.AddDays(1).AddTicks(-1), TimeSpan.Zero));
        }

        return next is null ? null : DateTime.SpecifyKind(next.Value.DateTime, DateTimeKind.Unspecified);
    }

    private static string Days(CronField field) => field.Special ?? List(field);

    private static string DaysOfWeek(CronField field) => field.Special switch
    {
        null => string.Join(',', field.Values.Select(v => Weekdays[v])),
        { } special when special.Split('#') is [var which, var nth] => $"{Number(which)}#{nth}",
        { } special => $"{Number(special[..^1])}L",
    };

    // Quartz counts weekdays from 1, Sunday.
    private static string Number(string weekday) => ((CronField.Weekday.Value(weekday)!.Value % 7) + 1).ToString(CultureInfo.InvariantCulture);

    private static string List(CronField field) => field.IsAny ? "*" : string.Join(',', field.Values.Select(v => v.ToString(CultureInfo.InvariantCulture)));
}
