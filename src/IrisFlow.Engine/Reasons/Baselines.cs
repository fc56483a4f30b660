namespace IrisFlow.Engine.Reasons;

/// <summary>Finds what a step is best compared with: the success with the fewest differences, the newest of several.</summary>
internal sealed class Baselines(IRunStore store, string workflow)
{
    private const int Looked = 20;

    // In a plan of thousands of steps that all changed, the newest run says enough.
    private const int MostSearches = 100;

    private IReadOnlyDictionary<string, StepRecord>? _newest;
    private string _newestRun = "";
    private int _searches;

    /// <summary>The nearest success of a step, and what is different; null when there is none.</summary>
    /// <param name="now">The step as it is.</param>
    /// <param name="before">Only in runs before this one; null for all.</param>
    public Baseline? Nearest(StepRecord now, string? before = null)
    {
        var past = store.History(workflow, now.Name, Looked, before).ToList();
        if (before is null && store.LastStep(workflow, now.Name) is { } last && past.TrueForAll(p => p.Run != last.Run))
        {
            past.Add(last);
        }

        return past
            .Where(p => IsSuccess(p.Step))
            .Select(p => new Baseline(p.Run, p.Step, StepDifferences.Between(p.Step, now)))
            .MinBy(b => b.Differences.Count);
    }

    /// <summary>The same for one of many steps: where the newest run differs in nothing that is known, or after many searches, it is the one.</summary>
    public Baseline? Near(StepRecord now)
    {
        var newest = Newest().TryGetValue(now.Name, out var step) && IsSuccess(step) ? new Baseline(_newestRun, step, StepDifferences.Between(step, now)) : null;
        return newest is { Differences.Count: 0 } || ++_searches > MostSearches ? newest : Nearest(now);
    }

    /// <summary>The newest record of a step that a run had, when it never succeeded.</summary>
    public (string Run, StepRecord Step)? Failure(StepRecord now) =>
        store.History(workflow, now.Name, 1) is [var last] && last.Step.State == StepState.Failed ? last : null;

    /// <summary>Only these made or found outputs by their key: injected and stale ones say nothing about it.</summary>
    private static bool IsSuccess(StepRecord step) => step is { Key: not null, State: StepState.Succeeded or StepState.Reused };

    private IReadOnlyDictionary<string, StepRecord> Newest()
    {
        if (_newest is null)
        {
            _newestRun = store.Runs(workflow, 1) is [var run] ? run.Id : "";
            _newest = store.Steps(_newestRun).ToDictionary(s => s.Name);
        }

        return _newest;
    }
}

/// <summary>A success that a step is compared with.</summary>
/// <param name="Run">The run.</param>
/// <param name="Step">The step as it was in that run.</param>
/// <param name="Differences">What is different now.</param>
internal sealed record Baseline(string Run, StepRecord Step, IReadOnlyList<Reason> Differences);
