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

    /// <summary>Remembers why a step runs, for those that wait for it: its own reasons first, then those of the steps before it.</summary>
    public void Note(PlannedStep step)
    {
        if (step.Decision == Decision.Run)
        {
            var before = Upstream(step.Why)?.Because ?? [];
            _roots[step.Name] = Own(step.Why) is { } own ? [Named(own, step.Name), .. before] : before;
        }
    }

    /// <summary>In a reason, the part that lies in the steps before; null where there is none.</summary>
    public static Reason? Upstream(Reason why) => why.Kind == ReasonKind.Upstream ? why : why.Because.FirstOrDefault(r => r.Kind == ReasonKind.Upstream);

    /// <summary>In a reason, the part that lies in the step itself; null where there is none.</summary>
    public static Reason? Own(Reason why) => Upstream(why) is not { } upstream ? why : upstream == why ? null : Reason.Of([.. why.Because.Where(r => r != upstream)]) with { Run = why.Run };

    /// <summary>A reason as it is told to another step.</summary>
    public static Reason Named(Reason why, string step) => why with { Step = step, Text = $"{step}: {why.Text}" };

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
