using System.Threading.Channels;
using IrisFlow.Server.Events;
using Microsoft.Extensions.Hosting;

namespace IrisFlow.Server.Watching;

/// <summary>Notices what anybody changes in the folder of workflows: a workflow's files are told of, C# files are compiled anew.</summary>
/// <remarks>
/// What the system says of a changed file is only a reason to look; the truth is what is found. So nothing is lost where the system says
/// nothing (a network drive, no watches left), only later: the folder is looked at every few seconds anyway.
/// </remarks>
internal sealed class WorkspaceWatch(LiveWorkspace live, EventHub hub, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(60);

    // One reason to look is as good as many.
    private readonly Channel<bool> _reasons = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private FileSystemWatcher? _watcher;
    private WatchedFiles? _seen;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first request is answered: whatever changes after that is told.
        _watcher = Begin(live.Current.Workflows.Folder);
        _seen = Look(null);
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _watcher?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var pace = clock.CreateTimer(_ => _reasons.Writer.TryWrite(true), null, Pace, Pace);
        var rest = Settling;
        while (await Next(stoppingToken))
        {
            // An editor may empty a file before it fills it: what follows a change at once is seen together with it.
            await Task.Delay(rest, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _reasons.Reader.TryRead(out _);
            var began = clock.GetTimestamp();
            var now = Look(_seen);
            Compare(_seen!, now);
            _seen = live.Code.IsUncertain ? now with { Code = "" } : now;

            // A folder that takes long to look at is looked at less often.
            rest = clock.GetElapsedTime(began) * 10;
            rest = rest < Settling ? Settling : rest < Pace ? rest : Pace;
        }
    }

    private WatchedFiles Look(WatchedFiles? last)
    {
        try
        {
            return WatchedFiles.Look(live.Current.Workflows, last);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A folder that goes while it is looked at: the next look sees what became of it.
            return last ?? new(new Dictionary<string, (string, string?)>(), "");
        }
    }

    private async Task<bool> Next(CancellationToken stopping)
    {
        try
        {
            await _reasons.Reader.ReadAsync(stopping);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Compare(WatchedFiles before, WatchedFiles now)
    {
        foreach (var (name, (_, etag)) in now.Workflows)
        {
            if (!before.Workflows.TryGetValue(name, out var old))
            {
                Tell(name, etag, "created");
            }
            else if (old.ETag != etag)
            {
                Tell(name, etag, "changed");
            }
        }

        foreach (var name in before.Workflows.Keys.Where(n => !now.Workflows.ContainsKey(n)))
        {
            Tell(name, null, "removed");
        }

        if (before.Code != now.Code && live.Recompile())
        {
            hub.Publish("activities", json =>
            {
                json.WriteStartObject();
                json.WriteString("etag", live.Code.ETag);
                json.WriteNumber("findings", live.Code.Findings.Count);
                json.WriteEndObject();
            });
        }
    }

    private void Tell(string workflow, string? etag, string change) => hub.Publish("workflow", json =>
    {
        json.WriteStartObject();
        json.WriteString("workflow", workflow);
        json.WriteString("etag", etag);
        json.WriteString("change", change);
        json.WriteEndObject();
    });

    /// <summary>Asks the system to say when something changes; null where it can't.</summary>
    private FileSystemWatcher? Begin(string folder)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, Filters = { "*.flow.json", "*.layout.json", "*.cs" } };
            watcher.Changed += (_, _) => Wake();
            watcher.Created += (_, _) => Wake();
            watcher.Deleted += (_, _) => Wake();
            watcher.Renamed += (_, _) => Wake();

            // More happened than the system could say, or the folder itself is gone.
            watcher.Error += (_, _) => Wake();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or PlatformNotSupportedException)
        {
            return null;
        }

        void Wake() => _reasons.Writer.TryWrite(true);
    }
}
