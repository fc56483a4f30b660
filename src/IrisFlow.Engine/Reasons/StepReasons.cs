using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Reasons;

/// <summary>Says why the steps of a plan run, each in one sentence with the differences behind it; <see cref="Explanation"/> looks further.</summary>
internal sealed class StepReasons(IRunStore store, string workflow)
{
    // Of what lies far upstream some examples are enough.
    private const int MostRoots = 4;

    private readonly Baselines _baselines = new(store, workflow);
    private readonly Dictionary<string, IReadOnlyList<Reason>> _roots = [];

    /// <summary>Why a step runs whose inputs are known, and whose key finds nothing.</summary>
    public Reason Changed(PlannedStep step) => Since(Ledger.Describe(step));

    /// <summary>Why a step runs that reads from others that run first.</summary>
    /// <param name="step">The step.</param>
    /// <param name="producers">The steps that it waits for, at least one.</param>
    /// <param name="must">Why it runs whatever comes of these.</param>
    public Reason Waiting(PlannedStep step, IReadOnlyList<string> producers, Reason? must)
    {
        var roots = producers.SelectMany(p => _roots.GetValueOrDefault(p, [])).Distinct().Take(MostRoots).ToList();
        var after = new Reason(ReasonKind.Upstream, $"after {producers[0]}") { Step = producers[0], Because = roots };
        var own = _baselines.Near(Ledger.Describe(step));
        List<Reason> all = [after, .. must is null ? [] : new[] { must }, .. own?.Differences ?? []];
        return all.Count == 1 ? after : Reason.Of(all) with { Run = own?.Run };
    }

    /// <summary>Remembers why a step runs, for those that wait for it.</summary>
    public void Note(PlannedStep step)
    {
        if (step.Decision == Decision.Run)
        {
            var upstream = step.Why.Kind == ReasonKind.Upstream ? step.Why : step.Why.Because.FirstOrDefault(r => r.Kind == ReasonKind.Upstream);
            _roots[step.Name] = upstream == step.Why
                ? upstream.Because
                : [step.Why with { Step = step.Name, Text = $"{step.Name}: {step.Why.Text}" }, .. upstream?.Because ?? []];
        }
    }

    /// <summary>What has changed in a step since its nearest success.</summary>
    private Reason Since(StepRecord now) => Of(_baselines.Near(now), now, () => Unknown(now));

    /// <summary>What a comparison says; without anything to compare with, another account.</summary>
    public static Reason Of(Baseline? baseline, StepRecord now, Func<Reason> otherwise) => baseline switch
    {
        null => otherwise(),
        { Differences.Count: > 0 } => Reason.Of(baseline.Differences) with { Run = baseline.Run },
        _ when baseline.Step.Key == now.Key => new(ReasonKind.CheckpointEvicted, $"its checkpoint of run {baseline.Run} was not kept") { Run = baseline.Run },
        _ => new(ReasonKind.NothingKnown, "no checkpoint with these inputs is known") { Run = baseline.Run },
    };

    private Reason Unknown(StepRecord now) =>
        store.LastStep(workflow, now.Name) is { Step.State: StepState.Injected } last
            ? new(ReasonKind.Injected, $"run {last.Run} had other data in its place") { Run = last.Run }
        : _baselines.Failure(now) is { } failed
            ? new(ReasonKind.FailedBefore, $"it failed in run {failed.Run}") { Run = failed.Run }
        : Reason.NeverRan;
}
