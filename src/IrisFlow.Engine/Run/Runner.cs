using System.Threading.Channels;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Keys;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Run;

/// <summary>Carries out a plan: independent steps in parallel, each step's outputs stored before its success is reported.</summary>
/// <remarks>
/// One loop decides, on one thread; activities run beside it, and commits beside both. A step may begin while what it reads is
/// still being written, because commits keep the order: what follows is never on disk without what it came from.
/// </remarks>
internal sealed class Runner : IDisposable
{
    // Finished steps whose outputs are not on disk yet; more would only fill the memory.
    private const int LargestBacklog = 16;

    // Looks at a key that another process holds, until as long as a lease has gone by.
    private static readonly int LooksALease = (int)(Lease.Term / KeyClaims.LastLook);

    private static readonly Task<IReadOnlyList<StagedObject>> Nothing = Task.FromResult<IReadOnlyList<StagedObject>>([]);

    private readonly RunPlan _plan;
    private readonly EngineParts _parts;
    private readonly Ledger _ledger;
    private readonly Slots _slots;
    private readonly StepExecution _execution;
    private readonly Committer _committer;
    // What the loop has to do next. Everything that changes the runner's state happens in the loop.
    private readonly Channel<Action> _events = Channel.CreateUnbounded<Action>();
    private readonly SemaphoreSlim _backlog = new(LargestBacklog);
    private readonly Readiness _readiness;
    private readonly List<IrisFlowException> _failures = [];
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _noMore;
    private readonly Dictionary<string, PlannedStep> _steps;
    private readonly Dictionary<string, string> _claimed = [];
    private int _running;
    private int _waiting;

    public Runner(RunPlan plan, EngineParts parts, Ledger ledger, Slots slots, StepBinder binder, CancellationToken cancellation)
    {
        (_plan, _parts, _ledger, _slots) = (plan, parts, ledger, slots);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _noMore = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        _execution = new(plan.Request.Environment, binder, slots, ledger);
        _readiness = new(plan.Steps);
        _steps = plan.Steps.ToDictionary(s => s.Name);
        _committer = new(parts, ledger.Run, ledger.Epoch, Committed);
    }

    /// <summary>Runs what the plan says must run.</summary>
    /// <returns>What went wrong; empty when nothing did.</returns>
    public async Task<IReadOnlyList<IrisFlowException>> RunAsync()
    {
        await using (_committer)
        {
            while (true)
            {
                StartReady();
                if (_running + _waiting == 0)
                {
                    break;
                }

                var next = _events.Reader.ReadAsync(CancellationToken.None).AsTask();
                if (await Task.WhenAny(next, _committer.Completion) != next)
                {
                    // Nothing can be committed any more: let what runs come to its end, and start nothing.
                    await _stop.CancelAsync();
                }

                (await next)();
                if (_failures.Count > 0)
                {
                    await _noMore.CancelAsync();
                }
            }

            try
            {
                await _committer.FinishAsync();
            }
            catch (IrisFlowException problem)
            {
                _failures.Insert(0, problem);
                foreach (var finding in problem.Findings.Where(f => f.Step is not null && _steps.ContainsKey(f.Step)))
                {
                    _ledger.Failed(finding.Step!, finding.ToString());
                }
            }
        }

        return _failures;
    }

    public void Dispose()
    {
        foreach (var key in _claimed.Values)
        {
            _parts.Claims.Release(key);
        }

        _backlog.Dispose();
        _noMore.Dispose();
        _stop.Dispose();
    }

    private void StartReady()
    {
        while (_running < _parts.Parallelism && !_stop.IsCancellationRequested && !_committer.Completion.IsCompleted && _failures.Count == 0 && _readiness.TryTake(out var step))
        {
            Start(step);
        }
    }

    private void Start(PlannedStep step) => Guarded(step, () =>
    {
        var inputs = step.Key is null ? Inputs(step) : step.Inputs;
        Begin(step, Ledger.Describe(step) with { Inputs = inputs, Key = step.Key ?? StepKey.Of(step.Bound, inputs) }, looks: 0);
    });

    /// <summary>A source file that is gone since the run was planned, or a database that can't be asked, fails the step: what runs comes to its end.</summary>
    private void Guarded(PlannedStep step, Action begin)
    {
        try
        {
            begin();
        }
        catch (IrisFlowException problem)
        {
            var exit = problem.Exit is ExitCode.NotFound or ExitCode.Usage ? ExitCode.StepFailed : problem.Exit;
            _failures.Add(new([.. problem.Findings.Select(f => f with { Step = step.Name })], exit, problem));
            _committer.Enqueue(new(Ledger.Describe(step) with { State = StepState.Failed, Error = problem.Message }, Nothing, Cache: false));
        }
    }

