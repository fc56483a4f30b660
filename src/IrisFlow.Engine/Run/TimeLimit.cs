namespace IrisFlow.Engine.Run;

/// <summary>How long an attempt at a step may take. When the time is over the activity is told; one that does not listen is left behind.</summary>
internal sealed class TimeLimit : IDisposable
{
    /// <summary>How long an activity that was told to end may take to do so.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly TimeSpan? _timeout;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource? _over;
    private readonly CancellationTokenSource? _either;

    public TimeLimit(TimeSpan? timeout, TimeProvider clock, CancellationToken cancellation)
    {
        (_timeout, _clock, _cancellation) = (timeout, clock, cancellation);
        if (timeout is { } limit)
        {
            _over = new(limit, clock);
            _either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _over.Token);
        }
    }

    /// <summary>Set when the run is cancelled or the time is over.</summary>
    public CancellationToken Token => _either?.Token ?? _cancellation;

    /// <summary>Does the work within the limit.</summary>
    /// <param name="work">The work.</param>
    /// <param name="canBeLeft">True when work that does not end in time is left behind; false when it is certain to end.</param>
    /// <exception cref="IrisFlowException">It took longer, whatever came of it.</exception>
    public Task<T> KeepAsync<T>(Func<Task<T>> work, bool canBeLeft) => _over is null ? work() : WithinAsync(_over, work, canBeLeft);

    public void Dispose()
    {
        _either?.Dispose();
        _over?.Dispose();
    }

    private async Task<T> WithinAsync<T>(CancellationTokenSource over, Func<Task<T>> work, bool canBeLeft)
    {
        // On a thread of its own: an activity may compute for hours before it first gives its thread back.
        var running = Task.Run(work, CancellationToken.None);
        if (canBeLeft && !await EndsAsync(running))
        {
            throw Left();
        }

        Exception? failure = null;
        try
        {
            await running;
        }
        catch (Exception problem) when (over.IsCancellationRequested && !_cancellation.IsCancellationRequested)
        {
            failure = problem;
        }

        return over.IsCancellationRequested ? throw Over(failure) : running.Result;
    }

    private async Task<bool> EndsAsync(Task running)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = _over!.Token.Register(over.SetResult);
        if (await Task.WhenAny(running, over.Task) == running)
        {
            return true;
        }

        using var ended = new CancellationTokenSource();
        var grace = Task.Delay(Grace, _clock, ended.Token);
        if (await Task.WhenAny(running, grace) == running)
        {
            await ended.CancelAsync();
            return true;
        }

        return false;
    }

    private IrisFlowException Over(Exception? inner) => new(
        new Finding("IF903", $"It took longer than its timeout of {QuantityText.Write(_timeout!.Value)}.") { IsTransient = true, Expected = "Give it more time: \"policy\": { \"timeout\": … }." },
        ExitCode.StepFailed,
        inner);

    // Not transient: what was left behind may still be at it, and two at once may be worse than none.
    private IrisFlowException Left() => new(
        new Finding("IF904", $"It took longer than its timeout of {QuantityText.Write(_timeout!.Value)}, and did not end within {QuantityText.Write(Grace)} of being told to.")
        {
            Expected = "It was left behind and may still be at work in this process. An activity should look at StepContext.Cancellation; with \"isolate\": \"process\" it is ended for certain.",
        },
        ExitCode.StepFailed);
}
