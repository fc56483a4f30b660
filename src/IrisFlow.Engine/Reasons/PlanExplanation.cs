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
        ReasonKind.Forced or ReasonKind.NoCache or ReasonKind.SideEffect or ReasonKind.NeverRan or ReasonKind.FailedBefore or ReasonKind.Injected
            or ReasonKind.CheckpointMissing or ReasonKind.CheckpointDamaged => step.Why,
        ReasonKind.FilledIn => step.Key is null ? step.Why : step.Why with { Because = [Changed(step)] },
        _ => Changed(step),
    };

    private Reason Changed(PlannedStep step)
    {
        var now = RecordOf(step);
        var (first, must) = (step.Why.Because.FirstOrDefault(r => r.Kind == ReasonKind.Upstream), step.Why.Because.Where(r => r.Kind is ReasonKind.Forced or ReasonKind.NoCache or ReasonKind.SideEffect));
        List<Reason> before = first is null ? [] : [Upstream(first), .. must];
        if (_baselines.Nearest(now) is not { } baseline)
        {
            return before.Count > 0 ? Reason.Of(before) : step.Why;
        }

        return baseline.Differences.Count == 0 && before.Count > 0
            ? Reason.Of(before)
            : before.Count > 0
                ? Reason.Of([.. before, .. _explanation.Of(baseline)]) with { Run = baseline.Run }
                : StepReasons.Of(baseline with { Differences = _explanation.Of(baseline) }, now, () => Reason.NeverRan);
    }

    /// <summary>The steps that everything waits for, each with its own account.</summary>
    private Reason Upstream(Reason after) => after with
    {
        Because = [.. after.Because.Select(r => _steps.GetValueOrDefault(r.Step ?? "") is { Why.Kind: not (ReasonKind.Upstream or ReasonKind.Several) } root ? Named(Of(root), root.Name) : r)],
    };

    private static Reason Named(Reason reason, string step) => reason with { Step = step, Text = $"{step}: {reason.Text}" };

    private static StepRecord RecordOf(PlannedStep step) => Ledger.Describe(step) with
    {
        State = step.Decision switch { Decision.Reuse => StepState.Reused, Decision.Injected => StepState.Injected, Decision.NotSelected => StepState.NotSelected, _ => StepState.Waiting },
        Outputs = step.Outputs,
    };
}
