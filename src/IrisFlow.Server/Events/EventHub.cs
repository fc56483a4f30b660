using System.Text.Json;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Server.Events;

/// <summary>Tells everybody who listens what happens: what the tracking database holds anew, whoever wrote it, and what the server itself has to say.</summary>
/// <remarks>
/// Runs are processes of their own, so their events are read from the database: one small query each <see cref="Pace"/> for all who listen,
/// and none while nobody does. The numbers of events are the database's: a client that comes back, to this server or the next, goes on where it was.
/// </remarks>
internal sealed class EventHub : IDisposable
{
    // More than this is not caught up with one by one.
    private const int LongestCatchUp = 10_000;
    private const int Page = 500;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Rounds = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly HashSet<EventClient> _clients = [];
    private readonly LiveWorkspace _live;
    private readonly TimeProvider _clock;
    private readonly RunningRuns _running;
    private readonly ITimer _timer;
    private long _last;
    private DateTimeOffset _spoken;
    private DateTimeOffset _asked;

    public EventHub(LiveWorkspace live, TimeProvider clock)
    {
        (_live, _clock, _running) = (live, clock, new(live, clock));
        _timer = clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How often the database is asked while somebody listens.</summary>
    public static TimeSpan Pace { get; } = TimeSpan.FromMilliseconds(150);

    /// <summary>How many listen.</summary>
    public int Listeners
    {
        get
        {
            lock (_lock)
            {
                return _clients.Count;
            }
        }
    }

    /// <summary>Tells something that no run has to do with; it has no number, and who is not there does not hear of it.</summary>
    /// <param name="type">What it is: <c>workflow</c>, <c>activities</c>.</param>
    /// <param name="data">Writes the one value of its data.</param>
    public void Publish(string type, Action<Utf8JsonWriter> data)
    {
        lock (_lock)
        {
            if (_clients.Count > 0)
            {
                Tell(EventMessage.Of(null, type, data));
            }
        }
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="isStillIn">Tells whether whoever listens would be let in now: asked once a second, and where it says no, the stream ends.</param>
    public EventClient Join(Func<bool> isStillIn)
    {
        lock (_lock)
        {
            if (_clients.Count == 0)
            {
                (_last, _spoken) = (_live.Current.Store.LastEvent(), _clock.GetUtcNow());
                _running.Begin();
                _timer.Change(Pace, Timeout.InfiniteTimeSpan);
            }

            var client = new EventClient(_last, isStillIn);
            _clients.Add(client);
            return client;
        }
    }

    /// <summary>Stops listening.</summary>
    public void Leave(EventClient client)
    {
        lock (_lock)
        {
            _clients.Remove(client);
            if (_clients.Count == 0)
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>What happened since a client was last here, up to where <paramref name="client"/> goes on: each event once, in order.</summary>
    /// <param name="after">The number of the last event that it has.</param>
    /// <param name="client">The client.</param>
    public IEnumerable<EventMessage> Missed(long after, EventClient client)
    {
        // A number that is not reached yet is of another database.
        if (after > client.Position || client.Position - after > LongestCatchUp)
        {
            yield return EventMessage.Gap(client.Position);
            yield break;
        }

        while (after < client.Position)
        {
            var page = _live.Current.Store.Events(null, null, after, Page).TakeWhile(e => e.Sequence <= client.Position).ToList();
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var happened in page)
            {
                yield return Message(happened);
            }

            after = page[^1].Sequence;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A look that is under way comes to its end first: the database may be closed after this.
        lock (_lock)
        {
            _clients.Clear();
        }

        _timer.Dispose();
    }

    private static EventMessage Message(RunEvent happened) => EventMessage.Of(happened.Sequence, "run", json => EventJson.WriteWithRun(json, happened));

    private void Look()
    {
        lock (_lock)
        {
            if (_clients.Count == 0)
            {
                return;
            }

            try
            {
                EndStrangers();
                foreach (var happened in _live.Current.Store.Events(null, null, _last, Page))
                {
                    _last = happened.Sequence;
                    _running.Heard(happened);
                    Tell(Message(happened));
                }

                foreach (var message in _running.News())
                {
                    Tell(message);
                }
            }
            catch (Exception problem) when (problem is IrisFlowException or IOException or UnauthorizedAccessException)
            {
                // A database or a file that can't be asked just now: the next look asks again, from the same number.
            }

            if (_clock.GetUtcNow() - _spoken >= Silence)
            {
                Tell(EventMessage.Alive);
            }

            // Not before: however long a look takes, the next one is a pace away.
            _timer.Change(Pace, Timeout.InfiniteTimeSpan);
        }
    }

    // A token may have been taken back by another process, or be over: nobody tells of that.
    private void EndStrangers()
    {
        if (_clock.GetUtcNow() - _asked < Rounds)
        {
            return;
        }

        _asked = _clock.GetUtcNow();
        foreach (var client in _clients.Where(c => !c.IsStillIn))
        {
            client.End();
        }
    }

    private void Tell(EventMessage message)
    {
        _spoken = _clock.GetUtcNow();
        foreach (var client in _clients)
        {
            client.Offer(message);
        }
    }
}
