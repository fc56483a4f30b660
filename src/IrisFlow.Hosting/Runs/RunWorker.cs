using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Resume;
using IrisFlow.Engine.Run;
using IrisFlow.Engine.Sweep;

namespace IrisFlow.Hosting.Runs;

/// <summary>Carries out a <see cref="WorkOrder"/>: plans it, says which run it is, and sees that run to its end.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="clock">The time; the system's by default.</param>
public sealed class RunWorker(Workspace workspace, TimeProvider? clock = null)
{
    /// <summary>Plans what is ordered.</summary>
    /// <exception cref="IrisFlowException">It can't be; all findings at once.</exception>
    public OrderedWork Plan(WorkOrder order)
    {
        if (order.Resume is not null)
        {
            return Resumed(order, workspace.Run(order.Resume));
        }

        if (order.Tick is not null)
        {
            return new(workspace.Engine.Plan(order.Tick.Request(workspace, (clock ?? TimeProvider.System).GetUtcNow()) with { Submission = order.Submission }), null);
        }

        if (order.Sweep is not null)
        {
            return new(null, workspace.Engine.Sweeps.Plan(By(RunRequests.Of(order.Sweep, workspace), order)));
        }

        return new(workspace.Engine.Plan(RunRequests.Of(order.Run!, workspace) with { Submission = order.Submission }), null);
    }

    private OrderedWork Resumed(WorkOrder order, RunRecord run)
    {
        if (run.State == RunState.Succeeded)
        {
            throw new IrisFlowException(
                new Finding("IF893", $"Run {run.Id} is complete: there is nothing to resume.") { Expected = "To do the same as a new run, fork it.", Next = $"irisflow rerun {run.Id}" }, ExitCode.Locked);
        }

        var changed = order.ChangedCode switch { "keep" => ChangedCode.Keep, "rerun" => ChangedCode.Rerun, _ => ChangedCode.Refuse };
        if (Sweeps.IsSweep(run))
        {
            var sweep = workspace.Engine.Sweeps.PlanResume(run, workspace.EnvironmentOf, changed);
            return new(null, sweep with { Sweep = By(sweep.Sweep, order) });
        }

        var plan = workspace.Engine.PlanResume(run, workspace.EnvironmentOf, changed);
        return new(plan with { Request = plan.Request with { Submission = order.Submission } }, null);
    }

    private static SweepRequest By(SweepRequest sweep, WorkOrder order) => sweep with { Request = sweep.Request with { Submission = order.Submission } };

    /// <summary>The run that the same request has begun, or let go on, before; null where none has.</summary>
    /// <exception cref="IrisFlowException">Something else was asked for under this key.</exception>
    public static string? Earlier(IRunStore store, Submission submission) => store.FindSubmission(submission.Key) is not var (run, request) ? null
        : request == submission.Request ? run
        : throw new IrisFlowException(new Finding("IF894", $"The idempotency key '{submission.Key}' has begun run {run}, for another request.")
        {
            Expected = "Each request has a key of its own.",
            Next = $"irisflow show {run}",
        });
}

/// <summary>What is ordered, planned: a run or a sweep.</summary>
/// <param name="Run">The plan of a run.</param>
/// <param name="Sweep">The plan of a sweep.</param>
public sealed record OrderedWork(RunPlan? Run, SweepPlan? Sweep);

/// <summary>Hears which run it is as soon as that is on record.</summary>
/// <param name="begun">Told the run's id.</param>
public sealed class RunBegun(Action<string> begun) : IRunObserver, ISweepObserver
{
    /// <inheritdoc/>
    public void RunStarted(RunRecord run, int steps) => begun(run.Id);

    /// <inheritdoc/>
    public void Started(string run, int runs) => begun(run);

    /// <inheritdoc/>
    public void StepStarted(StepRecord step)
    {
    }

    /// <inheritdoc/>
    public void StepProgressed(string step, double share)
    {
    }

    /// <inheritdoc/>
    public void StepEnded(StepRecord step)
    {
    }

    /// <inheritdoc/>
    public void Ended(int done, SweepRow row, (SweepRow Row, string Metric, double Figure)? best)
    {
    }
}
