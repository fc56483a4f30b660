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

    private static readonly Task<IReadOnlyList<StagedObject>> Nothing = Task.FromResult<IReadOnlyList<StagedObject>>([]);

    private readonly EngineParts _parts;
    private readonly Ledger _ledger;
    private readonly StepData _data;
    private readonly Attempts _attempts;
    private readonly Committer _committer;
    // What the loop has to do next. Everything that changes the runner's state happens in the loop.
    private readonly Channel<Action> _events = Channel.CreateUnbounded<Action>();
    private readonly SemaphoreSlim _backlog = new(LargestBacklog);
    private readonly Readiness _readiness;
    private readonly Turns _turns;
    private readonly List<IrisFlowException> _failures = [];
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _noMore;
    private readonly Dictionary<string, PlannedStep> _steps;
    private readonly Dictionary<string, string> _claimed = [];
    private int _running;
    private int _waiting;
    private bool _stopped;

    public Runner(RunPlan plan, EngineParts parts, Ledger ledger, Slots slots, StepBinder binder, CancellationToken cancellation)
    {
        (_parts, _ledger, _data) = (parts, ledger, new(plan, parts, slots));
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _noMore = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        _readiness = new(plan.Steps);
        _turns = new(_readiness, parts.Capacity, Wake);
        _steps = plan.Steps.ToDictionary(s => s.Name);
        _committer = new(parts, ledger.Run, ledger.Epoch, Committed);
        _attempts = new(new(plan.Request.Environment, binder, slots, ledger, parts, Say), ledger, _committer, parts);
    }

    /// <summary>Runs what the plan says must run.</summary>
    /// <returns>What went wrong; empty when nothing did.</returns>
    public async Task<IReadOnlyList<IrisFlowException>> RunAsync()
    {
        // A cancellation has to be seen while nothing runs and a step waits for room.
        using var cancelled = _stop.Token.Register(Wake);
        await using (_committer)
        {
            while (true)
            {
                StartReady();
                if (_running + _waiting == 0 && !(MayStart && _turns.IsWaiting))
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
                if (_stopped)
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

        IDisposable[] own = [_data, _turns, _backlog, _noMore, _stop];
        Array.ForEach(own, o => o.Dispose());
    }

    private bool MayStart => !_stopped && !_noMore.IsCancellationRequested && !_committer.Completion.IsCompleted;

    private void Wake() => _events.Writer.TryWrite(() => { });

    private void StartReady()
    {
        while (MayStart && _turns.TryTake(out var step, out var share))
        {
            Start(step, share);
        }
    }

    private void Start(PlannedStep step, Capacity.Share share) => Guarded(step, share, () =>
    {
        var inputs = step.Key is null ? _data.Inputs(step) : step.Inputs;
        Begin(step, Ledger.Describe(step) with { Inputs = inputs, Key = step.Key ?? StepKey.Of(step.Bound, inputs) }, share, looks: 0);
    });

    /// <summary>A source file that is gone since the run was planned, or a database that can't be asked, fails the step: what runs comes to its end.</summary>
    private void Guarded(PlannedStep step, Capacity.Share share, Action begin)
    {
        try
        {
            begin();
        }
        catch (IrisFlowException problem)
        {
            share.Dispose();
            var exit = problem.Exit is ExitCode.NotFound or ExitCode.Usage ? ExitCode.StepFailed : problem.Exit;
            Fail(step.Name, new([.. problem.Findings.Select(f => f with { Step = step.Name })], exit, problem));
            _committer.Enqueue(new(Ledger.Describe(step) with { State = StepState.Failed, Error = problem.Message }, Nothing, Cache: false));
        }
    }

    /// <summary>Reuses, runs or lets wait a step whose key is known: of all runs that need a key at once, one computes it.</summary>
    private void Begin(PlannedStep step, StepRecord record, Capacity.Share share, int looks)
    {
        if (!step.MustRun)
        {
            if (_parts.Claims.TryTake(record.Key!))
            {
                _claimed[step.Name] = record.Key!;
            }
            else if (!KeyClaims.IsForsaken(record.Key!, looks, _parts.Store, _parts.Clock))
            {
                Wait(step, record, share, looks);
                return;
            }

            if (Planner.Reusable(record.Key!, step.Policy, _parts.Checkpoints, _parts.Store) is { Cached: { } found } && _data.Suffice(step, found.Outputs))
            {
                share.Dispose();
                var why = step.Key is null && looks == 0 ? $"what it reads turned out the same as in run {found.Run}" : $"run {found.Run} made it meanwhile";
                Reuse(step, record with { State = StepState.Reused, Reason = why, Outputs = found.Outputs, Metrics = found.Metrics });
                return;
            }
        }

        Run(step, record with { State = StepState.Running, StartedAt = _parts.Clock.GetUtcNow() }, share);
    }

    private void Run(PlannedStep step, StepRecord record, Capacity.Share share)
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
                executed = await _attempts.RunAsync(step, record, share, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                executed = new(record with { State = StepState.Cancelled }, [], null);
            }

            _events.Writer.TryWrite(() =>
            {
                End(executed);

                // Not before: in the room of a failed step nothing may begin where its failure stops the run.
                share.Dispose();
            });
        });
    }

    /// <summary>Another run computes the key: look again when it may be done.</summary>
    private void Wait(PlannedStep step, StepRecord record, Capacity.Share share, int looks)
    {
        _waiting++;
        share.Dispose();
        _ = Task.Run(async () =>
        {
            try
            {
                await _parts.Claims.WaitAsync(record.Key!, looks, _parts.Clock, _noMore.Token);
                await share.AskAgainAsync(_noMore.Token);
                _events.Writer.TryWrite(() =>
                {
                    _waiting--;
                    if (MayStart)
                    {
                        Guarded(step, share, () => Begin(step, record, share, looks + 1));
                    }
                    else
                    {
                        share.Dispose();
                    }
                });
            }
            catch (OperationCanceledException)
            {
                share.Dispose();
                _events.Writer.TryWrite(() => _waiting--);
            }
        });
    }

    private void Reuse(PlannedStep step, StepRecord record)
    {
        _data.Take(step, record.Outputs);
        _committer.Enqueue(new(record, Nothing, Cache: false));
        Done(step.Name);
    }

    private void End(Executed executed)
    {
        _running--;
        var name = executed.Step.Name;
        if (executed.Problem is not null)
        {
            Fail(name, executed.Problem);
        }

        if (executed.Step.State != StepState.Succeeded)
        {
            _committer.Enqueue(new(executed.Step, Nothing, Cache: false));
            return;
        }

        var step = _steps[name];
        var isCached = step.Bound.Descriptor is { HasSideEffect: false, IsVolatile: false } && executed.IsOfRecord;
        _committer.Enqueue(new(executed.Step, _data.Take(step, executed), isCached) { Evidence = executed.Evidence });
        Done(name);
    }

    private void Fail(string step, IrisFlowException problem)
    {
        _failures.Add(problem);
        _ledger.CutOff(_readiness.After(step), step);
        _stopped |= _steps[step].Policy.OnFailure == OnFailure.Stop;
    }

    /// <summary>Lets the readers of a step begin, and lets go of what has had its last reader.</summary>
    private void Done(string step)
    {
        foreach (var read in _readiness.Done(step))
        {
            _data.Forget(_steps[read]);
        }
    }

    // Goes with the next commit, or a moment later: a step that says much must not wait for the disk each time.
    private void Say(StepRecord step, string name, string sentence) => _committer.Enqueue(new(step, null, Cache: false) { Said = (name, sentence) });

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
