using System.Collections.Concurrent;
using System.Globalization;

namespace IrisFlow.Engine.Run;

/// <summary>Who computes a key: of all runs that need it at once, in this process and in others, one; the others wait and reuse.</summary>
/// <remarks>
/// A claim is a lock on one byte of a file, at a place that the key decides. The system takes it back when its process dies, and
/// nothing has to be written. It saves work only: whether a result counts is decided by the run's epoch.
/// </remarks>
internal sealed class KeyClaims
{
    /// <summary>How long one waits, at most, before one looks again.</summary>
    public static readonly TimeSpan LastLook = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(20);

    // Looks at a key that another process holds, until as long as a lease has gone by.
    private static readonly int LooksALease = (int)(Lease.Term / LastLook);

    // One for each file in the process: closing any handle of a file would drop all its locks.
    private static readonly ConcurrentDictionary<string, Lazy<KeyClaims>> Known = new();

    private readonly Lock _lock = new();
    private readonly Dictionary<long, TaskCompletionSource> _held = [];
    private readonly string _path;
    private FileStream? _file;

    private KeyClaims(string path) => _path = path;

    /// <summary>The claims of a folder of artifacts.</summary>
    public static KeyClaims Of(string artifacts)
    {
        var path = Path.Combine(Path.GetFullPath(artifacts), "keys.lock");
        return Known.GetOrAdd(path, static p => new(() => new(p))).Value;
    }

    /// <summary>Claims a key; false while another run, here or elsewhere, holds it.</summary>
    public bool TryTake(string key)
    {
        var place = PlaceOf(key);
        lock (_lock)
        {
            if (_held.ContainsKey(place) || !TryLock(place))
            {
                return false;
            }

            _held.Add(place, new(TaskCreationOptions.RunContinuationsAsynchronously));
            return true;
        }
    }

    /// <summary>Gives a key back, after its result is on disk or given up.</summary>
    public void Release(string key)
    {
        var place = PlaceOf(key);
        TaskCompletionSource? held;
        lock (_lock)
        {
            if (_held.Remove(place, out held))
            {
                Unlock(place);
            }
        }

        held?.SetResult();
    }

    /// <summary>Ends when a key may be free: at once when a run of this process gives it back, else after a while to look again.</summary>
    /// <param name="key">The key.</param>
    /// <param name="looks">How often one has looked already.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task WaitAsync(string key, int looks, TimeProvider clock, CancellationToken cancellation)
    {
        TaskCompletionSource? held;
        lock (_lock)
        {
            _held.TryGetValue(PlaceOf(key), out held);
        }

        await (held is not null
            ? held.Task.WaitAsync(cancellation)
            : Task.Delay(TimeSpan.FromTicks(Math.Min(LastLook.Ticks, FirstLook.Ticks << Math.Min(looks, 8))), clock, cancellation));
    }

    /// <summary>Whether the run that holds a key has broken its promise to be alive: a process that was paused must not hold up others.</summary>
    public static bool IsForsaken(string key, int looks, IRunStore store, TimeProvider clock) =>
        looks > 0 && looks % LooksALease == 0 && (store.FindWorker(key) is not { } worker || !Lease.IsHeld(worker, clock.GetUtcNow()));

    private static long PlaceOf(string key) => long.Parse(key.AsSpan(0, 15), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private bool TryLock(long place)
    {
        try
        {
            _file ??= new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Nothing can be written here, so nobody can be asked to wait; the commit will say what is wrong.
            return true;
        }

        try
        {
            if (!OperatingSystem.IsMacOS())
            {
                _file.Lock(place, 1);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Unlock(long place)
    {
        if (!OperatingSystem.IsMacOS())
        {
            _file?.Unlock(place, 1);
        }
    }
}
