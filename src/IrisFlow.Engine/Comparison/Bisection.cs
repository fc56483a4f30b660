using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Comparison;

/// <summary>Finds the step, and in it the parameter, file or code, that moved a metric between two runs of a workflow.</summary>
/// <remarks>
/// Steps are put in an order in which they can run. With the good run's checkpoints for all steps up to some place, and the bad run's
/// workflow after it, the metric goes from the bad value to the good one as the place moves on; halving finds the step at which it does.
/// </remarks>
public sealed class Bisection(WorkflowEngine engine, Func<Workflow, StepEnvironment> environment)
{
    private readonly IRunStore _store = engine.Parts.Store;

    /// <param name="good">The run with the value that one wants.</param>
    /// <param name="bad">The run with the other value. The code and the files must be as it had them.</param>
    /// <param name="metric"><c>step.metric</c>, or the metric's name where one step has it.</param>
    /// <param name="tolerance">Values no further apart than this count as the same.</param>
    /// <param name="command">The command line, to be kept.</param>
    /// <param name="cancellation">Ends the search; what was tried is kept.</param>
    /// <exception cref="IrisFlowException">The runs can't be compared, or the metric does not differ.</exception>
    public async Task<BisectResult> FindAsync(RunRecord good, RunRecord bad, string metric, double tolerance, string command, CancellationToken cancellation = default)
    {
        var (first, second) = (TrackedRun.Of(_store, good), TrackedRun.Of(_store, bad));
        var name = MetricName.Find(metric, second.Steps.Values.OrderBy(s => s.Position), bad.Id);
        _ = MetricName.Find(name.ToString(), first.Steps.Values.OrderBy(s => s.Position), good.Id);
        var (wanted, found) = (name.In(first.Steps.Values), name.In(second.Steps.Values));
        if (Equals(wanted, found) || Math.Abs(wanted - found) <= tolerance)
        {
            throw new IrisFlowException(new Finding("IF428", $"{name} is {found:R} in run {bad.Id} and {wanted:R} in run {good.Id}: there is no difference to explain.")
            {
                Expected = "Values further apart than --tolerance differ.",
                Next = $"irisflow diff {good.Id} {bad.Id}",
            });
        }

        var order = Comparable.Order(first, second, name.Step);
        var parent = Begin(second, command);
        var state = RunState.Failed;
        try
        {
            var probes = new ProbeRuns(engine, first, second, order, name, environment(second.Workflow), parent.Id);
            var result = await FindAsync(first, second, name, wanted, found, order, probes, parent.Id, cancellation);
            state = RunState.Succeeded;
            return result;
        }
        catch (OperationCanceledException)
        {
            state = RunState.Cancelled;
            throw;
        }
        finally
        {
            _store.Write(w => w.EndRun(parent.Id, parent.Epoch, state, engine.Parts.Clock.GetUtcNow()));
        }
    }

    private async Task<BisectResult> FindAsync(
        TrackedRun good, TrackedRun bad, MetricName metric, double wanted, double found, IReadOnlyList<string> order, ProbeRuns probes, string run, CancellationToken cancellation)
    {
        var candidates = order.Where(probes.Differs).ToList();
        var (low, without) = (0, found);
        var (high, with) = (candidates.Count, wanted);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            var value = await probes.WithOutputsAsync(UpTo(order, candidates[middle - 1]), cancellation);
            if (IsNear(value, wanted, found))
            {
                (high, with) = (middle, value);
            }
            else
            {
                (low, without) = (middle, value);
            }
        }

        var step = candidates[high - 1];
        var before = UpTo(order, step).Except([step]).ToHashSet();
        var differences = new StepComparer(_store, good, bad, times: false).Compare(step);
        var (causes, others) = await new StepSuspects(good, bad, differences, probes, before, v => IsNear(v, with, without)).FindAsync(with, cancellation);
        return new(good.Run, bad.Run, metric, wanted, found)
        {
            Run = run,
            Step = step,
            Without = without,
            With = with,
            Causes = causes,
            Others = others,
            Probes = probes.Probes,
        };
    }

    private static HashSet<string> UpTo(IReadOnlyList<string> order, string step) => [.. order.TakeWhile(s => s != step), step];

    /// <summary>Whether a value has come more than half of the way from one to another, and not as far beyond it. A value that is none is like another that is none.</summary>
    private static bool IsNear(double value, double to, double from) =>
        double.IsNaN(to) ? double.IsNaN(value) : double.IsNaN(from) ? !double.IsNaN(value) : Math.Abs(value - to) < Math.Abs(from - to) / 2;

    /// <summary>The run that stands above all that are made for the search. It stands below the bad run itself, so that none of them is the latest or among the runs.</summary>
    private RunRecord Begin(TrackedRun bad, string command)
    {
        var now = engine.Parts.Clock.GetUtcNow();
        var run = new RunRecord(RunId.At(now), $"{bad.Workflow.Name}-bisect")
        {
            State = RunState.Running,
            Definition = bad.Run.Definition,
            Parameters = bad.Run.Parameters,
            Command = command,
            StartedAt = now,
            Owner = RunOwner.Current(),
            LeaseUntil = now.AddDays(1),
            File = bad.Run.File,
            Parent = bad.Run.Id,
        };
        _store.Write(w => w.BeginRun(run));
        return run;
    }
}
