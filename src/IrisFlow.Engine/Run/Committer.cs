using System.Threading.Channels;
using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Run;

/// <summary>Makes finished steps durable, in the order in which they finished: files first, then one transaction.</summary>
/// <remarks>
/// Steps that finish while a commit is under way go into the next one together: they share its folder sync and its transaction.
/// A step's success is reported only when its transaction is on disk. After an error nothing more is committed.
/// </remarks>
internal sealed class Committer : IAsyncDisposable
{
    private const int LargestBatch = 256;

    // A step that has begun is recorded with the next commit; when none comes, no later than this.
    private static readonly TimeSpan StartDelay = TimeSpan.FromMilliseconds(200);

    private readonly Channel<Commit> _queue = Channel.CreateUnbounded<Commit>(new() { SingleReader = true });
    private readonly SharedCommits _commits;
    private readonly TimeProvider _clock;
    private readonly string _run;
    private readonly long _epoch;
    private readonly Action<Commit> _committed;
    private readonly Doors _doors;
    private readonly Task _loop;

    // A wait that timed out goes on: the queue has one reader, and so one wait at a time.
    private Task<bool>? _more;

    public Committer(EngineParts parts, string run, long epoch, Action<Commit> committed)
    {
        (_commits, _clock, _doors) = (parts.Commits, parts.Clock, parts.Doors);
        (_run, _epoch, _committed) = (run, epoch, committed);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Ends, with its error, when something could not be committed.</summary>
    public Task Completion => _loop;

    /// <summary>Takes a step's beginning or end into the queue.</summary>
    public void Enqueue(Commit commit) => _queue.Writer.TryWrite(commit);

    /// <summary>Commits what is in the queue and stops.</summary>
    /// <exception cref="IrisFlowException">Something could not be committed.</exception>
    public async Task FinishAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task LoopAsync()
    {
        var batch = new List<Commit>();
        while (await NextAsync(batch) is { } first)
        {
            if (first.Staged is not null)
            {
                await first.Staged;
            }

            batch.Add(first);

            // What is ready goes along; what is still being written waits for the next round, so that the order is kept.
            while (batch.Count < LargestBatch && _queue.Reader.TryPeek(out var next) && next.Staged is not { IsCompletedSuccessfully: false })
            {
                _queue.Reader.TryRead(out _);
                batch.Add(next);
            }

            Write(batch);
            batch.Clear();
        }
    }

    /// <summary>The next end of a step; or a beginning that has waited long enough. Null at the end of the queue.</summary>
    private async Task<Commit?> NextAsync(List<Commit> starts)
    {
        while (true)
        {
            if (_queue.Reader.TryRead(out var commit))
            {
                if (commit.Staged is not null)
                {
                    return commit;
                }

                starts.Add(commit);
                continue;
            }

            _more ??= _queue.Reader.WaitToReadAsync().AsTask();
            if (starts.Count > 0 && await Task.WhenAny(_more, Task.Delay(StartDelay, _clock)) != _more)
            {
                var waiting = starts[^1];
                starts.RemoveAt(starts.Count - 1);
                return waiting;
            }

            if (!await _more)
            {
                return null;
            }

            _more = null;
        }
    }

    private void Write(List<Commit> batch)
    {
        var ends = batch.Where(c => c.Staged is not null).ToList();
        var staged = ends.SelectMany(c => c.Staged!.Result).ToList();
        _doors.Pass(Phase.BeforeRename);
        Action<IRunWriter> changes = writer =>
        {
            foreach (var item in staged.Where(s => s.Temporary is not null))
            {
                writer.SaveObject(item.Object);
            }

            // The beginning of work that has ended by now is recorded with its end, unless the step said something in between.
            var ended = ends.Select(c => c.Step.Name).ToHashSet();
            ended.ExceptWith(batch.Where(c => c.Said is not null || c.IsTriedAgain).Select(c => c.Step.Name));
            foreach (var commit in batch)
            {
                if (commit.Staged is not null)
                {
                    writer.EndStep(_run, _epoch, commit.Step, commit.Cache);
                    commit.Evidence.ToList().ForEach(writer.SaveEvidence);
                }
                else if (commit.Said is { } said)
                {
                    writer.AddEvent(_run, commit.Step.Name, said.Event, said.Sentence);
                }
                else if (commit.IsTriedAgain)
                {
                    writer.FailAttempt(_run, _epoch, commit.Step);
                }
                else if (!ended.Contains(commit.Step.Name))
                {
                    writer.StartStep(_run, _epoch, commit.Step);
                }
            }

            _doors.Pass(Phase.InTransaction);
        };
        _commits.Commit(staged, ends.FirstOrDefault()?.Step.Name, changes, () => _doors.Pass(Phase.BeforeCommit));
        _doors.Pass(Phase.AfterCommit);
        foreach (var commit in ends)
        {
            _committed(commit);
            _doors.Pass(Phase.AfterAcknowledge);
        }
    }
}

/// <summary>A step's beginning or its words (without files), or its end (with the files that are being written for it).</summary>
/// <param name="Step">The step as it should be recorded.</param>
/// <param name="Staged">The files; null for a beginning.</param>
/// <param name="Cache">True when the step's key shall find its outputs again.</param>
internal sealed record Commit(StepRecord Step, Task<IReadOnlyList<StagedObject>>? Staged, bool Cache)
{
    /// <summary>What the step says; null for anything else.</summary>
    public (string Event, string Sentence)? Said { get; init; }

    /// <summary>True when an attempt has failed and there will be another.</summary>
    public bool IsTriedAgain { get; init; }

    /// <summary>Where the step's key has given other data before, the proof.</summary>
    public IReadOnlyList<EvidenceRecord> Evidence { get; init; } = [];
}
