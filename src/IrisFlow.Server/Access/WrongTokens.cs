namespace IrisFlow.Server.Access;

/// <summary>Counts wrong tokens: after twenty within a minute nobody can sign in for the rest of it. Nobody guesses a token; this keeps the noise down and shows it.</summary>
internal sealed class WrongTokens(TimeProvider clock)
{
    private const int Most = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long _began;
    private int _count;

    /// <summary>How long to wait; null where there is no need to.</summary>
    public TimeSpan? Wait
    {
        get
        {
            lock (_lock)
            {
                var left = Window - clock.GetElapsedTime(_began);
                return _count >= Most && left > TimeSpan.Zero ? left : null;
            }
        }
    }

    /// <summary>Counts one more.</summary>
    public void Add()
    {
        lock (_lock)
        {
            if (_count == 0 || clock.GetElapsedTime(_began) >= Window)
            {
                (_began, _count) = (clock.GetTimestamp(), 0);
            }

            _count++;
        }
    }
}
