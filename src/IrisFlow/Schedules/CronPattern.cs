namespace IrisFlow;

/// <summary>A cron pattern, read as crontab reads it: five fields, or six with seconds first.</summary>
public sealed class CronPattern
{
    /// <summary>What a pattern looks like, for messages.</summary>
    public const string Form = "It has five fields: minute, hour, day, month and weekday; or six, with seconds first: \"30 2 * * *\" is every night at 02:30.";

    private static readonly (string Name, string Cron)[] Macros =
    [
        ("@hourly", "0 * * * *"), ("@daily", "0 0 * * *"), ("@midnight", "0 0 * * *"), ("@weekly", "0 0 * * 0"), ("@monthly", "0 0 1 * *"),
        ("@yearly", "0 0 1 1 *"), ("@annually", "0 0 1 1 *"),
    ];

    private static readonly int[] DaysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    private CronPattern(string text, CronField[] fields) =>
        (Text, Second, Minute, Hour, Day, Month, Weekday) = (text, fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]);

    /// <summary>The pattern as it is written.</summary>
    public string Text { get; }

    /// <summary>True where day and weekday are both given, so that either is enough.</summary>
    public bool IsEither => !Day.IsOpen && !Weekday.IsOpen;

    /// <summary>The pattern in words: <c>At 02:30 every day</c>.</summary>
    public string Words => CronWords.Of(this);

    internal CronField Second { get; }

    internal CronField Minute { get; }

    internal CronField Hour { get; }

    internal CronField Day { get; }

    internal CronField Month { get; }

    internal CronField Weekday { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="report">Told of the rule, what was found and what would be right, for each field that is wrong.</param>
    /// <returns>The pattern; null where something is wrong.</returns>
    public static CronPattern? Read(string text, Action<string, string, string> report)
    {
        var plain = text.Trim();
        if (plain.StartsWith('@'))
        {
            var macro = Array.Find(Macros, m => m.Name.Equals(plain, StringComparison.OrdinalIgnoreCase)).Cron;
            if (macro is null)
            {
                report("IF460", $"There is no cron pattern '{text}'.", NearMiss.OneOf(plain, Macros.Select(m => m.Name), "The short ones are"));
                return null;
            }

            plain = macro;
        }

        var parts = plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (5 or 6))
        {
            report("IF460", $"The cron pattern '{text}' has {parts.Length} fields.", Form);
            return null;
        }

        var units = new[] { CronField.Second, CronField.Minute, CronField.Hour, CronField.Day, CronField.Month, CronField.Weekday };
        var fields = (parts.Length == 5 ? parts.Prepend("0") : parts).Zip(units, (part, unit) => CronField.Read(part, unit, (found, expected) => report("IF461", found, expected))).ToArray();
        return Array.TrueForAll(fields, f => f is not null) ? new(text, fields!) : null;
    }

    /// <summary>Whether there is any day that it names: there is no 30 February.</summary>
    internal bool Comes => Day.Special is not null || Day.IsAny || IsEither || Month.Values.Any(m => Day.Values[0] <= DaysOfMonth[m - 1]);
}
