namespace IrisFlow.Testing;

/// <summary>A clock that stands still until a test moves it on.</summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Seen)> _watchers = [];
    private DateTimeOffset _now = new(2026, 2, 28, 23, 59, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Ends when someone waits for exactly so long, counted from now; at once when someone does already.</summary>
    public Task UntilAskedFor(TimeSpan due)
    {
        lock (_lock)
        {
            if (_timers.Exists(t => t.At == _now + due))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((due, seen));
            return seen.Task;
        }
    }

    /// <summary>Moves the clock on; whoever waited for a moment until then is called, the earliest first.</summary>
    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (true)
        {
            Timer? next;
            lock (_lock)
            {
                next = _timers.Where(t => t.At <= until).MinBy(t => t.At);
                _now = next?.At ?? until;
                if (next is null)
                {
                    return;
                }

                _timers.Remove(next);
            }

            next.Call();
        }
    }

    private void Set(Timer timer, TimeSpan due)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (due != Timeout.InfiniteTimeSpan)
            {
                timer.At = _now + due;
                _timers.Add(timer);
                foreach (var (_, seen) in _watchers.Where(w => w.Due == due))
                {
                    seen.TrySetResult();
                }

                _watchers.RemoveAll(w => w.Due == due);
            }
        }
    }

    private sealed class Timer(ManualClock clock, Action call) : ITimer
    {
        public DateTimeOffset At { get; set; }

        public Action Call => call;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