    /// <summary>Reuses, runs or lets wait a step whose key is known: of all runs that need a key at once, one computes it.</summary>
    private void Begin(PlannedStep step, StepRecord record, int looks)
    {
        if (!step.MustRun)
        {
            if (_parts.Claims.TryTake(record.Key!))
            {
                _claimed[step.Name] = record.Key!;
            }
            else if (!IsForsaken(record.Key!, looks))
            {
                Wait(step, record, looks);
                return;
            }

            if (Planner.Reusable(record.Key!, _parts.Checkpoints, _parts.Store) is { Cached: { } found })
            {
                var why = step.Key is null && looks == 0 ? $"what it reads turned out the same as in run {found.Run}" : $"run {found.Run} made it meanwhile";
                Reuse(step, record with { State = StepState.Reused, Reason = why, Outputs = found.Outputs, Metrics = found.Metrics });
                return;
            }
        }

        Run(step, record with { State = StepState.Running, StartedAt = _parts.Clock.GetUtcNow() });
    }

    private void Run(PlannedStep step, StepRecord record)
    {
        _running++;
        _committer.Enqueue(new(record, null, Cache: false));
        _ledger.Started(record);
        _ = Task.Run(async () =>
        {
            Executed executed;
            try
            {
                await _backlog.WaitAsync(_stop.Token);
                executed = await _execution.RunAsync(step, record, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                executed = new(record with { State = StepState.Cancelled }, [], null);
            }

            _events.Writer.TryWrite(() => End(executed));
        });
    }

    /// <summary>Another run computes the key: look again when it may be done.</summary>
    private void Wait(PlannedStep step, StepRecord record, int looks)
    {
        _waiting++;
        _ = Task.Run(async () =>
        {
            try
            {
                await _parts.Claims.WaitAsync(record.Key!, looks, _parts.Clock, _noMore.Token);
                _events.Writer.TryWrite(() =>
                {
                    _waiting--;
                    if (!_noMore.IsCancellationRequested && !_committer.Completion.IsCompleted)
                    {
                        Guarded(step, () => Begin(step, record, looks + 1));
                    }
                });
            }
            catch (OperationCanceledException)
            {
                _events.Writer.TryWrite(() => _waiting--);
            }
        });
    }

    /// <summary>Whether the run that holds a key has broken its promise to be alive: a process that was paused must not hold up others.</summary>
    private bool IsForsaken(string key, int looks) =>
        looks > 0 && looks % LooksALease == 0 && (_parts.Store.FindWorker(key) is not { } worker || !Lease.IsHeld(worker, _parts.Clock.GetUtcNow()));

    private IReadOnlyList<InputRecord> Inputs(PlannedStep step) =>
    [
        .. _parts.Binder(_plan.Request.Environment).Sources(step.Bound, _parts.Sources),
        .. step.Bound.Wires.Select(w => new InputRecord(w.Key, w.Value, _slots.OutputAt(w.Value)!.Digest)),
    ];

    private void Reuse(PlannedStep step, StepRecord record)
    {
        foreach (var output in record.Outputs)
        {
            var address = $"{step.Name}.{output.Port}";
            if (!_plan.Injected.ContainsKey(address))
            {
                _slots.Put(address, output, step.Bound.Descriptor.Outputs.First(o => o.Name == output.Port).Kind);
            }
        }

        _committer.Enqueue(new(record, Nothing, Cache: false));
        Done(step.Name);
    }

    private void End(Executed executed)
    {
        _running--;
        var name = executed.Step.Name;
        if (executed.Problem is not null)
        {
            _failures.Add(executed.Problem);
        }

        if (executed.Step.State != StepState.Succeeded)
        {
            _committer.Enqueue(new(executed.Step, Nothing, Cache: false));
            return;
        }

        foreach (var output in executed.Outputs.Where(o => !_plan.Injected.ContainsKey($"{name}.{o.Port.Name}")))
        {
            _slots.Put($"{name}.{output.Port.Name}", output.Record, output.Port.Kind, output.Value);
        }

        var cache = !_steps[name].Bound.Descriptor.HasSideEffect;
        var staged = Task.Run<IReadOnlyList<StagedObject>>(() => [.. executed.Outputs.Select(o => _parts.Checkpoints.Stage(o.Table, o.Record.Digest, name))]);
        _committer.Enqueue(new(executed.Step, staged, cache));
        Done(name);
    }

    /// <summary>Lets the readers of a step begin, and lets go of what has had its last reader.</summary>
    private void Done(string step)
    {
        foreach (var read in _readiness.Done(step))
        {
            foreach (var output in _steps[read].Bound.Descriptor.Outputs)
            {
                _slots.Forget($"{read}.{output.Name}");
            }
        }
    }

    private void Release(string step)
    {
        if (_claimed.Remove(step, out var key))
        {
            _parts.Claims.Release(key);
        }
    }

    /// <summary>Called by the committer when a step is on disk.</summary>
    private void Committed(Commit commit)
    {
        _events.Writer.TryWrite(() => Release(commit.Step.Name));

        // A step that failed leaves its place as well: one that waits for a place would otherwise wait for ever.
        if (commit.Step.State is StepState.Succeeded or StepState.Failed)
        {
            _backlog.Release();
        }

        _ledger.Ended(commit.Step);
    }
}
