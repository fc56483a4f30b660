namespace IrisFlow;

/// <summary>What is to become of a tick.</summary>
/// <param name="At">The tick.</param>
/// <param name="Outcome">What becomes of it; <see cref="TickOutcome.Started"/> where it is to begin now.</param>
/// <param name="Trigger">Why it would run.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record TickDecision(DateTimeOffset At, TickOutcome Outcome, TickTrigger Trigger, string Reason);

/// <summary>Decides what becomes of the ticks of a schedule. It knows no clock and no store: the same facts give the same decisions.</summary>
/// <param name="schedule">The schedule.</param>
/// <param name="times">Its times.</param>
public sealed class TickPolicy(Schedule schedule, ScheduleTimes times)
{
    /// <summary>The most ticks that wait.</summary>
    public const int MostWaiting = 16;

    /// <summary>How old a tick may be and still count as come at its time: a server that is started anew misses nothing by it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>What becomes of the ticks that have come due, the oldest first, up to one that begins.</summary>
    /// <param name="decided">The last tick that was decided, or the beginning of the revision.</param>
    /// <param name="now">The present.</param>
    /// <param name="atWork">The run of an earlier tick that is still at work; null for none.</param>
    /// <param name="waiting">How many ticks wait.</param>
    public IReadOnlyList<TickDecision> Due(DateTimeOffset decided, DateTimeOffset now, string? atWork, int waiting)
    {
        if (decided >= now)
        {
            return [];
        }

        var due = times.Newest(decided, now, CatchUp.Limit);
        var late = due.TakeWhile(t => now - t > Grace).ToList();
        var decisions = Missed(late, isSuperseded: late.Count < due.Count, now);
        waiting += decisions.Count(d => d.Outcome == TickOutcome.Queued);
        foreach (var tick in due.Skip(late.Count))
        {
            decisions.Add(OnTime(tick, now, atWork is not null ? $"Run {atWork} was still at work." : waiting > 0 ? "Other ticks wait already." : null, waiting));
            if (decisions[^1].Outcome == TickOutcome.Started)
            {
                // What comes after it is decided when it has begun: should it not, it is still the next one that is not decided.
                break;
            }

            waiting += decisions[^1].Outcome == TickOutcome.Queued ? 1 : 0;
        }

        // What was not even looked at is accounted for by the oldest that was.
        if (due.Count == CatchUp.Limit && times.After(decided).First().At < due[0])
        {
            decisions[0] = decisions[0] with { Reason = $"{decisions[0].Reason} So were all before it since {Tick.Text(decided)}." };
        }

        return decisions;
    }

    /// <summary>What becomes of the ticks that wait; of those that go on waiting nothing is said.</summary>
    /// <param name="waiting">They, the oldest first.</param>
    /// <param name="now">The present.</param>
    /// <param name="atWork">The run of an earlier tick that is still at work; null for none.</param>
    public IReadOnlyList<TickDecision> Waiting(IReadOnlyList<Tick> waiting, DateTimeOffset now, string? atWork)
    {
        var decisions = waiting.Where(t => IsTooLate(t.At, now)).Select(t => TooLate(t.At, t.Trigger)).ToList();
        var left = waiting.Where(t => !IsTooLate(t.At, now)).ToList();
        if (schedule.Overlap == Overlap.Cancel)
        {
            var replaced = left.Where(t => t.Trigger == TickTrigger.Schedule).SkipLast(1).ToList();
            decisions.AddRange(replaced.Select(t => new TickDecision(t.At, TickOutcome.Skipped, t.Trigger, "A later tick took its place.")));
            left = [.. left.Except(replaced)];
        }

        if (atWork is null && left is [var first, ..])
        {
            decisions.Add(new(first.At, TickOutcome.Started, first.Trigger, first.Trigger == TickTrigger.CatchUp ? first.Reason : "The run before has ended."));
        }

        return decisions;
    }

    /// <summary>Whether the run that is at work is to be cancelled for a tick that waits.</summary>
    public bool Cancels(IReadOnlyList<Tick> waiting, DateTimeOffset now) =>
        schedule.Overlap == Overlap.Cancel && waiting.Any(t => t.Trigger == TickTrigger.Schedule && !IsTooLate(t.At, now));

    private List<TickDecision> Missed(List<DateTimeOffset> late, bool isSuperseded, DateTimeOffset now)
    {
        var most = !schedule.CatchUp.IsEach && isSuperseded ? 0 : schedule.CatchUp.Most;
        return [.. late.Select((tick, i) =>
            i < late.Count - most ? new TickDecision(tick, TickOutcome.Missed, TickTrigger.Schedule, Unwanted)
            : IsTooLate(tick, now) ? TooLate(tick, TickTrigger.CatchUp)
            : new(tick, TickOutcome.Queued, TickTrigger.CatchUp, "It was missed while nothing served, and is caught up with."))];
    }

    private string Unwanted =>
        schedule.CatchUp == CatchUp.None ? "Nothing served when it came, and nothing is caught up with."
        : schedule.CatchUp.IsEach ? $"Nothing served when it came, and only the newest {schedule.CatchUp.Most} are caught up with."
        : "Nothing served when it came, and only the newest is caught up with.";

    private TickDecision OnTime(DateTimeOffset tick, DateTimeOffset now, string? busy, int waiting)
    {
        if (IsTooLate(tick, now))
        {
            return TooLate(tick, TickTrigger.Schedule);
        }

        var (outcome, reason) = (busy, schedule.Overlap) switch
        {
            (null, _) => (TickOutcome.Started, "It came due."),
            (_, Overlap.Skip) => (TickOutcome.Skipped, busy),
            (_, Overlap.Queue) when waiting >= MostWaiting => (TickOutcome.Skipped, $"{MostWaiting} ticks wait already."),
            (_, Overlap.Queue) => (TickOutcome.Queued, busy),
            _ => (TickOutcome.Queued, $"{busy} That is cancelled for it."),
        };
        return new(tick, outcome, TickTrigger.Schedule, reason);
    }

    private bool IsTooLate(DateTimeOffset tick, DateTimeOffset now) => now - tick > schedule.StartDeadline;

    private TickDecision TooLate(DateTimeOffset tick, TickTrigger trigger) =>
        new(tick, TickOutcome.Missed, trigger, $"It could not begin within {QuantityText.Write(schedule.StartDeadline!.Value)}.");
}
