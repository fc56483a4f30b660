using System.Text.Json.Nodes;
using IrisFlow.Server.Tests.Runs;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Schedules;

public sealed class ScheduleTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        var files = ProgramWorkspace.Of("nightly", Flow("""{ "cron": "30 2 * * *", "zone": "Europe/Berlin", "parameters": { "least": 2 }, "pauseAfter": 3 }"""), ("rows.csv", "n\n1\n2\n3\n"));
        files.Write("workflows/plain/plain.flow.json", """{ "format": 1, "workflow": "plain", "steps": {} }""");
        _server = await RunningServer.StartAsync(files, o => GatedServer.WithProgram(o) with { FiresSchedules = false });
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Schedules_are_listed_in_words_with_their_next_ten_times()
    {
        var list = await _server.GetAsync("/api/schedules");

        Assert.False(list["serving"]!.GetValue<bool>());
        var schedule = Assert.Single(list["items"]!.AsArray())!;
        Assert.Equal(("nightly", "active", "At 02:30 every day (Europe/Berlin)"), ((string?)schedule["workflow"], (string?)schedule["state"], (string?)schedule["words"]!["when"]));
        Assert.Equal(10, schedule["next"]!.AsArray().Count);
        Assert.Equal("IF485", (await _server.SendAsync(HttpMethod.Get, "/api/schedules/plain")).Refuses(404, "IF485").Findings[0]["rule"]!.GetValue<string>());
        (await _server.SendAsync(HttpMethod.Get, "/api/schedules/nigthly")).Refuses(404, "IF805");
    }

    [Fact]
    public async Task A_schedule_is_paused_with_a_reason_and_resumed_from_the_state_that_was_seen()
    {
        var seen = await _server.SendAsync(HttpMethod.Get, "/api/schedules/nightly");
        var reason = new JsonObject { ["reason"] = "holidays" };
        (await _server.SendAsync(HttpMethod.Post, "/api/schedules/nightly/pause", reason)).Refuses(428, "IF857");
        (await _server.SendAsync(HttpMethod.Post, "/api/schedules/nightly/pause", new JsonObject { ["reason"] = " " }, $"If-Match: {seen.ETag}")).Refuses(422, "IF489");

        var paused = (await _server.SendAsync(HttpMethod.Post, "/api/schedules/nightly/pause", reason, $"If-Match: {seen.ETag}")).Succeeds();

        Assert.Equal(("paused", "holidays"), ((string?)paused.Json["state"], (string?)paused.Json["paused"]!["reason"]));
        (await _server.SendAsync(HttpMethod.Post, "/api/schedules/nightly/resume", null, $"If-Match: {seen.ETag}")).Refuses(412, "IF857");
        (await _server.SendAsync(HttpMethod.Post, "/api/schedules/nightly/pause", reason, $"If-Match: {paused.ETag}")).Refuses(409, "IF487");
        var active = (await _server.SendAsync(HttpMethod.Post, "/api/schedules/nightly/resume", null, $"If-Match: {paused.ETag}")).Succeeds();
        Assert.Equal(("active", seen.ETag), ((string?)active.Json["state"], active.ETag));
    }

    [Fact]
    public async Task A_run_now_has_the_parameters_of_the_schedule_and_is_a_tick_by_hand()
    {
        var begun = (await _server.SendAsync(HttpMethod.Post, "/api/schedules/nightly/run", null, "Idempotency-Key: one")).Succeeds(201);
        var run = begun.Json["run"]!.GetValue<string>();

        Assert.Equal(run, (await _server.SendAsync(HttpMethod.Post, "/api/schedules/nightly/run", null, "Idempotency-Key: one")).Succeeds(201).Json["run"]!.GetValue<string>());
        Assert.Equal("irisflow run nightly --param least=2 --param scheduledFor=", begun.Json["command"]!.GetValue<string>()[..58]);
        var tick = Assert.Single((await _server.GetAsync("/api/schedules/nightly/ticks"))["items"]!.AsArray())!;
        Assert.Equal((run, "started", "by-hand"), ((string?)tick["run"], (string?)tick["outcome"], (string?)tick["trigger"]));
        var document = await _server.GetAsync($"/api/runs/{run}");
        Assert.Equal(((string?)tick["at"], "by-hand"), ((string?)document["schedule"]!["for"], (string?)document["schedule"]!["trigger"]));
        Assert.Equal((string?)tick["at"], (string?)document["parameters"]!["scheduledFor"]);
        while ((string?)(await _server.GetAsync($"/api/runs/{run}"))["state"] == "running")
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_schedule_that_is_being_edited_is_told_in_words_or_all_that_is_wrong_with_it()
    {
        async Task<JsonNode> Preview(string body) => (await _server.SendTextAsync(HttpMethod.Post, "/api/schedules/preview", body)).Succeeds().Json;

        var sound = await Preview("""{ "schedule": { "cron": "*/5 * * * *", "zone": "UTC" } }""");
        Assert.Equal(("Every 5 minutes (UTC)", 10, 0), ((string?)sound["words"]!["when"], sound["next"]!.AsArray().Count, sound["findings"]!.AsArray().Count));

        var wrong = await Preview("""{ "workflow": "nightly", "schedule": { "cron": "61 * * * *", "zone": "Berlin", "overlap": "skp", "x": 1 } }""");
        Assert.Equal(["/schedule/cron", "/schedule/overlap", "/schedule/x", "/schedule/zone"], wrong["findings"]!.AsArray().Select(f => (string?)f!["pointer"]).Order());
        Assert.True(wrong["words"] is null && wrong["next"]!.AsArray().Count == 0);

        Assert.Equal("IF466", (string?)(await Preview("""{ "workflow": "nightly", "schedule": { "cron": "@daily", "zone": "UTC", "parameters": { "lest": 1 } } }"""))["findings"]![0]!["rule"]);
        Assert.Empty((await Preview("""{ "definition": { "parameters": { "lest": { "type": "integer", "default": 1 } } }, "schedule": { "cron": "@daily", "zone": "UTC", "parameters": { "lest": 1 } } }"""))["findings"]!.AsArray());
        (await _server.SendTextAsync(HttpMethod.Post, "/api/schedules/preview", """{ "schedule": 5 }""")).Refuses(422, "IF853");
    }

    [Fact]
    public async Task A_schedule_that_is_wrong_in_its_file_is_shown_as_such_and_does_not_run()
    {
        _server.Files.Write("workflows/nightly/nightly.flow.json", Flow("""{ "cron": "61 2 * * *", "zone": "Europe/Berlin" }"""));

        var shown = await _server.GetAsync("/api/schedules/nightly");

        Assert.Equal(("invalid", "61 2 * * *", "IF461"), ((string?)shown["state"], (string?)shown["cron"], (string?)shown["findings"]![0]!["rule"]));
        (await _server.SendAsync(HttpMethod.Post, "/api/schedules/nightly/run")).Refuses(422, "IF461");
        var check = await _server.GetAsync("/api/workflows/nightly/check");
        Assert.Contains(check["findings"]!.AsArray(), f => (string?)f!["pointer"] == "/schedule/cron");
    }

    [Fact]
    public async Task A_schedule_fires_while_the_server_goes_on_and_says_so()
    {
        await _server.DisposeAsync();
        var files = ProgramWorkspace.Of("often", Flow("""{ "cron": "* * * * * *", "zone": "UTC" }""").Replace("nightly", "often", StringComparison.Ordinal), ("rows.csv", "n\n1\n2\n"));
        _server = await RunningServer.StartAsync(files, GatedServer.WithProgram);
        Assert.True((await _server.GetAsync("/api/schedules"))["serving"]!.GetValue<bool>());
        using var events = new StreamReader(await _server.Client.GetStreamAsync("/api/events"));
        while (await events.ReadLineAsync() != "event: schedules")
        {
        }

        Assert.Equal("""data: {"workflow":"often"}""", await events.ReadLineAsync());
        JsonNode? ended = null;
        while (ended is null)
        {
            ended = (await _server.GetAsync("/api/schedules/often/ticks"))["items"]!.AsArray().FirstOrDefault(t => (string?)t!["runState"] == "succeeded");
        }

        Assert.Equal(("started", "schedule", "It came due."), ((string?)ended["outcome"], (string?)ended["trigger"], (string?)ended["reason"]));
        var paused = await _server.SendAsync(HttpMethod.Post, "/api/schedules/often/pause", new JsonObject { ["reason"] = "enough" }, $"If-Match: {(await _server.SendAsync(HttpMethod.Get, "/api/schedules/often")).ETag}");
        paused.Succeeds();
        while ((await _server.GetAsync("/api/runs?state=running"))["items"]!.AsArray().Count > 0)
        {
            await Task.Yield();
        }
    }

    private static string Flow(string schedule) => $$"""
        {
          "format": 1,
          "workflow": "nightly",
          "parameters": { "least": { "type": "integer", "default": 1 }, "scheduledFor": { "type": "string" } },
          "schedule": {{schedule}},
          "steps": {
            "load": { "uses": "data.read-csv", "with": { "path": "rows.csv" } },
            "keep": { "uses": "data.filter", "from": { "rows": "load.rows" }, "with": { "keep": "n >= ${least}" } }
          }
        }
        """;
}
