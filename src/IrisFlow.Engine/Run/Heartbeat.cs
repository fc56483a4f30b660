namespace IrisFlow.Engine.Run;

/// <summary>Renews the lease of a run for as long as the run goes on, and sees whether somebody asks it to end. A run shorter than a beat costs nothing.</summary>
internal sealed class Heartbeat : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _lost;
    private readonly IRunStore _store;
    private readonly TimeProvider _clock;
    private readonly RunRecord _run;
    private readonly StepShares? _shares;
    private readonly ITimer _timer;
    private readonly ITimer _look;
    private bool _isOver;

    /// <param name="store">Where the run is tracked.</param>
    /// <param name="clock">The time.</param>
    /// <param name="run">The run, with the epoch that this runner holds.</param>
    /// <param name="cancellation">The run's own cancellation.</param>
    /// <param name="shares">How far its steps are, for others to see; null where nobody looks.</param>
    public Heartbeat(IRunStore store, TimeProvider clock, RunRecord run, CancellationToken cancellation, StepShares? shares = null)
    {
        (_store, _clock, _run, _shares) = (store, clock, run, shares);
        _lost = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _timer = clock.CreateTimer(_ => Beat(), null, Lease.Beat, Lease.Beat);
        _look = clock.CreateTimer(_ => Look(), null, Glance, Glance);
    }

    /// <summary>How often a run looks whether it is asked to end, and shows how far it is: a read of one row.</summary>
    public static TimeSpan Glance { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Set when the run is cancelled, or when another runner has taken it over.</summary>
    public CancellationToken Cancellation => _lost.Token;

    /// <summary>What says that another runner has taken over; null while none has.</summary>
    public FencedException? Fenced { get; private set; }

    /// <summary>True when somebody asked the run to end.</summary>
    public bool IsCancelled { get; private set; }

    public void Dispose()
    {
        _timer.Dispose();
        _look.Dispose();

        // A beat that is under way comes to its end first: the store may be closed after this.
        lock (_lock)
        {
            _isOver = true;
        }

        _lost.Dispose();
        _shares?.Remove();
    }

    private void Look()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            _shares?.Write();
            try
            {
                if (!IsCancelled && _store.CancelRequestedAt(_run.Id) is not null)
                {
                    IsCancelled = true;
                    _lost.Cancel();
                }
            }
            catch (IrisFlowException)
            {
                // A database that can't be asked just now is asked again.
            }
        }
    }

    private void Beat()
    {
        lock (_lock)
        {
            if (_isOver || Fenced is not null)
            {
                return;
            }

            try
            {
                _store.Write(writer => writer.Renew(_run.Id, _run.Epoch, _clock.GetUtcNow() + Lease.Term));
            }
            catch (FencedException problem)
            {
                Fenced = problem;
                _lost.Cancel();
            }
            catch (IrisFlowException)
            {
                // A full or busy disk: the next beat may find it better, and a commit will say what is wrong.
            }
        }
    }
}
