using System.Text.Json.Nodes;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Isolation;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Reasons;
using IrisFlow.Engine.Resume;
using IrisFlow.Engine.Run;
using IrisFlow.Engine.Sweep;

namespace IrisFlow.Engine;

/// <summary>Plans and runs workflows on one folder of artifacts.</summary>
public sealed class WorkflowEngine
{
    private readonly EngineParts _parts;
    private readonly Func<IRunObserver>? _watching;
    private readonly string _artifacts;

    /// <param name="artifacts">The folder that holds <c>objects/</c> and <c>runs/</c>.</param>
    /// <param name="store">Where everything is tracked.</param>
    /// <param name="format">How checkpoints are written.</param>
    /// <param name="clock">The time; the system's by default.</param>
    /// <param name="parallelism">How many cores steps may keep busy at once; as many as there are by default. A step takes one unless its policy says otherwise.</param>
    /// <param name="memory">How many bytes steps that say what they need may need together; what the machine has by default.</param>
    /// <param name="host">Gives steps a process of their own; without one, a workflow that asks for that is refused.</param>
    /// <param name="watching">Makes an observer for each run, besides the one that whoever starts it may bring.</param>
    /// <param name="codeCache">A folder of the user's where code that was looked into is remembered across workspaces; without one each workspace remembers alone.</param>
    public WorkflowEngine(
        string artifacts, IRunStore store, TableFormat format, TimeProvider? clock = null, int? parallelism = null, long? memory = null,
        IStepHost? host = null, Func<IRunObserver>? watching = null, string? codeCache = null)
        : this(artifacts, store, format, new Doors(), clock, parallelism, memory, host, watching, codeCache)
    {
    }

