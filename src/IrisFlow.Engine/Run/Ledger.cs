using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Run;

/// <summary>The state of every step of a run, for the result and for whoever looks on.</summary>
internal sealed class Ledger(string run, long epoch, RunPlan plan, RunView view, IRunObserver? observer, StepShares? shares = null)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StepRecord> _steps = [];
    private readonly HashSet<string> _recorded = [];
    private readonly Dictionary<string, string> _cutOff = [];

    public string Run => run;

    public long Epoch => epoch;

    /// <summary>The steps in the order of the workflow; those that never ended count as cancelled.</summary>
    public IReadOnlyList<StepRecord> Steps
    {
        get
        {
            lock (_lock)
            {
                return [.. plan.Steps
                    .Select(s => _steps.GetValueOrDefault(s.Name) ?? Describe(s) with { State = StepState.Cancelled, Reason = _cutOff.GetValueOrDefault(s.Name, s.Reason) })
                    .Select(s => s.State == StepState.Running ? s with { State = StepState.Cancelled } : s)
                    .OrderBy(s => s.Position)];
            }
        }
    }

    /// <summary>A planned step as a record without an end.</summary>
    public static StepRecord Describe(PlannedStep step) => new(step.Name, step.Position, step.Bound.Descriptor.Uses)
    {
        Reason = step.Reason,
        Key = step.Key,
        Code = step.Bound.Code,
        Parameters = step.Bound.Parameters().ToJsonString(),
        Inputs = step.Inputs,
    };

    /// <summary>The steps whose end the plan knows: reused, injected and left out.</summary>
    public IEnumerable<StepRecord> Known() => plan.Steps
        .Where(s => s.Decision is Decision.Reuse or Decision.Injected or Decision.NotSelected)
        .Select(s => s.Kept ?? Describe(s) with
        {
            State = s.Decision switch { Decision.Reuse => StepState.Reused, Decision.Injected => StepState.Injected, _ => StepState.NotSelected },
            Outputs = s.Outputs,
            Metrics = s.Metrics,
        });

    public void Started(StepRecord step) => Note(step, o => o.StepStarted(step));

    /// <summary>A step says how far it is.</summary>
    public void Progressed(string step, double share)
    {
        shares?.Note(step, share);
        lock (_lock)
        {
            observer?.StepProgressed(step, share);
        }
    }

    /// <summary>A step failed for a reason that may pass, and is tried again.</summary>
    public void TriesAgain(StepRecord step, int attempt, TimeSpan wait)
    {
        lock (_lock)
        {
            observer?.StepTriesAgain(step, attempt, wait);
        }
    }

    /// <summary>Steps that can't begin any more, as one that they need failed.</summary>
    public void CutOff(IEnumerable<string> steps, string failed)
    {
        lock (_lock)
        {
            foreach (var step in steps)
            {
                _cutOff.TryAdd(step, $"after {failed}, which failed");
            }
        }
    }

    /// <summary>A step's end is on disk.</summary>
    /// <param name="step">The step.</param>
    /// <param name="isShown">True when the view of the run shows it already.</param>
    public void Ended(StepRecord step, bool isShown = false)
    {
        if (!isShown && !plan.IsPart)
        {
            view.Add(run, step);
        }

        Note(step, o => o.StepEnded(step));
        lock (_lock)
        {
            _recorded.Add(step.Name);
        }
    }

    /// <summary>A step's outputs could not be stored.</summary>
    public void Failed(string name, string error)
    {
        StepRecord step;
        lock (_lock)
        {
            step = Steps.First(s => s.Name == name) with { State = StepState.Failed, Error = error };
        }

        Note(step, o => o.StepEnded(step));
    }

    /// <summary>The steps whose end is not on disk.</summary>
    public IReadOnlyList<StepRecord> Unrecorded()
    {
        lock (_lock)
        {
            return [.. Steps.Where(s => !_recorded.Contains(s.Name))];
        }
    }

    private void Note(StepRecord step, Action<IRunObserver> tell)
    {
        lock (_lock)
        {
            // A commit may overtake the word that the step has begun.
            if (step.State == StepState.Running && _steps.ContainsKey(step.Name))
            {
                return;
            }

            _steps[step.Name] = step;
            if (observer is not null)
            {
                tell(observer);
            }
        }
    }
}
