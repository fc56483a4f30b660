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
        using var client = new EventClient(7, () => true);
        for (var i = 1; i <= EventClient.Capacity + 5; i++)
        {
            client.Offer(EventMessage.Of(7 + i, "run", json => json.WriteNullValue()));
        }

        var gap = Assert.Single((await client.TakeAsync(default))!);
        client.Offer(EventMessage.Of(9_999, "run", json => json.WriteNullValue()));

        Assert.Equal(7 + EventClient.Capacity + 5, gap.Id);
        Assert.StartsWith("id: 1012\nevent: gap\n", System.Text.Encoding.UTF8.GetString(gap.Bytes.Span));
        Assert.Equal(9_999, Assert.Single((await client.TakeAsync(default))!).Id);
    }

    [Fact]
    public async Task Who_does_not_read_is_told_over_the_wire_that_there_is_a_gap_while_others_hear_all()
    {
        await using var own = await RunningServer.StartAsync();
        using var slow = await EventReader.JoinAsync(own.Client);
        using var quick = await EventReader.JoinAsync(own.Client);
        var hub = own.Server.Service<EventHub>();
        var text = new string('x', 20_000);
        const int Told = 3 * EventClient.Capacity;
        var listening = quick.UntilAsync(h => h.Type == "last");
        for (var i = 0; i < Told; i += 100)
        {
            // More than the wire and the queue of one who does not read can hold; the other one keeps up.
            Enumerable.Range(i, 100).ToList().ForEach(n => hub.Publish("workflow", json => json.WriteStringValue($"{n} {text}")));
            await HasHeardAsync(i + 100);
        }

        hub.Publish("last", json => json.WriteNullValue());

        Assert.Equal(Told + 1, (await listening).Count);
        Assert.Contains(await slow.UntilAsync(h => h.Type == "gap"), h => h.Type == "gap");
        hub.Publish("after", json => json.WriteNullValue());
        Assert.Equal("after", (await slow.UntilAsync(h => h.Type == "after"))[^1].Type);

        async Task HasHeardAsync(int count)
        {
            while (quick.Count < count)
            {
                await Task.Yield();
            }
        }
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("revoked by the command line")]
    [InlineData("signed out")]
    public async Task A_stream_ends_when_whoever_listens_is_not_let_in_any_more(string how)
    {
        await using var own = await RunningServer.StartAsync();
        var token = (await own.SendAsync(HttpMethod.Post, "/api/tokens", new JsonObject { ["name"] = "nightly", ["role"] = "viewer" })).Succeeds(201).Json;
        using var browser = own.Stranger();
        var signedIn = await Answer.OfAsync(browser, HttpMethod.Post, "/api/session", new StringContent($$"""{"token":"{{token["token"]}}"}""", System.Text.Encoding.UTF8, "application/json"));
        browser.DefaultRequestHeaders.Add("Cookie", signedIn.Succeeds(204).Headers["Set-Cookie"].Split(';')[0]);
        using var program = own.Stranger();
        program.DefaultRequestHeaders.Authorization = new("Bearer", (string)token["token"]!);
        using var ofBrowser = await EventReader.JoinAsync(browser);
        using var ofProgram = await EventReader.JoinAsync(program);
        using var ofEditor = await EventReader.JoinAsync(own.Client);

        if (how == "signed out")
        {
            (await Answer.OfAsync(browser, HttpMethod.Delete, "/api/session")).Succeeds(204);
        }
        else if (how == "revoked")
        {
            (await own.SendAsync(HttpMethod.Delete, $"/api/tokens/{token["id"]}")).Succeeds(204);
        }
        else
        {
            using var other = new Workspace(own.Files.Root);
            IrisFlow.Hosting.Access.ApiTokens.Revoke(other.Store, (string)token["id"]!, DateTimeOffset.UtcNow);
        }

        Assert.Null(await ofBrowser.NextAsync());
        if (how != "signed out")
        {
            Assert.Null(await ofProgram.NextAsync());
        }

        Begin(own.Workspace.Store, "told");
        await ofEditor.UntilAsync(h => h.Name == "told train");
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
