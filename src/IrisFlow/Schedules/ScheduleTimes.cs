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
        for (var named = cron.After(TimeZoneInfo.ConvertTime(after, zone).DateTime); named is { Year: < LastYear } time; named = cron.After(time))
        {
            // The second time around in a fold, and all but the first of the times in one gap, lead to an instant that has been.
            if (Instant(time) is var at && at > last)
            {
                last = at;
                yield return new(at, time, TimeZoneInfo.ConvertTime(at, zone), ChangeAt(time));
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

    private DateTimeOffset Instant(DateTime time) =>
        zone.IsInvalidTime(time) ? EndOfGap(time)
        : new(DateTime.SpecifyKind(time - (zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Max() : zone.GetUtcOffset(time)), DateTimeKind.Utc), TimeSpan.Zero);

    /// <summary>The first instant at which the clocks show a later time than one that they leave out.</summary>
    private DateTimeOffset EndOfGap(DateTime time)
    {
        var (low, high) = (Utc(time - Around), Utc(time + Around));
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = Utc(low.UtcDateTime.AddSeconds(Math.Floor((high - low).TotalSeconds / 2)));
            (low, high) = TimeZoneInfo.ConvertTime(middle, zone).DateTime < time ? (middle, high) : (low, middle);
        }

        return high;
    }

    private ClockChange ChangeAt(DateTime time) =>
        zone.IsInvalidTime(time) ? ClockChange.Gap
        : zone.IsAmbiguousTime(time) ? ClockChange.Fold
        : zone.GetUtcOffset(time.Date) != zone.GetUtcOffset(time.Date.AddDays(1)) ? ClockChange.SameDay
        : ClockChange.None;

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc), TimeSpan.Zero);
}
