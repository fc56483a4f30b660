using System.Globalization;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Retention;

/// <summary>What must be kept and why: for each object one reason a rule, the strongest rule first.</summary>
internal sealed class Roots
{
    private static readonly IReadOnlyList<KeepReason> None = [];

    private readonly Dictionary<Digest, List<KeepReason>> _reasons = [];
    private readonly Dictionary<string, RunRecord> _runs;
    private readonly Dictionary<string, List<KeepReason>> _own = [];
    private readonly IRunStore _store;
    private readonly RetentionPolicy _policy;
    private readonly DateTimeOffset _now;

    private Roots(IRunStore store, RetentionPolicy policy, DateTimeOffset now)
    {
        (_store, _policy, _now) = (store, policy, now);
        var runs = store.RunHeads();
        _runs = runs.ToDictionary(r => r.Id);
        OldestAtWork = runs.Where(IsAtWork).Select(r => (DateTimeOffset?)r.StartedAt).Min();
        KeepRuns(runs);

        // Newest first, so that an object's reason names the newest run.
        for (var i = runs.Count - 1; i >= 0; i--)
        {
            foreach (var reason in Reasons(runs[i]))
            {
                Keep(store.HeldBy(runs[i].Id).Select(h => h.Digest), reason);
            }
        }

        KeepPinnedSteps();
        foreach (var upload in store.Uploads(now - policy.KeepAge))
        {
            Keep([upload.Digest], new(KeepKind.Uploaded, "", $"upload {upload.Id} is younger than {Quantities.Words(policy.KeepAge)}"));
        }
    }

    /// <summary>When the oldest of the runs at work began; null when none is at work.</summary>
    public DateTimeOffset? OldestAtWork { get; }

    /// <summary>Reads what the store holds now.</summary>
    public static Roots Of(IRunStore store, RetentionPolicy policy, DateTimeOffset now) => new(store, policy, now);

    /// <summary>Why an object is kept; empty when nothing keeps it.</summary>
    public IReadOnlyList<KeepReason> For(Digest digest) => _reasons.TryGetValue(digest, out var reasons) ? reasons : None;

    private void KeepRuns(IReadOnlyList<RunRecord> runs)
    {
        foreach (var pin in _store.Pins().Where(p => p.Step.Length == 0 && p.IsValid(_now)))
        {
            Own(pin.Run).Add(new(KeepKind.Pin, pin.Run, Words(pin)));
        }

        var last = runs.Where(r => r.Parent is null && r.State == RunState.Succeeded).Reverse().GroupBy(r => r.Workflow).SelectMany(g => g.Take(_policy.KeepRuns)).ToHashSet();
        foreach (var run in runs)
        {
            var age = _now - run.StartedAt;
            if (IsAtWork(run))
            {
                Own(run.Id).Add(new(KeepKind.AtWork, run.Id, $"run {run.Id} is at work"));
            }
            else if (run.State is RunState.Running or RunState.Interrupted && age < _policy.KeepUnfinished)
            {
                Own(run.Id).Add(new(KeepKind.Unfinished, run.Id, $"run {run.Id} did not end and can be resumed"));
            }

            if (last.Contains(run))
            {
                Own(run.Id).Add(new(KeepKind.LastRuns, run.Id, $"run {run.Id} is among the last {_policy.KeepRuns} successful runs of {run.Workflow}"));
            }

            if (age < _policy.KeepAge)
            {
                Own(run.Id).Add(new(KeepKind.Recent, run.Id, $"run {run.Id} is younger than {Quantities.Words(_policy.KeepAge)}"));
            }
        }
    }

    private void KeepPinnedSteps()
    {
        foreach (var pin in _store.Pins().Where(p => p.Step.Length > 0 && p.IsValid(_now)))
        {
            Keep(_store.HeldBy(pin.Run).Where(h => h.IsOutput && h.Step == pin.Step).Select(h => h.Digest), new(KeepKind.Pin, pin.Run, Words(pin)));
        }
    }

    /// <summary>A run's own reasons, and those of the sweep that it is a part of.</summary>
    private IEnumerable<KeepReason> Reasons(RunRecord run)
    {
        for (var (at, isPart) = (run, false); ; isPart = true)
        {
            foreach (var reason in _own.GetValueOrDefault(at.Id, []))
            {
                yield return isPart ? reason with { Text = $"{reason.Text}, of which {run.Id} is a part" } : reason;
            }

            if (at.Parent is null || !_runs.TryGetValue(at.Parent, out at!))
            {
                yield break;
            }
        }
    }

    private void Keep(IEnumerable<Digest> content, KeepReason reason)
    {
        foreach (var digest in content)
        {
            if (!_reasons.TryGetValue(digest, out var reasons))
            {
                _reasons[digest] = reasons = [];
            }

            if (reasons.TrueForAll(r => r.Kind != reason.Kind))
            {
                reasons.Insert(reasons.Count(r => r.Kind < reason.Kind), reason);
            }
        }
    }

    private bool IsAtWork(RunRecord run) =>
        run.State == RunState.Running && (run.LeaseUntil is { } until && _now < until || RunOwner.StateOf(run) == RunState.Running);

    private List<KeepReason> Own(string run)
    {
        if (!_own.TryGetValue(run, out var reasons))
        {
            _own[run] = reasons = [];
        }

        return reasons;
    }

    private static string Words(Pin pin) =>
        $"{pin.Address} is pinned by {pin.Owner}{(pin.Reason.Length > 0 ? $": {pin.Reason}" : "")}"
        + (pin.ExpiresAt is { } end ? $" (until {end.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)})" : "");
}
