using System.Globalization;

namespace IrisFlow;

/// <summary>A cron pattern in words: <c>At 02:30 every day</c>.</summary>
internal static class CronWords
{
    private const int MostTimes = 6;

    private static readonly string[] Weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth"];

    public static string Of(CronPattern pattern) => $"{Times(pattern)}{Days(pattern)}{Months(pattern)}";

    private static string Times(CronPattern pattern)
    {
        var (seconds, minutes, hours) = (pattern.Second.Values, pattern.Minute.Values, pattern.Hour.Values);
        if (seconds.Count * minutes.Count * hours.Count <= MostTimes)
        {
            var times = from hour in hours from minute in minutes from second in seconds select new TimeOnly(hour, minute, second);
            return "At " + List([.. times.Select(t => t.ToString(seconds is [0] ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture))]);
        }

        if (!pattern.Second.IsAny && seconds is not [0])
        {
            return $"{Rhythm(pattern.Second, "second")}, {Lower(Minutes(pattern))}";
        }

        return pattern.Second.IsAny ? pattern is { Minute.IsAny: true, Hour.IsAny: true } ? "Every second" : $"Every second, {Lower(Minutes(pattern))}" : Minutes(pattern);
    }

    private static string Minutes(CronPattern pattern)
    {
        var hours = pattern.Hour.IsAny ? "" : Step(pattern.Hour, 24) is { } every ? $" of every {Ordinal(every)} hour" : $" of the hours {List([.. pattern.Hour.Values.Select(h => h.ToString("00", CultureInfo.InvariantCulture))])}";
        return pattern.Minute.Values is [var minute] ? $"At minute {minute}{(hours.Length == 0 ? " of every hour" : hours)}" : Rhythm(pattern.Minute, "minute") + hours;
    }

    private static string Rhythm(CronField field, string unit) =>
        field.IsAny ? $"Every {unit}" : Step(field, 60) is { } every ? $"Every {every} {unit}s" : $"At the {unit}s {List([.. field.Values.Select(v => v.ToString(CultureInfo.InvariantCulture))])}";

    /// <summary>The distance of values that go evenly around the clock; null where they don't.</summary>
    private static int? Step(CronField field, int around) =>
        field.Values is [0, var step, ..] && around % step == 0 && field.Values.Count == around / step && field.Values.Select((v, i) => v == i * step).All(even => even) ? step : null;

    private static string Days(CronPattern pattern)
    {
        var (day, weekday) = (pattern.Day.IsAny ? null : DayOfMonth(pattern.Day), pattern.Weekday.IsAny ? null : DayOfWeek(pattern.Weekday));
        return (day, weekday) switch
        {
            (null, null) => pattern.Hour.IsAny || (pattern.Minute.Values.Count > 1 && Step(pattern.Hour, 24) is not null) ? "" : " every day",
            (null, _) => $" {weekday}",
            (_, null) => $" {day}",
            _ => $" {day} {(pattern.IsEither ? "or" : "if that is")} {weekday}",
        };
    }

    private static string DayOfMonth(CronField day) => day.Special switch
    {
        "L" => "on the last day of the month",
        "LW" => "on the last weekday (Monday to Friday) of the month",
        { } near => $"on the weekday (Monday to Friday) nearest to day {near[..^1]} of the month",
        null when day.IsOpen && int.TryParse(day.Text[2..], NumberStyles.None, CultureInfo.InvariantCulture, out var step) => $"on every {Ordinal(step)} day of the month",
        null => $"on day {List([.. day.Values.Select(d => d.ToString(CultureInfo.InvariantCulture))])} of the month",
    };

    private static string DayOfWeek(CronField weekday)
    {
        if (weekday.Special is { } special)
        {
            return special.Split('#') is [var which, var nth] ? $"on the {Ordinals[nth[0] - '1']} {NameOf(which)} of the month" : $"on the last {NameOf(special[..^1])} of the month";
        }

        return weekday.Values switch
        {
            [1, 2, 3, 4, 5] => "on Monday to Friday",
            [0, 6] => "on Saturday and Sunday",
            { Count: 7 } => "on every weekday",
            var some => "on " + List([.. some.OrderBy(d => (d + 6) % 7).Select(d => Weekdays[d])]),
        };
    }

    private static string NameOf(string weekday) => Weekdays[CronField.Weekday.Value(weekday)!.Value % 7];

    private static string Months(CronPattern pattern) => pattern.Month.IsAny ? ""
        : $" in {List([.. pattern.Month.Values.Select(CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName)])}";

    private static string Ordinal(int number) => number switch { 2 => "second", 3 => "third", _ => $"{number}{(number is 21 or 31 ? "st" : number is 22 ? "nd" : number is 23 ? "rd" : "th")}" };

    private static string List(string[] items) => items.Length < 2 ? string.Concat(items) : $"{string.Join(", ", items[..^1])} and {items[^1]}";

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
