using IrisFlow.Hosting.Runs;
using IrisFlow.Hosting.Schedules;
using IrisFlow.Server.Events;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IrisFlow.Server.Schedules;

/// <summary>Looks at the schedules of the workspace once a second, lets them fire, and tells who listens.</summary>
internal sealed partial class ScheduleService(LiveWorkspace live, ServerOptions options, EventHub hub, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ScheduleService> log)
    : BackgroundService
{
    private readonly ScheduleClerk _clerk = new(order => new RunProcesses(options.Program, live.Current.Root).StartAsync(order), clock, line => Failed(log, line));

    /// <summary>The schedules as the workflows have them.</summary>
    public ScheduleBook Book => _clerk.Book;

    /// <summary>Whether they fire here.</summary>
    public bool IsServing => options.FiresSchedules;

    /// <summary>Those that come due while the server goes on, the next first.</summary>
    public IReadOnlyList<ScheduleView> Coming => !IsServing ? [] : [.. Book.All(live.Current)
        .Select(s => ScheduleView.Look(live.Current, s, clock.GetUtcNow())).Where(v => v is { StateName: "active", Next.Count: > 0 }).OrderBy(v => v.Next[0].At)];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A server that could not listen begins nothing.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await using var __ = stoppingToken.Register(() => started.TrySetCanceled(stoppingToken));
        await started.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            Look();

            // On the second, because that is when ticks come due.
            await Task.Delay(TimeSpan.FromMilliseconds(1000 - clock.GetUtcNow().Millisecond), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _clerk.FinishAsync();
    }

    private void Look()
    {
        try
        {
            foreach (var workflow in _clerk.Look(live.Current, IsServing))
            {
                hub.Publish("schedules", json =>
                {
                    json.WriteStartObject();
                    json.WriteString("workflow", workflow);
                    json.WriteEndObject();
                });
            }
        }
        catch (Exception problem) when (problem is IrisFlowException or IOException or UnauthorizedAccessException)
        {
            // A folder or a database that can't be read just now: the next look tries again.
            Failed(log, $"The schedules could not be looked at: {problem.Message}");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Line}")]
    private static partial void Failed(ILogger log, string line);
}
