namespace IrisFlow.Engine.Retention;

/// <summary>Decides what happens to each object, from what the store holds at one moment.</summary>
internal sealed class Judgement(IRunStore store, RetentionPolicy policy, DateTimeOffset now)
{
    private readonly Roots _roots = Roots.Of(store, policy, now);

    /// <summary>When the oldest of the runs at work began; null when none is at work.</summary>
    public DateTimeOffset? OldestAtWork => _roots.OldestAtWork;

    /// <summary>Every object with its fate.</summary>
    public IReadOnlyList<JudgedObject> Objects()
    {
        var condemned = store.Condemned().ToDictionary(c => c.Digest);
        var judged = store.ObjectFiles().Select(file => Judge(file, condemned.GetValueOrDefault(file.Digest))).ToList();
        Evict(judged);
        return judged;
    }

    /// <summary>
    /// A run at work that began before the object was condemned may have chosen it, and not recorded so yet; one that began after that
    /// found no key for it.
    /// </summary>
    public bool IsHeldBack(DateTimeOffset condemnedAt) => _roots.OldestAtWork <= condemnedAt;

    private JudgedObject Judge(ObjectFile file, CondemnedObject? condemned)
    {
        var reasons = _roots.For(file.Digest);

        // What made room for others was kept by age or number, and would be pardoned by the same.
        if (condemned?.Reason == CondemnedObject.Evicted ? reasons.Any(r => r.IsFirm) : reasons.Count > 0)
        {
            return new(file, Fate.Kept, reasons) { IsPardoned = condemned is not null };
        }

        return Condemn(file, condemned?.At, condemned?.Reason ?? CondemnedObject.Unused);
    }

    private JudgedObject Condemn(ObjectFile file, DateTimeOffset? since, string why)
    {
        var at = since ?? now;
        var isDue = at + policy.Grace <= now && !IsHeldBack(at);
        return new(file, isDue ? Fate.Deleted : since is null ? Fate.Condemned : Fate.Waiting, []) { Why = why, CondemnedAt = at };
    }

    /// <summary>Above the limit, what is kept only by age or number goes, cheapest to make again first.</summary>
    private void Evict(List<JudgedObject> judged)
    {
        var excess = judged.Where(o => o.Fate == Fate.Kept).Sum(o => o.File.Bytes) - policy.MaxBytes;
        if (excess is null or <= 0)
        {
            return;
        }

        var times = store.MakingTimes();
        var order = Enumerable.Range(0, judged.Count)
            .Where(i => judged[i].Fate == Fate.Kept && !judged[i].Reasons.Any(r => r.IsFirm))
            .OrderBy(i => times.TryGetValue(judged[i].File.Digest, out var milliseconds) ? milliseconds / Math.Max(1, judged[i].File.Bytes) : double.PositiveInfinity)
            .ThenBy(i => judged[i].File.Digest.Hex, StringComparer.Ordinal);
        foreach (var i in order)
        {
            if (excess <= 0)
            {
                break;
            }

            excess -= judged[i].File.Bytes;
            judged[i] = Condemn(judged[i].File, null, CondemnedObject.Evicted);
        }
    }
}
