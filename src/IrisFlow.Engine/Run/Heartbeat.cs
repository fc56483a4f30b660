namespace IrisFlow.Engine.Run;

/// <summary>Renews the lease of a run for as long as the run goes on. A run shorter than a beat costs nothing.</summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _lost;
    private readonly Task _loop;

    /// <param name="store">Where the run is tracked.</param>
    /// <param name="clock">The time.</param>
    /// <param name="run">The run, with the epoch that this runner holds.</param>
    /// <param name="cancellation">The run's own cancellation.</param>
    public Heartbeat(IRunStore store, TimeProvider clock, RunRecord run, CancellationToken cancellation)
    {
        _lost = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _loop = BeatAsync(store, clock, run);
    }

    /// <summary>Set when the run is cancelled, or when another runner has taken it over.</summary>
    public CancellationToken Cancellation => _lost.Token;

    /// <summary>What says that another runner has taken over; null while none has.</summary>
    public FencedException? Fenced { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _end.Dispose();
        _lost.Dispose();
    }

    private async Task BeatAsync(IRunStore store, TimeProvider clock, RunRecord run)
    {
        while (!_end.IsCancellationRequested)
        {
            await Task.Delay(Lease.Beat, clock, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (_end.IsCancellationRequested)
            {
                return;
            }

            try
            {
                store.Write(writer => writer.Renew(run.Id, run.Epoch, clock.GetUtcNow() + Lease.Term));
            }
            catch (FencedException problem)
            {
                Fenced = problem;
                await _lost.CancelAsync();
                return;
            }
            catch (IrisFlowException)
            {
                // A full or busy disk: the next beat may find it better, and a commit will say what is wrong.
            }
        }
    }
}
