namespace IrisFlow.Engine.Comparison;

/// <summary>Finds out in what two runs differ, from what is tracked of them; no data is read.</summary>
public sealed class RunComparer(IRunStore store)
{
    /// <param name="first">The run that comes first in every pair.</param>
    /// <param name="second">The run that is compared with it.</param>
    /// <param name="times">True when it shall be told how long the steps took.</param>
    public RunDifferences Compare(RunRecord first, RunRecord second, bool times = false)
    {
        var (before, after) = (TrackedRun.Of(store, first), TrackedRun.Of(store, second));
        var comparer = new StepComparer(store, before, after, times);
        var steps = TrackedRun.Order(before, after).Select(comparer.Compare).ToList();
        return new(first, second)
        {
            Parameters = ValueChanges.Between(first.Parameters, second.Parameters),
            Steps = [.. steps.Where(s => !s.IsEmpty || s.Times is not null)],
            Divergence = steps.FirstOrDefault(Diverges) is { } at ? new(at.Step, Causes(at, before, after)) : null,
        };
    }

    // A step that one run left out says nothing of what it would have given.
    private static bool Diverges(StepDifferences step) =>
        step.Presence != Presence.Both || step.Outputs.Count > 0
        || (step.State is { } state && new[] { state.Before!.State, state.After!.State }.Any(s => s is StepState.Failed or StepState.Cancelled));

    /// <summary>Why a step of two runs gave something else, all that it reads from being the same.</summary>
    internal static IReadOnlyList<Cause> Causes(StepDifferences step, TrackedRun first, TrackedRun second)
    {
        if (step.Presence != Presence.Both)
        {
            return [new(CauseKind.Definition, null, $"only run {(step.Presence == Presence.OnlyFirst ? first : second).Run.Id} has this step")];
        }

        var (before, after) = (first.Steps[step.Step], second.Steps[step.Step]);
        var causes = new List<Cause>();
        if (step.Uses is { } uses)
        {
            causes.Add(new(CauseKind.Definition, null, $"it uses {uses.After}, not {uses.Before}"));
        }

        causes.AddRange(step.Wires.Select(w => new Cause(CauseKind.Definition, w.Port, $"its input {w.Port} is wired to {w.Source.After ?? "nothing"}, not {w.Source.Before ?? "nothing"}")));
        causes.AddRange(step.Parameters.Select(p => new Cause(CauseKind.Parameter, p.Name, p.ToString())));
        causes.AddRange(step.Files.Select(f => new Cause(CauseKind.Input, f.Parameter, $"the file {(f.After ?? f.Before)!.Source["file:".Length..]} has other content")));
        causes.AddRange(Injected(before, after));
        if (step.Code is { } code)
        {
            causes.AddRange(Code(code));
        }

        // The same step with everything the same: only what it reads may still be something else.
        if (causes.Count == 0)
        {
            causes.AddRange(Inputs(before, after));
        }

        if (causes.Count == 0)
        {
            causes.Add(step.State is { } state && step.Outputs.Count == 0
                ? new(CauseKind.State, null, (state.Before!.Error ?? state.After!.Error) is { } error ? $"it failed in one of the runs: {error}" : "it did not come to its end in one of the runs")
                : new(CauseKind.NonDeterminism, null, "nothing that decides its result differs, yet the result does: it is not deterministic"));
        }

        return causes;
    }

    private static IEnumerable<Cause> Injected(StepRecord before, StepRecord after) => before.State != StepState.Injected && after.State != StepState.Injected
        ? []
        : before.Outputs.Concat(after.Outputs).Where(o => o.Origin is not null).Select(o => o.Port).Distinct().Select(p =>
            new Cause(CauseKind.Input, p, $"its output {p} is {Origin(after, p)}, not {Origin(before, p)}"));

    private static string Origin(StepRecord step, string port) =>
        step.Outputs.FirstOrDefault(o => o.Port == port)?.Origin is { } origin ? $"injected from {origin}" : "its own";

    private static IEnumerable<Cause> Code(CodeDifferences code) => code.Pieces.Count == 0
        ? [new(CauseKind.Code, null, "the code behind it is other code")]
        : code.Pieces.Select(p => new Cause(
            CauseKind.Code, p.Name, p.Presence switch { Presence.Both => $"{p.Name} changed", Presence.OnlySecond => $"{p.Name} was added", _ => $"{p.Name} was removed" }));

    private static IEnumerable<Cause> Inputs(StepRecord before, StepRecord after) => before.Inputs
        .Join(after.Inputs, i => i.Port, i => i.Port, (old, now) => (old, now))
        .Where(i => i.old.Digest != i.now.Digest)
        .Select(i => new Cause(CauseKind.Input, i.now.Port, $"its input {i.now.Port}, from {i.now.Source}, has other content"));
}
