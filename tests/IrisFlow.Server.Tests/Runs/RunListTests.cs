using System.Text.Json.Nodes;

namespace IrisFlow.Server.Tests.Runs;

public class RunListTests(IrisServer iris) : IClassFixture<IrisServer>
{
    [Fact]
    public async Task The_list_shows_the_newest_runs_first_each_with_its_figures()
    {
        var runs = await ItemsAsync("api/runs");

        Assert.Equal([iris.Failed, iris.Other, iris.Same, iris.First], runs.Select(Id));
        Assert.Equal(["failed", "succeeded", "succeeded", "succeeded"], runs.Select(r => (string?)r["state"]));
        Assert.Empty(runs[0]["metrics"]!.AsObject());
        var shown = (await iris.GetAsync($"api/runs/{iris.First}"))["metrics"]!;
        Assert.Equal(shown.AsObject().Select(m => m.Key), runs[3]["metrics"]!.AsObject().Select(m => m.Key));
        Assert.Equal(shown.ToJsonString(), runs[3]["metrics"]!.ToJsonString());
        Assert.Equal(shown.ToJsonString(), runs[2]["metrics"]!.ToJsonString());
    }

    [Fact]
    public async Task Its_pages_follow_one_another_without_a_gap_or_a_double()
    {
        var seen = new List<string?>();
        string? next = null;
        do
        {
            var page = await iris.GetAsync($"api/runs?limit=1{(next is null ? "" : $"&after={next}")}");
            seen.AddRange(page["items"]!.AsArray().Select(r => Id(r!)));
            next = (string?)page["next"];
        }
        while (next is not null);

        Assert.Equal([iris.Failed, iris.Other, iris.Same, iris.First], seen);
    }

    [Fact]
    public async Task A_filter_shows_what_fits_and_nothing_else()
    {
        Assert.Equal([iris.Failed], (await ItemsAsync("api/runs?state=failed")).Select(Id));
        Assert.Equal(3, (await ItemsAsync("api/runs?state=succeeded&workflow=iris")).Count);
        Assert.Empty(await ItemsAsync("api/runs?workflow=other"));
        Assert.Empty(await ItemsAsync("api/runs?state=running"));
        Assert.Empty(await ItemsAsync("api/runs?until=2020-01-01T00:00:00Z"));
        Assert.Equal(4, (await ItemsAsync("api/runs?since=2020-01-01T00:00:00Z")).Count);
        Assert.Equal(["evaluate.accuracy"], (await ItemsAsync("api/runs?metric=evaluate.accuracy"))[^1]["metrics"]!.AsObject().Select(m => m.Key));
        (await iris.Running.SendAsync(HttpMethod.Get, "api/runs?state=runing")).Refuses(422, "IF560");
        (await iris.Running.SendAsync(HttpMethod.Get, "api/runs?since=yesterday")).Refuses(422, "IF560");
        (await iris.Running.SendAsync(HttpMethod.Get, "api/runs?of=none")).Refuses(404, "IF403");
    }

    [Fact]
    public async Task A_run_that_a_schedule_began_says_for_which_tick()
    {
        await using var server = await RunningServer.StartAsync();
        var due = new DateTimeOffset(2026, 1, 1, 2, 30, 0, TimeSpan.Zero);
        server.Workspace.Store.Write(w => w.BeginRun(new("20260101-023000000-aaaaaa", "iris")
        {
            State = RunState.Succeeded,
            Definition = "{}",
            Tick = new("iris", "revision", due, TickTrigger.CatchUp) { Outcome = TickOutcome.Started, Reason = "It came due.", DecidedAt = due },
        }));
        server.Workspace.Store.Write(w => w.BeginRun(new("20260101-023000000-bbbbbb", "iris") { State = RunState.Succeeded, Definition = "{}" }));

        var items = (await server.GetAsync("api/runs"))["items"]!.AsArray();

        Assert.Null(items[0]!["schedule"]);
        Assert.Equal("""{"for":"2026-01-01T02:30:00Z","trigger":"catch-up"}""", items[1]!["schedule"]!.ToJsonString());
    }

