using System.Globalization;

namespace IrisFlow;

/// <summary>One field of a cron pattern: the values that it allows.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Values">The values, ascending; those of a special form are not known before the month is.</param>
/// <param name="Special">A form that depends on the month, such as <c>L</c>, <c>15W</c> or <c>1#2</c>, in capital letters; null for none.</param>
internal sealed record CronField(string Text, IReadOnlyList<int> Values, string? Special)
{
    public static readonly CronUnit Second = new("second", 0, 59, []);
    public static readonly CronUnit Minute = new("minute", 0, 59, []);
    public static readonly CronUnit Hour = new("hour", 0, 23, []);
    public static readonly CronUnit Day = new("day of the month", 1, 31, []);
    public static readonly CronUnit Month = new("month", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]);
    public static readonly CronUnit Weekday = new("weekday", 0, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]);

    /// <summary>True for a field that begins with a star: crontab then asks that day and weekday both fit, and otherwise that one of them does.</summary>
    public bool IsOpen => Text[0] is '*' or '?';

    /// <summary>True where every value is allowed.</summary>
    public bool IsAny => Text is "*" or "?";

    /// <summary>Reads a field.</summary>
    /// <param name="text">The field.</param>
    /// <param name="unit">What it counts.</param>
    /// <param name="report">Told what is wrong and what would be right.</param>
    /// <returns>The field; null where something is wrong.</returns>
    public static CronField? Read(string text, CronUnit unit, Action<string, string> report)
    {
        if (unit.IsSpecial(text.ToUpperInvariant()))
        {
            return new(text, [], text.ToUpperInvariant());
        }

        var values = new SortedSet<int>();
        foreach (var item in text.Split(','))
        {
            if (!Add(item, unit, values, report))
            {
                return null;
            }
        }

        return new(text, [.. values], null);
    }

    private static bool Add(string item, CronUnit unit, SortedSet<int> values, Action<string, string> report)
    {
        var (range, step) = (item, 1);
        if (item.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash)
        {
            range = item[..slash];
            if (!int.TryParse(item[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out step) || step == 0 || step > unit.Most)
            {
                report($"'{item}' is no step of the {unit.Name}.", $"Behind the / stands a number from 1 to {unit.Most}: */5.");
                return false;
            }
        }

        int first, last;
        if (range is "*" || (range is "?" && unit.TakesQuestion))
        {
            (first, last) = (unit.Least, unit == Weekday ? 6 : unit.Most);
        }
        else
        {
            var ends = range.Split('-', 2);
            if (unit.Value(ends[0]) is not { } from || (ends.Length == 2 ? unit.Value(ends[1]) : from) is not { } to)
            {
                report($"'{item}' is no {unit.Name}.", unit.Expected(ends.FirstOrDefault(e => unit.Value(e) is null) ?? item));
                return false;
            }

            // Alone, a number with a step means from there on, as most crons read it.
            (first, last) = (from, ends.Length == 1 && step > 1 ? (unit == Weekday ? 6 : unit.Most) : to);
        }

        if (first > last)
        {
            report($"'{item}' runs backwards.", $"A range goes upwards: write the two parts, such as {range.Split('-')[0]}-{unit.Most},{unit.Least}-{range.Split('-')[^1]}.");
            return false;
        }

        for (var value = first; value <= last; value += step)
        {
            values.Add(unit == Weekday ? value % 7 : value);
        }

        return true;
    }
}

/// <summary>What a field of a cron pattern counts.</summary>
internal sealed record CronUnit(string Name, int Least, int Most, string[] Names)
{
    /// <summary>Whether a question mark can stand for a star: some write one where the other of day and weekday is given.</summary>
    public bool TakesQuestion => this == CronField.Day || this == CronField.Weekday;

    /// <summary>The number of a value; null where it is none.</summary>
    public int? Value(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number >= Least && number <= Most ? number : null
        : Array.FindIndex(Names, n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index ? index + Least : null;

    /// <summary>What would be right in the place of a text.</summary>
    public string Expected(string text)
    {
        var range = $"It goes from {Least} to {Most}{(this == CronField.Weekday ? ", 0 and 7 are Sunday" : "")}";
        return Names.Length == 0 ? range + "." : NearMiss.Of(text, Names) is { } near ? $"Did you mean '{near}'? {range}, or {Names[0]} to {Names[^1]}." : $"{range}, or {Names[0]} to {Names[^1]}.";
    }

    /// <summary>Whether a text is one of the forms whose days differ from month to month.</summary>
    public bool IsSpecial(string text) =>
        this == CronField.Day ? text is "L" or "LW" || (text.EndsWith('W') && Value(text[..^1]) is not null)
        : this == CronField.Weekday && text.Length > 1
            && ((text.EndsWith('L') && Value(text[..^1]) is not null) || (text.Split('#') is [var weekday, ['1' or '2' or '3' or '4' or '5']] && Value(weekday) is not null));
}
