using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Resume;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Sweep;

/// <summary>Sweeps: one workflow with every combination of some values, as one run that has a run for each of them as its parts.</summary>
public sealed class Sweeps
{
    private readonly EngineParts _parts;

    internal Sweeps(EngineParts parts) => _parts = parts;

    /// <summary>True for the run of a sweep.</summary>
    public static bool IsSweep(RunRecord run) => StoredSweep.Is(run);

    /// <summary>What an earlier sweep was asked for, to be asked for again.</summary>
    /// <exception cref="IrisFlowException">The stored workflow can't be read by this version.</exception>
    public static SweepRequest RequestOf(RunRecord run, Func<Workflow, StepEnvironment> environment) => StoredSweep.Request(run, environment);

    /// <summary>Holds a sweep against the rules, every run of it.</summary>
    /// <exception cref="IrisFlowException">The sweep, or some of its runs, can't be; all findings at once.</exception>
    public SweepPlan Plan(SweepRequest sweep)
    {
        SweepCheck.ThrowErrors(sweep);
        var first = _parts.Planner().Make(sweep.At(0, null));
        if (first.Obstacles is { Count: > 0 } obstacles)
        {
            throw new IrisFlowException(obstacles);
        }

        var findings = new List<Finding>();
        KnownMetric(sweep, first, findings.Add);
        return findings.Count > 0 ? throw new IrisFlowException(findings) : new(sweep, first);
    }

    /// <summary>How an unfinished sweep would go on: its finished runs are kept, the others go on or begin.</summary>
    /// <exception cref="IrisFlowException">Another runner holds it; or committed steps have changed and <paramref name="changed"/> refuses that.</exception>
    public SweepPlan PlanResume(RunRecord run, Func<Workflow, StepEnvironment> environment, ChangedCode changed)
    {
        Resumption.ThrowIfHeld(run, _parts.Clock);
        var resumption = new Resumption(_parts);
        var earlier = _parts.Store.Parts(run.Id).Where(p => p.Variant is not null).GroupBy(p => p.Variant!).ToDictionary(g => g.Key, g => g.Last());
        if (changed == ChangedCode.Refuse)
        {
            ThrowIfChanged(run, earlier.Values, part => resumption.Plan(part, environment, changed));
        }

        return Plan(StoredSweep.Request(run, environment)) with
        {
            Continues = run,
            Earlier = earlier,
            Again = (part, how) => resumption.Plan(part, environment, how),
            Changed = changed,
        };
    }

    /// <summary>How much work a sweep would be. Nothing runs.</summary>
    public SweepEstimate Estimate(SweepPlan plan)
    {
        var estimate = new Estimate();
        for (var i = 0; i < plan.Count; i++)
        {
            estimate.Add(_parts.Planner().Make(plan.Sweep.At(i, null)));
        }

        return estimate.Total;
    }

    /// <summary>Carries out a sweep. A run that fails does not stop the others.</summary>
    /// <param name="plan">The plan, made just before.</param>
    /// <param name="observer">Told how it goes.</param>
    /// <param name="cancellation">Ends all runs; what they have finished is kept.</param>
    /// <exception cref="IrisFlowException">The sweep could not be recorded, or another runner has taken it over.</exception>
    public Task<SweepResult> RunAsync(SweepPlan plan, ISweepObserver? observer = null, CancellationToken cancellation = default) =>
        new SweepRunner(_parts, plan, observer).RunAsync(cancellation);

    /// <summary>A sweep as it stands, whether it has ended or not.</summary>
    public SweepResult Results(RunRecord run)
    {
        var (by, smallestFirst) = StoredSweep.Order(run);
        var request = StoredSweep.Request(run, _ => null!);
        var parts = _parts.Store.Parts(run.Id).Where(p => p.Variant is not null).GroupBy(p => p.Variant!).ToDictionary(g => g.Key, g => g.Last());
        var rows = Enumerable.Range(0, (int)request.Count).Select(i => Row(request, i, parts.GetValueOrDefault(request.VariantAt(i)))).ToList();
        var findings = new List<Finding>();
        var (metric, smallest) = ResultsTable.Order(rows, by, smallestFirst, findings.Add);
        var axes = StoredSweep.Axes(run);
        return new(run.Id, RunOwner.StateOf(run), axes, metric, smallest, ResultsTable.Of(axes, rows, metric, smallest), findings);
    }

    /// <summary>Which figures a step gives is known when it has run: where every step that gives some has, a slip is told before the first run.</summary>
    private void KnownMetric(SweepRequest sweep, RunPlan plan, Action<Finding> report)
    {
        var last = plan.Steps
            .Where(s => s.Decision != Decision.NotSelected && s.Bound.Descriptor.Outputs.Any(o => o.Kind.Type == typeof(Metrics)))
            .Select(s => _parts.Store.LastStep(plan.Workflow, s.Name)?.Step)
            .ToList();
        if (sweep.By is not null && last.TrueForAll(s => s is { Metrics.Count: > 0 }))
        {
            Ranking.Metric(sweep.By, [.. Part.Metrics(last!).Select(m => m.Key)], report);
        }
    }

    private SweepRow Row(SweepRequest request, int index, RunRecord? part)
    {
        if (part is null)
        {
            return new(request.ValuesAt(index), SweepRowState.Waiting);
        }

        var state = RunOwner.StateOf(part);
        return new(request.ValuesAt(index), Enum.Parse<SweepRowState>(state.ToString())) { Run = part.Id, Metrics = Part.Metrics(_parts.Store.Steps(part.Id)) };
    }

    /// <summary>Before anything runs: which committed steps of which runs are not what they were, each cause once.</summary>
    private static void ThrowIfChanged(RunRecord run, IEnumerable<RunRecord> earlier, Action<RunRecord> plan)
    {
        var findings = new Dictionary<(string Rule, string? Step), Finding>();
        ExitCode? exit = null;
        foreach (var part in earlier)
        {
            try
            {
                plan(part);
            }
            catch (IrisFlowException problem)
            {
                exit ??= problem.Exit;
                problem.Findings.ToList().ForEach(f => findings.TryAdd((f.Rule, f.Step), f.Rule == "IF620" ? f with { Next = $"irisflow resume {run.Id} --changed-code rerun" } : f));
            }
        }

        if (exit is not null)
        {
            throw new IrisFlowException([.. findings.Values], exit.Value);
        }
    }
}
