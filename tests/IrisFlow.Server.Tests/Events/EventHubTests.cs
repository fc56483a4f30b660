using IrisFlow.Hosting;
using IrisFlow.Server.Events;
using IrisFlow.Testing;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Events;

public sealed class EventHubTests : IDisposable
{
    private readonly ProgramWorkspace _files = ProgramWorkspace.Of("w", """{ "format": 1, "workflow": "w", "steps": {} }""");
    private readonly Workspace _workspace;
    private readonly ManualClock _clock = new();
    private readonly EventHub _hub;

    public EventHubTests()
    {
        _workspace = new Workspace(_files.Root);
        _hub = new EventHub(new LiveWorkspace(_workspace.WithoutCode()), _clock);
    }

    [Fact]
    public void Nothing_is_asked_of_the_database_while_nobody_listens()
    {
        Assert.False(_clock.UntilAskedFor(EventHub.Pace).IsCompleted);
        var (first, second) = (_hub.Join(() => true), _hub.Join(() => true));
        Assert.True(_clock.UntilAskedFor(EventHub.Pace).IsCompleted);
        _hub.Leave(first);
        Assert.True(_clock.UntilAskedFor(EventHub.Pace).IsCompleted);
        _hub.Leave(second);
        Assert.False(_clock.UntilAskedFor(EventHub.Pace).IsCompleted);
    }

    [Fact]
    public async Task A_stream_on_which_nothing_happens_is_kept_open_by_a_comment_every_15_seconds()
    {
        using var client = _hub.Join(() => true);
        _clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal([EventMessage.Alive, EventMessage.Alive], await client.TakeAsync(default));
    }

    [Fact]
    public async Task What_happened_while_nobody_listened_is_not_told_to_who_comes_without_a_number()
    {
        _workspace.Store.Write(w => w.BeginRun(new("1", "w") { Definition = "{}", State = RunState.Succeeded }));
        using var client = _hub.Join(() => true);
        _workspace.Store.Write(w => w.BeginRun(new("2", "w") { Definition = "{}", State = RunState.Succeeded }));
        _clock.Advance(EventHub.Pace);

        Assert.Equal([2L], (await client.TakeAsync(default))!.Select(m => m.Id!.Value));
        Assert.Equal([1L], _hub.Missed(0, client).Select(m => m.Id!.Value));
    }

    [Fact]
    public async Task Who_would_not_be_let_in_any_more_hears_nothing_more_not_even_what_waits()
    {
        var isIn = true;
        using var client = _hub.Join(() => isIn);
        using var other = _hub.Join(() => true);
        isIn = false;
        _workspace.Store.Write(w => w.BeginRun(new("1", "w") { Definition = "{}", State = RunState.Succeeded }));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await client.TakeAsync(default));
        Assert.Equal([1L], (await other.TakeAsync(default))!.Select(m => m.Id!.Value));
    }

    public void Dispose()
    {
        _hub.Dispose();
        _workspace.Dispose();
        _files.Dispose();
    }
}
