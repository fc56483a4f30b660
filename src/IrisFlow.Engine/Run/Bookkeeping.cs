using System.Text.Json.Nodes;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Resume;

namespace IrisFlow.Engine.Run;

/// <summary>Records the beginning and the end of runs.</summary>
internal sealed class Bookkeeping(EngineParts parts)
{
    /// <summary>Whether the run that goes on has a step already.</summary>
    public static bool IsCommitted(RunPlan plan, StepRecord step) =>
        plan.Request.Continues is not null && plan.Request.Kept.GetValueOrDefault(step.Name) == step;

    /// <summary>A new run of a plan.</summary>
    public RunRecord New(RunPlan plan)
    {
        var now = parts.Clock.GetUtcNow();
        return new(RunId.At(now), plan.Workflow)
        {
            State = RunState.Running,
            Definition = WorkflowWriter.Write(plan.Checked.Workflow, plan.Request.Environment.Catalog),
            Command = plan.Request.Command,
            Parameters = new JsonObject(plan.Checked.Parameters.Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))).ToJsonString(),
            StartedAt = now,
            Owner = RunOwner.Current(),
            LeaseUntil = now + Lease.Term,
            File = plan.Request.Workflow.File is { } file ? Path.GetFullPath(file) : null,
            Request = EarlierRun.Text(plan),
            Origin = plan.Request.Origin,
            Parent = plan.Request.PartOf?.Run,
            Variant = plan.Request.PartOf?.Variant,
            Submission = plan.IsPart ? null : plan.Request.Submission,
            Tick = plan.IsPart ? null : plan.Request.Tick,
        };
    }

    /// <summary>The run as it will be once it is taken over, which happens with the first transaction.</summary>
    public RunRecord Continue(RunRecord run) =>
        run with { Epoch = run.Epoch + 1, Owner = RunOwner.Current(), LeaseUntil = parts.Clock.GetUtcNow() + Lease.Term, State = RunState.Running, FinishedAt = null };

    /// <summary>Records that the run begins, or that another runner's run goes on here.</summary>
    public void Begin(RunRecord run, RunPlan plan, List<StepRecord> known, bool ends)
    {
        try
        {
            Record(run, plan, known, ends);
        }
        catch (FencedException)
        {
            // Whoever was faster is named, when it is still at work.
            Resumption.ThrowIfHeld(parts.Store.FindRun(run.Id)!, parts.Clock);
            throw;
        }
        catch (IrisFlowException problem) when (problem.Exit != ExitCode.Locked && problem is not RemovedCheckpointException)
        {
            Abandon(run);
            throw;
        }

        if (plan.Request.Continues is not null && Resumption.WentOn(plan, parts.Store.Steps(run.Id)) is { } late)
        {
            Abandon(run);
            throw late;
        }
    }

    /// <summary>Ends a run that did not begin, should its beginning be on record after all: else this process would seem to work on it.</summary>
    private void Abandon(RunRecord run)
    {
        try
        {
            End(run, [], RunState.Failed);
        }
        catch (IrisFlowException)
        {
            // It is not on record, or can't be ended now; a resume finds it when this process is gone, or its lease over.
        }
    }

    /// <summary>One transaction: the run, and all that the plan knows the end of.</summary>
    private void Record(RunRecord run, RunPlan plan, List<StepRecord> known, bool ends)
    {
        // A part gets data that its siblings got as well: to read all of it again for each of them would cost more than they do.
        var injected = plan.Injected.Values.Where(i => !plan.IsPart || parts.Store.FindObject(i.Output.Digest) is not { } known || parts.Checkpoints.Check(known) != ObjectState.Whole);
        var staged = injected.Select(i => parts.Checkpoints.Stage(i.Table, i.Output.Digest, Address.Split(i.Address).Step)).ToList();
        parts.Commits.Commit(staged, null, writer =>
        {
            if (plan.Request.Continues is { } earlier)
            {
                writer.TakeOver(run.Id, earlier.Epoch, run.Owner, run.LeaseUntil!.Value);
                if (!plan.IsPart && plan.Request.Submission is { } submission)
                {
                    writer.Submit(run.Id, submission);
                }
            }
            else
            {
                writer.BeginRun(run);
            }

            foreach (var item in staged.Where(s => s.Temporary is not null))
            {
                writer.SaveObject(item.Object);
            }

            parts.Code.Save(writer);
            foreach (var memo in parts.Sources.TakeMemos())
            {
                writer.Remember(memo);
            }

            foreach (var step in known.Where(s => !IsCommitted(plan, s)))
            {
                writer.EndStep(run.Id, run.Epoch, step, cache: false);
            }

            if (ends)
            {
                writer.EndRun(run.Id, run.Epoch, RunState.Succeeded, parts.Clock.GetUtcNow());
            }
        });
    }

    /// <summary>The steps without those whose success is on record after all: a commit may say that it failed and be on disk.</summary>
    public IReadOnlyList<StepRecord> Unknown(RunRecord run, IReadOnlyList<StepRecord> steps)
    {
        var recorded = parts.Store.Steps(run.Id).Where(s => s.State == StepState.Succeeded).Select(s => (s.Name, s.Key)).ToHashSet();
        return [.. steps.Where(s => s.Key is null || !recorded.Contains((s.Name, s.Key)))];
    }

    /// <summary>Records how a run ended, and the steps that have not been recorded.</summary>
    public void End(RunRecord run, IReadOnlyList<StepRecord> steps, RunState state) => parts.Commits.Commit([], null, writer =>
    {
        foreach (var step in steps)
        {
            writer.EndStep(run.Id, run.Epoch, step, cache: false);
        }

        writer.EndRun(run.Id, run.Epoch, state, parts.Clock.GetUtcNow());
    });
}
