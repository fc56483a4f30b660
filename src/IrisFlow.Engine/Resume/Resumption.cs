using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Reasons;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Resume;

/// <summary>Plans how an unfinished run goes on: with its own plan and parameters, from what it has committed.</summary>
internal sealed class Resumption(EngineParts parts)
{
    private const int MostPieces = 3;

    /// <exception cref="IrisFlowException">Another runner holds the run; or a committed step's code has changed and nothing was said about it.</exception>
    public RunPlan Plan(RunRecord run, Func<Workflow, StepEnvironment> environment, ChangedCode changed)
    {
        ThrowIfHeld(run, parts.Clock);
        var steps = parts.Store.Steps(run.Id);
        var kept = steps
            .Where(s => s.State == StepState.Succeeded || (s.Outputs.Count > 0 && s.State is StepState.Reused or StepState.Injected or StepState.NotSelected))
            .ToDictionary(s => s.Name);
        var request = EarlierRun.Request(run, environment) with { Continues = run, Kept = kept, Seen = steps.Where(s => s.State == StepState.Succeeded).Select(s => s.Name).ToHashSet(), Command = $"irisflow resume {run.Id}" };
        var plan = parts.Planner().Make(request);
        var differ = plan.Steps.Select(s => (s.Name, Why: Difference(s, request.Environment))).Where(s => s.Why is not null).ToList();
        if (differ.Count == 0 || changed == ChangedCode.Keep)
        {
            return plan;
        }

        if (changed == ChangedCode.Refuse)
        {
            throw new IrisFlowException(
                [.. differ.Select(d => new Finding("IF620", $"Run {run.Id} has committed step '{d.Name}', but {d.Why} since.")
                {
                    Step = d.Name,
                    Expected = "--changed-code keep takes what was committed, --changed-code rerun makes it again.",
                    Next = $"irisflow resume {run.Id} --changed-code rerun",
                })],
                ExitCode.Refused);
        }

        differ.ForEach(d => kept.Remove(d.Name));
        return parts.Planner().Make(request);
    }

    /// <exception cref="IrisFlowException">Another runner holds the run.</exception>
    public static void ThrowIfHeld(RunRecord run, TimeProvider clock)
    {
        if (Lease.IsHeld(run, clock.GetUtcNow()))
        {
            throw new IrisFlowException(
                new Finding("IF608", $"Run {run.Id} is being worked on by {RunOwner.Words(run.Owner)}, since {run.StartedAt:u}.")
                {
                    Expected = $"Wait for it, or stop that process; a runner that is gone frees its run at once, one that hangs after {Lease.Term.TotalSeconds:0} seconds.",
                    Next = $"irisflow show {run.Id}",
                },
                ExitCode.Locked);
        }
    }

    /// <summary>
    /// After a run was taken over: what to say when the runner before, which was slow and not dead, has committed something between the
    /// look at the run and the take-over, which the plan would do again. Null when it has not.
    /// </summary>
    public static IrisFlowException? WentOn(RunPlan plan, IReadOnlyList<StepRecord> steps)
    {
        var late = steps.FirstOrDefault(s => s.State == StepState.Succeeded && !plan.Request.Seen.Contains(s.Name));
        return late is null ? null : new(
            new Finding("IF610", $"Run {plan.Request.Continues!.Id} went on while it was taken over: step '{late.Name}' was committed meanwhile.")
            {
                Step = late.Name,
                Expected = "Resume it again: what was committed is kept.",
                Next = $"irisflow resume {plan.Request.Continues.Id}",
            },
            ExitCode.Locked);
    }

    /// <summary>What is different from when a kept step was committed, in words; null when nothing is.</summary>
    private string? Difference(PlannedStep step, StepEnvironment environment)
    {
        if (step.Kept is not { State: StepState.Succeeded or StepState.Reused } kept)
        {
            return null;
        }

        if (kept.Code is not null && kept.Code != step.Bound.Code)
        {
            // At most a few: who wants all asks why.
            var pieces = CodeChange.Between(parts.Code.Find(kept.Code), parts.Code.Find(step.Bound.Code))?.Reasons() ?? [];
            return $"the code of {kept.Uses} changed{(pieces.Count == 0 ? "" : $" ({string.Join(", ", pieces.Take(MostPieces).Select(p => p.Text))}{(pieces.Count > MostPieces ? ", …" : "")})")}";
        }

        var binder = parts.Binder(environment);
        return binder.Sources(step.Bound, parts.Sources).FirstOrDefault(now => kept.Inputs.Any(i => i.Port == now.Port && i.Digest != now.Digest)) is { } file
            ? $"{file.Source[5..]} changed"
            : null;
    }
}