    [Fact]
    public async Task A_run_whose_process_is_gone_is_listed_as_interrupted_and_not_as_running()
    {
        await using var server = await RunningServer.StartAsync();
        server.Workspace.Store.Write(w => w.BeginRun(new("20260101-000000000-aaaaaa", "iris") { State = RunState.Running, Owner = $"{Environment.MachineName}/2147483646/1", Definition = "{}" }));

        Assert.Empty((await server.GetAsync("api/runs?state=running"))["items"]!.AsArray());
        Assert.Equal("interrupted", (string?)Assert.Single((await server.GetAsync("api/runs?state=interrupted"))["items"]!.AsArray())!["state"]);
    }

    [Fact]
    public async Task A_reused_step_says_which_run_made_it_when_and_how_long_that_took()
    {
        var same = await iris.GetAsync($"api/runs/{iris.Same}");
        var step = await iris.GetAsync($"api/runs/{iris.Same}/steps/train");
        var made = await iris.GetAsync($"api/runs/{iris.First}/steps/train");

        Assert.All(same["timeline"]!.AsArray(), t => Assert.Equal(iris.First, (string?)t!["reusedFrom"]!["run"]));
        Assert.Equal((iris.First, "train"), ((string?)step["reusedFrom"]!["run"], (string?)step["reusedFrom"]!["step"]));
        Assert.True((double)step["reusedFrom"]!["milliseconds"]! >= 0);
        Assert.Empty(step["attempts"]!.AsArray());
        Assert.Null(made["reusedFrom"]);
        Assert.Equal("succeeded", (string?)Assert.Single(made["attempts"]!.AsArray())!["state"]);
        Assert.Equal("reused", (string?)step["state"]);
    }

    [Fact]
    public async Task A_failed_step_says_its_error_and_what_it_read()
    {
        var shown = await iris.GetAsync($"api/runs/{iris.Failed}");
        var failed = (string)shown["steps"]!.AsArray().First(s => (string?)s!["state"] == "failed")!["name"]!;

        var step = await iris.GetAsync($"api/runs/{iris.Failed}/steps/{failed}");

        Assert.NotEmpty((string)step["error"]!);
        Assert.NotEmpty(step["key"]!["inputs"]!.AsArray());
        (await iris.Running.SendAsync(HttpMethod.Get, $"api/runs/{iris.Failed}/steps/none")).Refuses(404, "IF402");
        (await iris.Running.SendAsync(HttpMethod.Get, $"api/runs/{iris.Failed}/log")).Refuses(404, "IF899");
    }

    [Fact]
    public async Task The_events_of_a_run_come_in_pages_of_a_step_or_of_a_kind()
    {
        var first = await iris.GetAsync($"api/runs/{iris.First}/events?limit=3");
        var rest = await iris.GetAsync($"api/runs/{iris.First}/events?limit=500&after={first["next"]}");
        var all = first["items"]!.AsArray().Concat(rest["items"]!.AsArray()).Select(e => (long)e!["sequence"]!);

        Assert.Equal(iris.Running.Workspace.Store.Events(iris.First, null, 0, 1_000).Select(e => e.Sequence), all);
        Assert.Equal(["step-started", "step-succeeded"], (await ItemsAsync($"api/runs/{iris.First}/events?step=train")).Select(e => (string?)e["event"]));
        Assert.Equal(["run-succeeded"], (await ItemsAsync($"api/runs/{iris.First}/events?event=run-succeeded")).Select(e => (string?)e["event"]));
        (await iris.Running.SendAsync(HttpMethod.Get, $"api/runs/{iris.First}/events?after=Zm9yZ2Vk")).Refuses(400, "IF858");
    }

    private static string? Id(JsonNode run) => (string?)run["run"];

    private async Task<IReadOnlyList<JsonNode>> ItemsAsync(string path) => [.. (await iris.GetAsync(path))["items"]!.AsArray().Select(i => i!)];
}
