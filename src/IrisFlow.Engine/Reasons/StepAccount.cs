using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Reasons;

/// <summary>What was done with a step of a run, why, and what its key was made of.</summary>
/// <param name="Run">The run.</param>
/// <param name="Step">The step as it is on record.</param>
/// <param name="Why">Why, followed to its end.</param>
/// <param name="ComparedWith">The earlier run that it was compared with; null when there is none, or nothing to compare.</param>
/// <param name="Inputs">What it read, and where that came from.</param>
/// <param name="MadeBy">For a step that was reused, the step of the run that made its outputs.</param>
public sealed record StepAccount(RunRecord Run, StepRecord Step, Reason Why, string? ComparedWith, IReadOnlyList<InputOrigin> Inputs, (string Run, string Step)? MadeBy)
{
    private static readonly Reason[] Spoken = [Reason.NeverRan, Reason.Forced, Reason.NoCache, Reason.SideEffect];

    /// <summary>The account of a step of a run.</summary>
    internal static StepAccount Of(RunRecord run, StepRecord step, IReadOnlyList<StepRecord> steps, IRunStore store, CheckpointStore checkpoints)
    {
        var byName = steps.ToDictionary(s => s.Name);
        var inputs = step.Inputs.Select(i => InputOrigin.Of(i, run, byName, store)).ToList();
        var made = step.State == StepState.Reused && step.Key is not null ? store.FindCached(step.Key) : null;
        (string, string)? madeBy = made is null ? null : (made.Run, made.Step);
        if (step.State is StepState.Reused or StepState.Injected or StepState.NotSelected || step.Key is null)
        {
            return new(run, step, new(KindOf(step), step.Reason) { Run = made?.Run }, null, inputs, madeBy);
        }

        var baseline = new Baselines(store, run.Workflow).Nearest(step, run.Id);
        var differences = baseline is null ? [] : new Explanation(store, checkpoints, byName.GetValueOrDefault).Of(baseline);
        return new(run, step, Root(step, differences), baseline?.Run, inputs, madeBy);
    }

    /// <summary>What the run wrote down when it decided, and behind it what is known now.</summary>
    private static Reason Root(StepRecord step, IReadOnlyList<Reason> differences)
    {
        var found = differences.Count > 0 ? Reason.Of(differences) : null;
        return found?.Text == step.Reason ? found
            : Spoken.FirstOrDefault(r => r.Text == step.Reason) is { } spoken ? spoken with { Because = differences }
            : new(KindOf(step), step.Reason) { Because = differences };
    }

    private static ReasonKind KindOf(StepRecord step) => step.State switch
    {
        StepState.Reused => ReasonKind.Unchanged,
        StepState.Injected => ReasonKind.Injected,
        StepState.NotSelected => step.Outputs.Count > 0 ? ReasonKind.Kept : ReasonKind.NotSelected,
        _ => ReasonKind.Recorded,
    };
}

/// <summary>What a step read, and where that came from.</summary>
/// <param name="Port">The input, or for a source file the parameter.</param>
/// <param name="Source">The address <c>step.port</c>, or <c>file:PATH</c>.</param>
/// <param name="Digest">The content.</param>
/// <param name="State">What the run did with the step that it is from; null for a file.</param>
/// <param name="Run">The run in which that content was made; null where that is not on record.</param>
public sealed record InputOrigin(string Port, string Source, Digest Digest, StepState? State, string? Run)
{
    internal static InputOrigin Of(InputRecord input, RunRecord run, IReadOnlyDictionary<string, StepRecord> steps, IRunStore store)
    {
        var producer = StepDifferences.IsFile(input) ? null : steps.GetValueOrDefault(Address.Split(input.Source).Step);
        var made = producer?.State switch
        {
            StepState.Succeeded => run.Id,
            StepState.Reused or StepState.NotSelected when producer.Key is not null => store.FindCached(producer.Key)?.Run,
            _ => null,
        };
        return new(input.Port, input.Source, input.Digest, producer?.State, made);
    }
}
