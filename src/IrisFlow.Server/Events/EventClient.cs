namespace IrisFlow.Server.Events;

/// <summary>One who listens: what waits for him is bounded, and one who is too slow is told that he has missed something.</summary>
/// <param name="position">The number of the last event before those he is given.</param>
/// <param name="isStillIn">Tells whether he would be let in now.</param>
internal sealed class EventClient(long position, Func<bool> isStillIn) : IDisposable
{
    /// <summary>How many messages wait for one who is slow.</summary>
    public const int Capacity = 1_000;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private List<EventMessage> _waiting = [];
    private long _last = position;
    private bool _hasGap;
    private bool _hasEnded;

    /// <summary>Everything after this number is given to him; what came before he reads from the tracking database.</summary>
    public long Position { get; } = position;

    /// <summary>Whether he would be let in now.</summary>
    public bool IsStillIn => isStillIn();

    /// <summary>Gives him a message; never waits.</summary>
    public void Offer(EventMessage message)
    {
        lock (_lock)
        {
            _last = message.Id ?? _last;
            if (_hasGap)
            {
                return;
            }

            if (_waiting.Count == Capacity)
            {
                _waiting = [];
                _hasGap = true;
            }
            else
            {
                _waiting.Add(message);
            }

            Wake();
        }
    }

    /// <summary>Lets him hear nothing more, not even what waits for him.</summary>
    public void End()
    {
        lock (_lock)
        {
            _hasEnded = true;
            Wake();
        }
    }

    /// <summary>Waits until there is something for him, and takes all of it; null when he hears nothing more.</summary>
    public async Task<IReadOnlyList<EventMessage>?> TakeAsync(CancellationToken cancellation)
    {
        await _signal.WaitAsync(cancellation);
        lock (_lock)
        {
            if (_hasEnded)
            {
                return null;
            }

            if (_hasGap)
            {
                _hasGap = false;
                return [EventMessage.Gap(_last)];
            }

            var taken = _waiting;
            _waiting = [];
            return taken;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();

    private void Wake()
    {
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }
}
