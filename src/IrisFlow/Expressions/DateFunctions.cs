namespace IrisFlow;

/// <summary>The functions of days and instants.</summary>
internal static class DateFunctions
{
    /// <summary>The parts of a moment.</summary>
    public static readonly string[] Parts = ["year", "quarter", "month", "week", "day", "weekday", "day_of_year", "hour", "minute", "second"];

    public static IEnumerable<KeyValuePair<string, Function>> All =>
    [
        .. Parts.Select(part => new KeyValuePair<string, Function>(part, new("m", 1, 1, a => Dates.Part(part, a.First)))),
        new("days_between", new("m", 2, 2, a => Dates.DaysBetween(a.First, a.All[1]))),
        new("seconds_between", new("m", 2, 2, a => Dates.SecondsBetween(a.First, a.All[1]))),
    ];
}
