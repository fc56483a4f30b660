using System.Runtime.ExceptionServices;
using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Run;

/// <summary>Makes changes durable for all runs of an engine: files first, then one transaction.</summary>
/// <remarks>
/// A disk takes a thousand small things as fast as one. So while one commit is under way, those of other runs gather, and go together
/// into the next: one sync of the folder, one transaction. Alone, a commit waits for nobody.
/// </remarks>
internal sealed class SharedCommits(IRunStore store, CheckpointStore checkpoints)
{
    private readonly object _monitor = new();
    private List<Request> _next = [];
    private bool _busy;

    /// <summary>When it returns, the files have their names and the changes are in the database, all on disk.</summary>
    /// <param name="staged">Files that were written and synced.</param>
    /// <param name="step">The step that a problem with the files is told of.</param>
    /// <param name="changes">The changes; called again, on a fresh transaction, when those of another run made theirs impossible.</param>
    /// <param name="ready">Called when the files have their names, just before the transaction.</param>
    /// <exception cref="IrisFlowException">The files could not be named, or the changes were refused: then none of them happened.</exception>
    public void Commit(IReadOnlyList<StagedObject> staged, string? step, Action<IRunWriter> changes, Action? ready = null)
    {
        var mine = new Request(staged, step, changes, ready);
        List<Request> batch;
        lock (_monitor)
        {
            _next.Add(mine);
            while (_busy && !mine.IsDone)
            {
                Monitor.Wait(_monitor);
            }

            if (mine.IsDone)
            {
                mine.Problem?.Throw();
                return;
            }

            (_busy, batch, _next) = (true, _next, []);
        }

        try
        {
            Carry(batch);
        }
        finally
        {
            lock (_monitor)
            {
                _busy = false;
                batch.ForEach(r => r.IsDone = true);
                Monitor.PulseAll(_monitor);
            }
        }

        mine.Problem?.Throw();
    }

    private void Carry(List<Request> batch)
    {
        var named = batch.Where(r => Try(r, () => r.Named = checkpoints.Name(r.Staged, r.Step))).ToList();
        if (named.Exists(r => r.Named) && Problem(() => checkpoints.SyncNames(named.Find(r => r.Named)!.Step)) is { } unsynced)
        {
            // Whether a name is on disk is then unknown for all of them.
            named.ForEach(r => r.Problem = r.Named ? unsynced : null);
            named.RemoveAll(r => r.Named);
        }

        named.RemoveAll(r => !Try(r, () => r.Ready?.Invoke()));
        if (named.Count > 1 && Problem(() => store.Write(writer => named.ForEach(r => r.Changes(writer)))) is null)
        {
            return;
        }

        // Alone; or one of them is refused, by its epoch say, and must not take the others along.
        named.ForEach(r => Try(r, () => store.Write(r.Changes)));
    }

    private static bool Try(Request request, Action work) => (request.Problem = Problem(work)) is null;

    private static ExceptionDispatchInfo? Problem(Action work)
    {
        try
        {
            work();
            return null;
        }
#pragma warning disable CA1031 // Each problem is thrown where its commit was asked for.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            return ExceptionDispatchInfo.Capture(problem);
        }
    }

    private sealed record Request(IReadOnlyList<StagedObject> Staged, string? Step, Action<IRunWriter> Changes, Action? Ready)
    {
        public bool Named { get; set; }

        public bool IsDone { get; set; }

        public ExceptionDispatchInfo? Problem { get; set; }
    }
}
