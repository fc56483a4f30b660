using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Isolation;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Reasons;
using IrisFlow.Engine.Resume;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine;

/// <summary>Plans and runs workflows on one folder of artifacts.</summary>
public sealed class WorkflowEngine
{
    private readonly EngineParts _parts;
    private readonly Func<IRunObserver>? _watching;

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
        _watching = watching;
        Checkpoints = new(Path.Combine(artifacts, "objects"), format, store, doors);
        var view = new RunView(Path.Combine(artifacts, "runs"), Checkpoints, store);
        var capacity = new Capacity(Math.Max(1, parallelism ?? Environment.ProcessorCount), memory ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        _parts = new(artifacts, store, Checkpoints, view, clock ?? TimeProvider.System, capacity, host, codeCache, doors);
    }

    /// <summary>The stored checkpoints.</summary>
    public CheckpointStore Checkpoints { get; }

    /// <summary>Where a person finds an output of a run.</summary>
    public string PathOf(string run, string step, string port) => _parts.View.PathOf(run, step, port);

    /// <summary>What a run would do.</summary>
    /// <exception cref="IrisFlowException">The request or the workflow is wrong; all findings at once.</exception>
    public RunPlan Plan(RunRequest request) => _parts.Planner().Make(request);

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
    public Func<PlannedStep, Reason> Explain(RunPlan plan) => new PlanExplanation(plan, _parts.Store, Checkpoints).Of;

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

        if (_watching is not null)
        {
            observer = observer is null ? _watching() : new RunObservers(observer, _watching());
        }

        Checkpoints.Prepare(_parts.Clock);
        var run = plan.Request.Continues is { } earlier ? Continue(earlier) : New(plan);
        var ledger = new Ledger(run.Id, run.Epoch, plan, _parts.View, observer);
        var known = ledger.Known().ToList();
        var toRun = plan.Steps.Any(s => s.Decision == Decision.Run);
        Begin(run, plan, known, ends: !toRun);
        observer?.RunStarted(run, plan.Steps.Count);
        var isShown = !toRun && plan.Request.Continues is null && AllMadeBy(plan) is { } maker && _parts.View.TryShowAs(run.Id, known, maker);
        known.ForEach(step => ledger.Ended(step, isShown || plan.Request.Kept.GetValueOrDefault(step.Name) == step));
        if (!toRun)
        {
            observer?.RunEnded(RunState.Succeeded);
            return new(run.Id, RunState.Succeeded, ledger.Steps, []);
        }

        await using var heartbeat = new Heartbeat(_parts.Store, _parts.Clock, run, cancellation);
        using var runner = new Runner(plan, _parts, ledger, SlotsOf(plan), _parts.Binder(plan.Request.Environment), heartbeat.Cancellation);
        var failures = await runner.RunAsync();
        if (heartbeat.Fenced is { } fenced && !failures.OfType<FencedException>().Any())
        {
            failures = [fenced, .. failures];
        }

        var state = failures.Count > 0 ? RunState.Failed : cancellation.IsCancellationRequested && ledger.Steps.Any(s => s.State == StepState.Cancelled) ? RunState.Cancelled : RunState.Succeeded;
        try
        {
            End(run, failures.Count == 0 ? ledger.Unrecorded() : Unknown(run, ledger.Unrecorded()), state);
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

    private RunRecord New(RunPlan plan)
    {
        var now = _parts.Clock.GetUtcNow();

        // Runs are listed by id, newest first, and a second holds many runs of a small workflow.
        var id = now.UtcDateTime.ToString("yyyyMMdd-HHmmssfff", CultureInfo.InvariantCulture) + "-" + RandomNumberGenerator.GetHexString(6, lowercase: true);
        return new(id, plan.Workflow)
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
        };
    }

    /// <summary>The run as it will be once it is taken over, which happens with the first transaction.</summary>
    private RunRecord Continue(RunRecord run) =>
        run with { Epoch = run.Epoch + 1, Owner = RunOwner.Current(), LeaseUntil = _parts.Clock.GetUtcNow() + Lease.Term, State = RunState.Running, FinishedAt = null };

    /// <summary>Records that the run begins, or that another runner's run goes on here.</summary>
    private void Begin(RunRecord run, RunPlan plan, List<StepRecord> known, bool ends)
    {
        try
        {
            Record(run, plan, known, ends);
        }
        catch (FencedException)
        {
            // Whoever was faster is named, when it is still at work.
            Resumption.ThrowIfHeld(_parts.Store.FindRun(run.Id)!, _parts.Clock);
            throw;
        }
        catch (IrisFlowException problem) when (problem.Exit != ExitCode.Locked)
        {
            Abandon(run);
            throw;
        }

        if (plan.Request.Continues is not null && Resumption.WentOn(plan, _parts.Store.Steps(run.Id)) is { } late)
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
        var staged = plan.Injected.Values.Select(i => Checkpoints.Stage(i.Table, i.Output.Digest, Address.Split(i.Address).Step)).ToList();
        Checkpoints.Publish(staged);
        _parts.Store.Write(writer =>
        {
            if (plan.Request.Continues is { } earlier)
            {
                writer.TakeOver(run.Id, earlier.Epoch, run.Owner, run.LeaseUntil!.Value);
            }
            else
            {
                writer.BeginRun(run);
            }

            foreach (var item in staged.Where(s => s.Temporary is not null))
            {
                writer.SaveObject(item.Object);
            }

            _parts.Code.Save(writer);
            foreach (var memo in _parts.Sources.TakeMemos())
            {
                writer.Remember(memo);
            }

            foreach (var step in known.Where(s => plan.Request.Kept.GetValueOrDefault(s.Name) != s))
            {
                writer.EndStep(run.Id, run.Epoch, step, cache: false);
            }

            if (ends)
            {
                writer.EndRun(run.Id, run.Epoch, RunState.Succeeded, _parts.Clock.GetUtcNow());
            }
        });
    }

    /// <summary>The steps without those whose success is on record after all: a commit may say that it failed and be on disk.</summary>
    private IReadOnlyList<StepRecord> Unknown(RunRecord run, IReadOnlyList<StepRecord> steps)
    {
        var recorded = _parts.Store.Steps(run.Id).Where(s => s.State == StepState.Succeeded).Select(s => (s.Name, s.Key)).ToHashSet();
        return [.. steps.Where(s => s.Key is null || !recorded.Contains((s.Name, s.Key)))];
    }

    private void End(RunRecord run, IReadOnlyList<StepRecord> steps, RunState state) => _parts.Store.Write(writer =>
    {
        foreach (var step in steps)
        {
            writer.EndStep(run.Id, run.Epoch, step, cache: false);
        }

        writer.EndRun(run.Id, run.Epoch, state, _parts.Clock.GetUtcNow());
    });

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
