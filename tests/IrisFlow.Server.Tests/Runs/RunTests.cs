using System.Text.Json.Nodes;
using IrisFlow.Server.Tests.Events;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Runs;

public class RunTests
{
    [Fact]
    public async Task A_run_is_begun_watched_and_tracked_to_its_end()
    {
        await using var server = await GatedServer.StartAsync();
        using var events = await EventReader.JoinAsync(server.Running.Client);

        var answer = await server.PostAsync("api/runs", new JsonObject { ["workflow"] = "gated" });
        var run = answer.Succeeds(201).Json["run"]!.GetValue<string>();
        var before = await events.UntilAsync(h => h.Type == "progress");
        var waiting = await server.UntilAsync(run, d => d["progress"]!["gate"] is not null && GatedServer.State(d, "gate") is not null);
        server.Open();
        var heard = await events.UntilAsync(h => h.Name == "run-succeeded");

        Assert.Equal($"/api/runs/{run}", answer.Headers["Location"]);
        Assert.Equal("irisflow run gated", (string?)answer.Json["command"]);
        Assert.Equal(0.25, (double)before[^1].Data["share"]!);
        Assert.Equal(0.25, (double)waiting["progress"]!["gate"]!);
        Assert.Equal(("running", "running"), ((string?)waiting["state"], GatedServer.State(waiting, "gate")));
        Assert.NotNull(waiting["lease"]);
        Assert.Contains("step-succeeded keep", heard.Select(h => h.Name));
        var ended = await server.Running.GetAsync($"api/runs/{run}");
        Assert.Equal("succeeded", (string?)ended["state"]);
        Assert.Equal(2, (int)ended["steps"]![2]!["outputs"]![0]!["rows"]!);
        Assert.Empty(ended["progress"]!.AsObject());
        Assert.False(File.Exists(server.Files.At($"artifacts/runs/{run}.progress")));
    }

    [Fact]
    public async Task A_run_goes_on_while_its_server_is_stopped_and_its_events_go_on_at_the_next_one_without_a_gap_or_a_double()
    {
        await using var server = await GatedServer.StartAsync();
        using var events = await EventReader.JoinAsync(server.Running.Client);
        var run = await server.BeginAsync();
        var before = await events.UntilAsync(h => h.Type == "progress");

        await server.Running.RestartAsync();
        Assert.Null(await events.NextAsync());
        var between = await server.Running.GetAsync($"api/runs/{run}");
        server.Open();
        await server.EndedAsync(run);
        using var again = await EventReader.JoinAsync(server.Running.Client, events.Last);
        var after = await again.UntilAsync(h => h.Name == "run-succeeded");

        Assert.Equal("running", (string?)between["state"]);
        var recorded = server.Running.Workspace.Store.Events(run, null, 0, 1_000).Select(e => e.Sequence);
        Assert.Equal(recorded, before.Concat(after).Where(h => h.Type == "run").Select(h => h.Id));
    }

    [Fact]
    public async Task What_a_run_printed_can_be_read_from_its_log_while_it_goes_on_and_in_ranges()
    {
        await using var server = await GatedServer.StartAsync();
        var run = await server.BeginAsync();
        await server.UntilAsync(run, d => d["progress"]!["gate"] is not null);

        var log = await server.Running.SendAsync(HttpMethod.Get, $"api/runs/{run}/log");
        var part = await server.Running.SendAsync(HttpMethod.Get, $"api/runs/{run}/log", null, "Range: bytes=0-3");

        Assert.Contains("the gate is closed\n", log.Succeeds().Text);
        Assert.Equal("text/plain", log.MediaType);
        Assert.Equal(log.Text[..4], part.Succeeds(206).Text);
    }

    [Fact]
    public async Task A_cancelled_run_keeps_what_is_finished_and_goes_on_from_there()
    {
        await using var server = await GatedServer.StartAsync();
        var run = await server.BeginAsync();
        await server.UntilAsync(run, d => GatedServer.State(d, "load") == "succeeded" && d["progress"]!["gate"] is not null);

        (await server.PostAsync($"api/runs/{run}/cancel")).Succeeds(202);
        var cancelled = await server.EndedAsync(run);
        server.Open();
        var resumed = (await server.PostAsync($"api/runs/{run}/resume", new JsonObject())).Succeeds(202);
        var ended = await server.EndedAsync(run);

        Assert.Equal(("cancelled", "succeeded", "cancelled"), ((string?)cancelled["state"], GatedServer.State(cancelled, "load"), GatedServer.State(cancelled, "gate")));
        Assert.Equal(run, (string?)resumed.Json["run"]);
        Assert.Equal(("succeeded", "succeeded"), ((string?)ended["state"], GatedServer.State(ended, "gate")));
        var tries = ended["timeline"]!.AsArray().ToDictionary(t => (string)t!["step"]!, t => t!["attempts"]!.AsArray().Select(a => (string)a!["state"]!));
        Assert.Equal(["succeeded"], tries["load"]);
        Assert.Equal(["cancelled", "succeeded"], tries["gate"]);
    }

