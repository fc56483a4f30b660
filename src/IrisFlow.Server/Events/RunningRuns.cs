using IrisFlow.Engine.Run;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Server.Events;

/// <summary>The runs that are at work while somebody listens: how far their steps are, and whether their process is still there.</summary>
internal sealed class RunningRuns(LiveWorkspace live, TimeProvider clock)
{
    private const int Most = 100;

    // A process that died says nothing: it has to be looked for, but not as often as for events.
    private static readonly TimeSpan Rounds = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Watched> _runs = [];
    private DateTimeOffset _looked;

    /// <summary>Begins with the runs that are at work now.</summary>
    public void Begin()
    {
        _runs.Clear();
        foreach (var run in live.Current.Store.RunPage(new() { State = RunState.Running }, null, Most).Where(r => RunOwner.StateOf(r) == RunState.Running))
        {
            _runs[run.Id] = new(run);
        }
    }

    /// <summary>Follows what happens to runs.</summary>
    public void Heard(RunEvent happened)
    {
        if (happened.Step is not null || happened.Parent is not null)
        {
            return;
        }

        if (happened.Name is "run-started" or "run-resumed")
        {
            if (_runs.Count < Most && live.Current.Store.FindRun(happened.Run) is { State: RunState.Running } run)
            {
                _runs[run.Id] = new(run);
            }
        }
        else if (happened.Name.StartsWith("run-", StringComparison.Ordinal))
        {
            _runs.Remove(happened.Run);
        }
    }

    /// <summary>What has changed since the last time and is not in the database.</summary>
    public IEnumerable<EventMessage> News() => _runs.Values.ToList().SelectMany(Progress).Concat(Interrupted());

    private IEnumerable<EventMessage> Progress(Watched watched)
    {
        var file = RunFiles.Progress(live.Current.Artifacts, watched.Run.Id);
        var stamp = File.GetLastWriteTimeUtc(file);
        if (stamp == watched.Stamp)
        {
            yield break;
        }

        watched.Stamp = stamp;
        foreach (var (step, share) in StepShares.Read(file).Where(s => !watched.Shares.TryGetValue(s.Key, out var known) || known != s.Value))
        {
            watched.Shares[step] = share;
            yield return EventMessage.Of(null, "progress", json =>
            {
                json.WriteStartObject();
                json.WriteString("run", watched.Run.Id);
                json.WriteString("step", step);
                json.WriteNumber("share", share);
                json.WriteEndObject();
            });
        }
    }

    private List<EventMessage> Interrupted()
    {
        var now = clock.GetUtcNow();
        if (now - _looked < Rounds)
        {
            return [];
        }

        _looked = now;
        var gone = _runs.Values.Where(r => RunOwner.StateOf(r.Run) == RunState.Interrupted).ToList();
        gone.ForEach(r => _runs.Remove(r.Run.Id));
        return [.. gone.Select(r => EventMessage.Of(null, "run", json => EventJson.WriteWithRun(json, new(0, r.Run.Id, null, now, "run-interrupted", null) { Workflow = r.Run.Workflow })))];
    }

    private sealed class Watched(RunRecord run)
    {
        public RunRecord Run => run;

        public DateTime Stamp { get; set; }

        public Dictionary<string, double> Shares { get; } = [];
    }
}
