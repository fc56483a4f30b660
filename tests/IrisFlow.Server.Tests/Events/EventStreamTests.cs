using System.Text.Json.Nodes;
using IrisFlow.Hosting;
using IrisFlow.Server.Events;

namespace IrisFlow.Server.Tests.Events;

public class EventStreamTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static int _runs;

    [Fact]
    public async Task What_another_process_writes_down_is_heard_with_its_number_its_run_and_its_workflow()
    {
        using var reader = await EventReader.JoinAsync(server.Client);
        using var other = new Workspace(server.Files.Root);
        var run = Begin(other.Store, "step-said");

        var heard = await reader.UntilAsync(h => h.Name == "step-said train");

        Assert.Equal(["run-started", "step-said train"], heard.Where(h => (string?)h.Data["run"] == run).Select(h => h.Name));
        Assert.All(heard, h => Assert.Equal("run", h.Type));
        Assert.All(heard, h => Assert.Equal(h.Id, (long)h.Data["sequence"]!));
        Assert.Equal("iris", (string?)heard[^1].Data["workflow"]);
    }

    [Fact]
    public async Task Who_comes_back_with_a_number_hears_all_that_it_missed_once_and_goes_on()
    {
        Begin(server.Workspace.Store, "before");
        var last = server.Workspace.Store.LastEvent();
        Enumerable.Range(0, 600).ToList().ForEach(_ => Begin(server.Workspace.Store, "missed"));

        using var reader = await EventReader.JoinAsync(server.Client, last);
        Begin(server.Workspace.Store, "after");
        var heard = await reader.UntilAsync(h => h.Name == "after train");

        Assert.Equal(Enumerable.Range(1, heard.Count).Select(i => last + i), heard.Select(h => h.Id));
    }

    [Fact]
    public async Task Who_comes_with_a_number_that_the_database_never_gave_is_told_to_ask_again()
    {
        using var reader = await EventReader.JoinAsync(server.Client, 1_000_000_000);

        Assert.Equal("gap", (await reader.NextAsync())!.Type);
        Assert.Equal(server.Workspace.Store.LastEvent(), reader.Last);
    }

    [Fact]
    public async Task What_the_server_says_itself_reaches_who_listens_without_a_number()
    {
        using var reader = await EventReader.JoinAsync(server.Client);
        var before = reader.Last;

        Hub().Publish("workflow", json => json.WriteRawValue("""{"workflow":"a\nb"}"""));
        var heard = await reader.UntilAsync(h => h.Type == "workflow");

        Assert.Equal("a\nb", (string?)heard[^1].Data["workflow"]);
        Assert.Equal(before, heard[^1].Id);
    }

    [Fact]
    public async Task Who_is_too_slow_is_told_that_there_is_a_gap_and_then_hears_what_comes()
    {
        using var client = new EventClient(7);
        for (var i = 1; i <= EventClient.Capacity + 5; i++)
        {
            client.Offer(EventMessage.Of(7 + i, "run", json => json.WriteNullValue()));
        }

        var gap = Assert.Single(await client.TakeAsync(default));
        client.Offer(EventMessage.Of(9_999, "run", json => json.WriteNullValue()));

        Assert.Equal(7 + EventClient.Capacity + 5, gap.Id);
        Assert.StartsWith("id: 1012\nevent: gap\n", System.Text.Encoding.UTF8.GetString(gap.Bytes.Span));
        Assert.Equal(9_999, Assert.Single(await client.TakeAsync(default)).Id);
    }

    [Fact]
    public async Task A_stream_ends_with_the_server_and_goes_on_at_the_next_one()
    {
        await using var own = await RunningServer.StartAsync();
        using var reader = await EventReader.JoinAsync(own.Client);
        Begin(own.Workspace.Store, "first");
        await reader.UntilAsync(h => h.Name == "first train");

        await own.RestartAsync();
        Assert.Null(await reader.NextAsync());
        Begin(own.Workspace.Store, "second");
        using var again = await EventReader.JoinAsync(own.Client, reader.Last);
        var heard = await again.UntilAsync(h => h.Name == "second train");

        Assert.Equal(["run-started", "second train"], heard.Select(h => h.Name));
    }

    [Fact]
    public async Task Fifty_listeners_hear_everything_and_when_the_last_has_gone_nobody_is_counted()
    {
        await using var own = await RunningServer.StartAsync();
        var readers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => EventReader.JoinAsync(own.Client)));
        Begin(own.Workspace.Store, "told");

        var heard = await Task.WhenAll(readers.Select(r => r.UntilAsync(h => h.Name == "told train")));

        Assert.All(heard, h => Assert.Equal(["run-started", "told train"], h.Select(e => e.Name)));
        Array.ForEach(readers, r => r.Dispose());
        while (own.Server.Service<EventHub>().Listeners > 0)
        {
            await Task.Yield();
        }
    }

    private EventHub Hub() => server.Server.Service<EventHub>();

    private static string Begin(IRunStore store, string said)
    {
        var run = $"2026-{Interlocked.Increment(ref _runs):00000}";
        store.Write(writer =>
        {
            writer.BeginRun(new(run, "iris") { State = RunState.Succeeded, Definition = new JsonObject().ToJsonString() });
            writer.AddEvent(run, "train", said, null);
        });
        return run;
    }
}