    [Fact]
    public async Task A_run_of_the_command_line_is_cancelled_over_HTTP_and_a_run_of_the_server_at_the_command_line()
    {
        await using var server = await GatedServer.StartAsync();
        using var events = await EventReader.JoinAsync(server.Running.Client);
        using var typed = server.Files.Start("run", "gated");
        var started = (await events.UntilAsync(h => h.Name == "step-started gate"))[^1];
        (await server.PostAsync($"api/runs/{started.Data["run"]}/cancel")).Succeeds(202);
        await typed.WaitForExitAsync();

        var run = await server.BeginAsync();
        await events.UntilAsync(h => h.Name == "step-started gate" && (string?)h.Data["run"] == run);
        var said = await server.Files.JsonAsync("cancel", run);
        var ended = await server.EndedAsync(run);

        Assert.Equal((int)ExitCode.Cancelled, typed.ExitCode);
        Assert.Equal(run, (string?)said["run"]);
        Assert.Equal("cancelled", (string?)ended["state"]);
        (await server.PostAsync($"api/runs/{run}/cancel")).Refuses(409, "IF898");
        Assert.Contains("IF898", (await server.Files.RunAsync("cancel", run)).Error);
    }

    [Fact]
    public async Task Eight_equal_requests_at_once_with_one_key_begin_one_run_and_so_does_one_after_a_restart()
    {
        await using var server = await GatedServer.StartAsync();
        server.Open();

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.BeginAsync("one")));
        await server.Running.RestartAsync();
        var later = await server.BeginAsync("one");
        var other = await server.PostAsync("api/runs", new JsonObject { ["workflow"] = "gated", ["noCache"] = true }, "one");

        Assert.Single(runs.Append(later).Distinct());
        Assert.Single(server.Running.Workspace.Store.Runs(null, 100));
        other.Refuses(422, "IF894");
        (await server.PostAsync("api/runs", new JsonObject { ["workflow"] = "gated" }, "no key")).Refuses(422, "IF897");
    }

    [Fact]
    public async Task A_request_to_go_on_that_comes_again_lets_the_run_go_on_once()
    {
        await using var server = await GatedServer.StartAsync();
        var run = await server.BeginAsync();
        await server.UntilAsync(run, d => d["progress"]!["gate"] is not null);
        async Task CancelAsync()
        {
            (await server.PostAsync($"api/runs/{run}/cancel")).Succeeds(202);
            await server.EndedAsync(run);
        }

        await CancelAsync();
        var on = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => server.PostAsync($"api/runs/{run}/resume", new JsonObject(), "on")));
        await server.UntilAsync(run, d => d["progress"]!["gate"] is not null);
        await CancelAsync();
        await server.Running.RestartAsync();
        var late = await server.PostAsync($"api/runs/{run}/resume", new JsonObject(), "on");

        Assert.All(on.Append(late), a => Assert.Equal(run, (string?)a.Succeeds(202).Json["run"]));
        Assert.Equal("cancelled", (string?)late.Json["state"]);
        Assert.Single(server.Running.Workspace.Store.Events(run, null, 0, 1_000), e => e.Name == "run-resumed");
        (await server.PostAsync($"api/runs/{run}/resume", new JsonObject { ["changedCode"] = "keep" }, "on")).Refuses(422, "IF894");
    }

    [Fact]
    public async Task A_fork_that_is_asked_for_again_with_its_key_is_the_same_fork()
    {
        await using var server = await GatedServer.StartAsync();
        server.Open();
        var run = await server.BeginAsync();
        await server.EndedAsync(run);
        var changed = new JsonObject { ["set"] = new JsonObject { ["keep.keep"] = "n >= 3" } };

        var forks = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => server.PostAsync($"api/runs/{run}/fork", changed.DeepClone(), "fork")));
        var fork = Assert.Single(forks.Select(f => (string?)f.Succeeds(201).Json["run"]).Distinct())!;

        var ended = await server.EndedAsync(fork);
        Assert.Equal((run, 1), ((string?)ended["origin"], (int)ended["steps"]!.AsArray().Single(s => (string?)s!["name"] == "keep")!["outputs"]![0]!["rows"]!));
        Assert.Equal(2, server.Running.Workspace.Store.Runs(null, 100).Count);
    }

    [Fact]
    public async Task A_step_that_waits_is_told_as_waiting_and_not_as_unknown()
    {
        await using var server = await GatedServer.StartAsync();
        var run = await server.BeginAsync();
        await server.UntilAsync(run, d => d["progress"]!["gate"] is not null);

        (await server.Running.SendAsync(HttpMethod.Get, $"api/runs/{run}/steps/keep")).Refuses(404, "IF573");
        (await server.Running.SendAsync(HttpMethod.Get, $"api/runs/{run}/steps/kept")).Refuses(404, "IF402");
    }

    [Fact]
    public async Task Two_servers_that_are_asked_at_once_with_one_key_begin_one_run()
    {
        await using var server = await GatedServer.StartAsync();
        using var workspace = new Hosting.Workspace(server.Files.Root);
        await using var second = await StudioServer.StartAsync(workspace.WithCodeOfNow(), GatedServer.WithProgram(new ServerOptions { Port = 0, Program = [] }));
        using var client = new HttpClient { BaseAddress = second.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", second.Token);
        server.Open();

        var answers = await Task.WhenAll(
            server.PostAsync("api/runs", new JsonObject { ["workflow"] = "gated" }, "same"),
            Answer.OfAsync(client, HttpMethod.Post, "api/runs", new StringContent("""{"workflow":"gated"}""", System.Text.Encoding.UTF8, "application/json"), "Idempotency-Key: same"));

        Assert.Single(answers.Select(a => (string?)a.Succeeds(201).Json["run"]).Distinct());
        Assert.Single(server.Running.Workspace.Store.Runs(null, 100));
    }

    [Fact]
    public async Task A_request_that_is_refused_says_everything_that_is_wrong_and_begins_nothing()
    {
        await using var server = await GatedServer.StartAsync();

        (await server.PostAsync("api/runs", new JsonObject { ["workflow"] = "gated", ["from"] = new JsonArray("gat") })).Refuses(422, "IF402");
        (await server.PostAsync("api/runs", new JsonObject { ["workflow"] = "gated", ["set"] = new JsonObject { ["keep.kep"] = 1, ["load.pth"] = 1 } })).Refuses(422, "IF110");
        (await server.PostAsync("api/runs", new JsonObject { ["workflow"] = "none" })).Refuses(404, "IF805");
        (await server.PostAsync("api/runs", new JsonObject { ["workflow"] = "../gated/gated.flow.json" })).Refuses(404, "IF805");
        (await server.PostAsync("api/runs", new JsonObject { ["workflow"] = "gated", ["with"] = new JsonObject { ["load.rows"] = "/etc/passwd" } })).Refuses(422, "IF892");
        (await server.PostAsync("api/runs", new JsonObject())).Refuses(422, "IF891");
        (await server.PostAsync("api/runs/none/resume", new JsonObject())).Refuses(404, "IF403");

        Assert.Empty(server.Running.Workspace.Store.Runs(null, 100));
    }

    [Fact]
    public async Task A_program_that_is_not_there_or_ends_at_once_is_a_problem_and_not_a_run()
    {
        await using var none = await RunningServer.StartAsync(options: o => o with { Program = ["/no/such/program"] });
        await using var ends = await RunningServer.StartAsync(options: o => o with { Program = ["/bin/false"] });

        (await none.SendAsync(HttpMethod.Post, "api/runs", new JsonObject { ["workflow"] = "iris" })).Refuses(500, "IF896");
        (await ends.SendAsync(HttpMethod.Post, "api/runs", new JsonObject { ["workflow"] = "iris" })).Refuses(500, "IF895");
    }

    [Fact]
    public async Task A_run_whose_process_was_killed_is_told_as_interrupted_and_can_be_resumed()
    {
        await using var server = await GatedServer.StartAsync();
        using var events = await EventReader.JoinAsync(server.Running.Client);
        var run = await server.BeginAsync();
        await events.UntilAsync(h => h.Name == "step-started gate");

        var owner = server.Running.Workspace.Store.FindRun(run)!.Owner.Split('/')[1];
        using (var process = System.Diagnostics.Process.GetProcessById(int.Parse(owner, System.Globalization.CultureInfo.InvariantCulture)))
        {
            process.Kill();
        }

        await events.UntilAsync(h => h.Name == "run-interrupted");
        server.Open();
        (await server.PostAsync($"api/runs/{run}/resume", new JsonObject())).Succeeds(202);
        Assert.Equal("succeeded", (string?)(await server.EndedAsync(run))["state"]);
    }
}
