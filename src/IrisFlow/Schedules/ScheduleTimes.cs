namespace IrisFlow;

/// <summary>The times of a cron pattern on a clock that is never put forward or back.</summary>
public interface ICronTimes
{
    /// <summary>The first time that the pattern names after another; null where there is none.</summary>
    DateTime? After(DateTime time);
}

/// <summary>A time at which a schedule comes due.</summary>
/// <param name="At">The instant, in UTC.</param>
/// <param name="Named">What the pattern names: the clock's time in the zone, which may not exist or exist twice.</param>
/// <param name="Zoned">The instant as the clocks of the zone show it.</param>
/// <param name="Change">What the change of the clocks has to do with it.</param>
public sealed record ScheduleTime(DateTimeOffset At, DateTime Named, DateTimeOffset Zoned, ClockChange Change)
{
    /// <summary>What a person should know of this day; null for a day like any other.</summary>
    public string? Note => Change switch
    {
        ClockChange.Gap => $"{Named:HH:mm} does not exist on this day: it runs at {Zoned:HH:mm}.",
        ClockChange.Fold => $"{Named:HH:mm} comes twice on this day: it runs the first time.",
        ClockChange.SameDay => "The clocks change on this day.",
        _ => null,
    };
}

/// <summary>What the change of the clocks has to do with a time.</summary>
public enum ClockChange
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The time is left out by the clocks.</summary>
    Gap,

    /// <summary>The clocks show the time twice.</summary>
    Fold,

    /// <summary>The clocks change on that day, at another time.</summary>
    SameDay,
}

/// <summary>The instants of a schedule: a time that the clocks leave out comes at the first instant after the gap, one that they show twice comes the first time.</summary>
/// <remarks>
/// The pattern is read on a clock without changes, and each time that it names is then looked up in the zone. So the rule is here and nowhere
/// else, and another version of what reads patterns changes nobody's times. The lookup never goes backwards, so the instants come in order.
/// </remarks>
/// <param name="cron">The times of the pattern.</param>
/// <param name="zone">The time zone.</param>
public sealed class ScheduleTimes(ICronTimes cron, TimeZoneInfo zone)
{
    // Farther than any gap is wide, and nearer than the next change of the clocks.
    private static readonly TimeSpan Around = TimeSpan.FromDays(2);

    private const int LastYear = 9000;

    /// <summary>The instants after another one, in order.</summary>
    public IEnumerable<ScheduleTime> After(DateTimeOffset after)
    {
        var last = after;
        for (var named = cron.After(Local(after)); named is { Year: < LastYear } time; named = cron.After(time))
        {
            // The second time around in a fold, and all but the first of the times in one gap, lead to an instant that has been.
            if (Find(time) is var (at, change) && at > last)
            {
                last = at;
                yield return new(at, time, TimeZoneInfo.ConvertTime(at, zone), change == ClockChange.None && ChangesOn(time.Date) ? ClockChange.SameDay : change);
            }
        }
    }

    /// <summary>The newest instants of a span, in order; the work is bounded however long it is.</summary>
    /// <param name="after">The span begins after this.</param>
    /// <param name="until">The last instant that is part of it.</param>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<DateTimeOffset> Newest(DateTimeOffset after, DateTimeOffset until, int most)
    {
        List<DateTimeOffset> From(DateTimeOffset begin, int limit) => [.. After(begin).Select(t => t.At).TakeWhile(t => t <= until).Take(limit)];

        // The latest beginning from which there are enough: patterns know the next time and not the one before.
        var (low, high) = (after, until);
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = low + ((high - low) / 2);
            if (From(middle, most).Count == most)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return [.. From(low, most + 1).TakeLast(most)];
    }

    /// <summary>The instant of a time that the pattern names.</summary>
    /// <remarks>
    /// Asked of the zone from instants only. What the platform itself says of times that do not exist or exist twice is wrong where the clocks
    /// go back for a part of the year, as in Morocco.
    /// </remarks>
    private (DateTimeOffset At, ClockChange Change) Find(DateTime time)
    {
        var (before, after) = (Utc(time - zone.GetUtcOffset(Utc(time - Around))), Utc(time - zone.GetUtcOffset(Utc(time + Around))));
        return (Local(before) == time, Local(after) == time) switch
        {
            (true, true) => (before < after ? before : after, before == after ? ClockChange.None : ClockChange.Fold),
            (true, false) => (before, ClockChange.None),
            (false, true) => (after, ClockChange.None),
            _ => (EndOfGap(time), ClockChange.Gap),
        };
    }

    /// <summary>The first instant at which the clocks show a later time than one that they leave out.</summary>
    private DateTimeOffset EndOfGap(DateTime time)
    {
        var (low, high) = (Utc(time - Around), Utc(time + Around));
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = Utc(low.UtcDateTime.AddSeconds(Math.Floor((high - low).TotalSeconds / 2)));
            (low, high) = Local(middle) < time ? (middle, high) : (low, middle);
        }

        return high;
    }

    private bool ChangesOn(DateTime day) => zone.GetUtcOffset(Find(day).At) != zone.GetUtcOffset(Find(day.AddDays(1)).At);

    private DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc), TimeSpan.Zero);
}
