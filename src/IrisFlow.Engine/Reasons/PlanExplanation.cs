using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Reasons;

/// <summary>Why the steps of a plan are treated as they are, in full.</summary>
internal sealed class PlanExplanation
{
    private readonly Dictionary<string, PlannedStep> _steps;
    private readonly Explanation _explanation;
    private readonly Baselines _baselines;

    public PlanExplanation(RunPlan plan, IRunStore store, CheckpointStore checkpoints)
    {
        _steps = plan.Steps.ToDictionary(s => s.Name);
        _baselines = new(store, plan.Workflow);
        _explanation = new(store, checkpoints, name => _steps.GetValueOrDefault(name) is { } step ? RecordOf(step) : null);
    }

    /// <summary>The reason of a step, followed to its end.</summary>
    public Reason Of(PlannedStep step) => step.Why.Kind switch
    {
        _ when step.Decision is not Decision.Run => step.Why,
        ReasonKind.Upstream => Upstream(step.Why),
        ReasonKind.FilledIn => step.Key is null ? step.Why : step.Why with { Because = [Changed(step)] },
        _ => HasDifferences(step.Why) ? Changed(step) : step.Why,
    };

    /// <summary>What is different in a step, after what lies in the steps before it.</summary>
    private Reason Changed(PlannedStep step)
    {
        var upstream = StepReasons.Upstream(step.Why);
        return upstream is null ? Own(step) : Reason.Of([Upstream(upstream), .. Parts(Own(step))]) with { Run = step.Why.Run };
    }

    private Reason Own(PlannedStep step)
    {
        var (now, own) = (RecordOf(step), StepReasons.Own(step.Why) ?? step.Why);
        if (_baselines.Nearest(now) is not { } baseline)
        {
            return own;
        }

        var differences = _explanation.Of(baseline);
        var must = Parts(own).Where(r => r.Kind is ReasonKind.Forced or ReasonKind.NoCache or ReasonKind.SideEffect).ToList();
        return must.Count > 0
            ? Reason.Of([.. must, .. differences]) with { Run = baseline.Run }
            : StepReasons.Of(baseline with { Differences = differences }, now, () => own);
    }

    /// <summary>The steps that everything waits for, each with its own account.</summary>
    private Reason Upstream(Reason after) => after with
    {
        Because = [.. after.Because.Select(r => _steps.GetValueOrDefault(r.Step ?? "") is { } root && HasDifferences(root.Why) ? StepReasons.Named(Own(root), root.Name) : r)],
    };

    private static IEnumerable<Reason> Parts(Reason reason) => reason.Kind == ReasonKind.Several ? reason.Because : [reason];

    /// <summary>False where a sentence says it all, whatever else may be different.</summary>
    private static bool HasDifferences(Reason why) => why.Kind is not (
        ReasonKind.Forced or ReasonKind.NoCache or ReasonKind.SideEffect or ReasonKind.NeverRan or ReasonKind.FailedBefore or ReasonKind.Injected
        or ReasonKind.CheckpointMissing or ReasonKind.CheckpointDamaged or ReasonKind.FilledIn);

    private static StepRecord RecordOf(PlannedStep step) => Ledger.Describe(step) with
    {
        State = step.Decision switch { Decision.Reuse => StepState.Reused, Decision.Injected => StepState.Injected, Decision.NotSelected => StepState.NotSelected, _ => StepState.Waiting },
        Outputs = step.Outputs,
    };
}