    /// <summary>The same through other doors.</summary>
    internal WorkflowEngine(
        string artifacts, IRunStore store, TableFormat format, Doors doors, TimeProvider? clock = null, int? parallelism = null, long? memory = null,
        IStepHost? host = null, Func<IRunObserver>? watching = null, string? codeCache = null)
    {
        (_watching, _artifacts) = (watching, artifacts);
        Checkpoints = new(Path.Combine(artifacts, "objects"), format, store, doors);
        var view = new RunView(Path.Combine(artifacts, "runs"), Checkpoints, store);
        var capacity = new Capacity(Math.Max(1, parallelism ?? Environment.ProcessorCount), memory ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        _parts = new(artifacts, store, Checkpoints, view, clock ?? TimeProvider.System, capacity, host, codeCache, doors)
        {
            Carry = (plan, cancellation) => RunAsync(plan, null, cancellation),
        };
    }

    /// <summary>The stored checkpoints.</summary>
    public CheckpointStore Checkpoints { get; }

    internal EngineParts Parts => _parts;

    /// <summary>Sweeps: one workflow with many values.</summary>
    public Sweeps Sweeps => new(_parts);

    /// <summary>Makes the readable view of a part of a sweep or map, which its run has left out.</summary>
    public void Show(RunRecord run) => _parts.Store.Steps(run.Id).ToList().ForEach(step => _parts.View.Add(run.Id, step));

    /// <summary>Where a person finds an output of a run.</summary>
    public string PathOf(string run, string step, string port) => _parts.View.PathOf(run, step, port);

    /// <summary>What a run would do.</summary>
    /// <exception cref="IrisFlowException">The request or the workflow is wrong; all findings at once.</exception>
    public RunPlan Plan(RunRequest request) => _parts.Planner().Make(request);

    /// <summary>What is wrong with the data that a request puts in the place of ports, column by column; nothing else of the request is looked at.</summary>
    public IReadOnlyList<Finding> CheckInjected(RunRequest request)
    {
        var findings = new List<Finding>();
        new Injections(_parts.Store, Checkpoints).Read(request, Planner.Check(request, []), findings.Add);
        return findings;
    }

    /// <summary>How an unfinished run would go on: with its own plan and parameters, from what it has committed.</summary>
    /// <param name="run">The run; one that succeeded has nothing left to do.</param>
    /// <param name="environment">What surrounds the steps of a workflow.</param>
    /// <param name="changed">What to do with committed steps whose code, or a file they read, has changed.</param>
    /// <exception cref="IrisFlowException">Another runner holds the run; or a committed step has changed and <paramref name="changed"/> refuses that.</exception>
    public RunPlan PlanResume(RunRecord run, Func<Workflow, StepEnvironment> environment, ChangedCode changed = ChangedCode.Refuse) =>
        new Resumption(_parts).Plan(run, environment, changed);

    /// <summary>What an earlier run was asked for, to be asked for again with changes: its workflow as it was run, its parameters, its injected data.</summary>
    /// <exception cref="IrisFlowException">The stored workflow can't be read by this version.</exception>
    public static RunRequest RequestOf(RunRecord run, Func<Workflow, StepEnvironment> environment) =>
        EarlierRun.Request(run, environment) with { Origin = run.Id };

    /// <summary>Why each step of a plan is treated as it is, followed down to the parameter, the column or the method: a function from a step to its reason.</summary>
    public Func<PlannedStep, Reason> Explain(RunPlan plan) => new PlanExplanation(plan, _parts.Store, Checkpoints, _parts.Code.Find).Of;

    /// <summary>What was done with a step of a run, and why.</summary>
    /// <param name="run">The run.</param>
    /// <param name="steps">All its steps.</param>
    /// <param name="step">One of them.</param>
    public StepAccount Explain(RunRecord run, IReadOnlyList<StepRecord> steps, StepRecord step) => StepAccount.Of(run, step, steps, _parts.Store, Checkpoints);

    /// <summary>What carrying out a plan would take at most, as far as its steps have run before.</summary>
    public PlanEstimate Estimate(RunPlan plan) => PlanEstimate.Of(plan, name => _parts.Store.LastCost(plan.Workflow, name), _parts.Capacity.Cores);

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">The plan, made just before.</param>
    /// <param name="observer">Told how it goes.</param>
    /// <param name="cancellation">Ends the run: steps under way are told, what they finish is kept.</param>
    /// <exception cref="IrisFlowException">A step is blocked, or the run could not be recorded.</exception>
    public async Task<RunResult> RunAsync(RunPlan plan, IRunObserver? observer = null, CancellationToken cancellation = default)
    {
        if (plan.Obstacles is { Count: > 0 } obstacles)
        {
            throw new IrisFlowException(obstacles);
        }

        if (_parts.Host is null && plan.Steps.Where(s => s.Decision == Decision.Run && s.Policy.Isolate == StepIsolation.Process).ToList() is { Count: > 0 } homeless)
        {
            throw new IrisFlowException([.. homeless.Select(s => IsolatedStep.Unavailable(s.Name))]);
        }

        var asked = observer;
        if (_watching is not null)
        {
            observer = observer is null ? _watching() : new RunObservers(observer, _watching());
        }

        Checkpoints.Prepare(_parts.Clock);
        var book = new Bookkeeping(_parts);
        var run = plan.Request.Continues is { } earlier ? book.Continue(earlier) : book.New(plan);
        var shares = plan.IsPart ? null : new StepShares(RunFiles.Progress(_artifacts, run.Id), isWritten: plan.Request.Continues is not null);
        var ledger = new Ledger(run.Id, run.Epoch, plan, _parts.View, observer, shares);
        var known = ledger.Known().ToList();
        var toRun = plan.Steps.Any(s => s.Decision == Decision.Run);
        try
        {
            book.Begin(run, plan, known, ends: !toRun);
        }
        catch (RemovedCheckpointException)
        {
            // gc was faster than this run, which nobody has been told of yet: what it chose is gone, and a new plan does without.
            return await RunAsync(Plan(plan.Request), asked, cancellation);
        }

        observer?.RunStarted(run, plan.Steps.Count);
        var isShown = !toRun && !plan.IsPart && plan.Request.Continues is null && AllMadeBy(plan) is { } maker && _parts.View.TryShowAs(run.Id, known, maker);
        known.ForEach(step => ledger.Ended(step, isShown || Bookkeeping.IsCommitted(plan, step)));
        if (!toRun)
        {
            observer?.RunEnded(RunState.Succeeded);
            return new(run.Id, RunState.Succeeded, ledger.Steps, []);
        }

        using var heartbeat = new Heartbeat(_parts.Store, _parts.Clock, run, cancellation, shares);
        using var runner = new Runner(plan, _parts, ledger, SlotsOf(plan), _parts.Binder(plan.Request.Environment), heartbeat.Cancellation);
        var failures = await runner.RunAsync();
        if (heartbeat.Fenced is { } fenced && !failures.OfType<FencedException>().Any())
        {
            failures = [fenced, .. failures];
        }

        var state = failures.Count > 0 ? RunState.Failed : (cancellation.IsCancellationRequested || heartbeat.IsCancelled) && ledger.Steps.Any(s => s.State == StepState.Cancelled) ? RunState.Cancelled : RunState.Succeeded;
        try
        {
            book.End(run, failures.Count == 0 ? ledger.Unrecorded() : book.Unknown(run, ledger.Unrecorded()), state);
        }
        catch (IrisFlowException problem)
        {
            // The disk that failed the step may refuse this too, and another runner refuses it: the first failure is the one to tell.
            (failures, state) = ([.. failures, problem], RunState.Failed);
        }

        observer?.RunEnded(state);
        return new(run.Id, state, ledger.Steps, failures);
    }

    /// <summary>The one run that made everything this plan has, under the same names; null when there is no such run.</summary>
    private static string? AllMadeBy(RunPlan plan)
    {
        var runs = plan.Steps
            .Where(s => s.Outputs.Count > 0)
            .Select(s => s.Decision == Decision.Reuse && s.MadeBy is { } made && made.Step == s.Name ? made.Run : "")
            .Distinct()
            .ToList();
        return runs is [{ Length: > 0 } run] ? run : null;
    }

    private Slots SlotsOf(RunPlan plan)
    {
        var slots = new Slots(Checkpoints, plan.Request.Environment.Catalog);
        foreach (var step in plan.Steps)
        {
            foreach (var output in step.Outputs)
            {
                slots.Put($"{step.Name}.{output.Port}", output, step.Bound.Descriptor.Outputs.First(o => o.Name == output.Port).Kind);
            }
        }

        foreach (var (address, injection) in plan.Injected)
        {
            var (name, port) = Address.Split(address);
            var descriptor = plan.Steps.First(s => s.Name == name).Bound.Descriptor;
            var kind = descriptor.Outputs.Concat(descriptor.Inputs).First(p => p.Name == port).Kind;
            slots.Put(address, injection.Output, kind);
        }

        return slots;
    }
}
