namespace IrisFlow.Engine.Run;

/// <summary>The cores and the memory of the machine, shared by all runs of an engine: a step begins when there is room for it.</summary>
/// <remarks>
/// Whoever asks first is served first, even where a smaller one behind would fit: nothing light keeps something heavy waiting for ever.
/// What is heavier than the machine gets all of it, and so runs alone.
/// </remarks>
internal sealed class Capacity
{
    private const int Fine = 1000;

    private readonly Lock _lock = new();
    private readonly LinkedList<Share> _waiting = new();
    private readonly long _cores;
    private readonly long _memory;
    private long _freeCores;
    private long _freeMemory;

    /// <param name="cores">How many cores steps may keep busy.</param>
    /// <param name="memory">How many bytes they may need together.</param>
    public Capacity(int cores, long memory) => (_cores, _memory, _freeCores, _freeMemory) = ((long)cores * Fine, memory, (long)cores * Fine, memory);

    /// <summary>How many cores steps may keep busy.</summary>
    public int Cores => (int)(_cores / Fine);

    /// <summary>Asks for room; the share is held at once, or later, when those before it have had theirs.</summary>
    /// <param name="policy">What the step needs.</param>
    /// <param name="granted">Called when a share that had to wait is held. It must not block.</param>
    public Share Ask(StepPolicy policy, Action granted)
    {
        var (cores, memory) = ((long)Math.Ceiling(policy.Cpu * Fine), policy.Memory ?? 0);
        var share = cores > _cores || memory > _memory ? new Share(this, _cores, _memory) : new Share(this, cores, memory);
        Ask(share, granted);
        return share;
    }

    private void Ask(Share share, Action granted)
    {
        lock (_lock)
        {
            if (_waiting.Count > 0 || !TryGrant(share))
            {
                share.Granted = granted;
                share.Place = _waiting.AddLast(share);
            }
        }
    }

    private bool TryGrant(Share share)
    {
        if (share.Cores > _freeCores || share.Memory > _freeMemory)
        {
            return false;
        }

        _freeCores -= share.Cores;
        _freeMemory -= share.Memory;
        share.IsHeld = true;
        return true;
    }

    private void Release(Share share)
    {
        lock (_lock)
        {
            if (share.IsHeld)
            {
                share.IsHeld = false;
                _freeCores += share.Cores;
                _freeMemory += share.Memory;
            }
            else if (share.Place is { List: not null } place)
            {
                _waiting.Remove(place);
            }

            while (_waiting.First is { } first && TryGrant(first.Value))
            {
                _waiting.RemoveFirst();
                first.Value.Granted!();
            }
        }
    }

    /// <summary>A part of the machine, from when it is held until it is disposed of.</summary>
    internal sealed class Share(Capacity capacity, long cores, long memory) : IDisposable
    {
        private volatile bool _isHeld;

        public long Cores => cores;

        public long Memory => memory;

        public Action? Granted { get; set; }

        public LinkedListNode<Share>? Place { get; set; }

        public bool IsHeld
        {
            get => _isHeld;
            set => _isHeld = value;
        }

        /// <summary>Asks for a share that was given back once more, and waits for it.</summary>
        /// <exception cref="OperationCanceledException">It was cancelled while it waited.</exception>
        public async Task AskAgainAsync(CancellationToken cancellation)
        {
            var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            capacity.Ask(this, held.SetResult);
            if (!IsHeld)
            {
                await held.Task.WaitAsync(cancellation);
            }
        }

        /// <summary>Gives it back; one that still waits gives up its place.</summary>
        public void Dispose() => capacity.Release(this);
    }
}
