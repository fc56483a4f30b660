using System.Text.Json.Nodes;
using IrisFlow.Server.Tests.Events;
using IrisFlow.Server.Tests.Runs;

namespace IrisFlow.Server.Tests.Sweeps;

public class SweepTests
{
    [Fact]
    public async Task A_sweep_runs_every_combination_and_shows_the_best_first()
    {
        await using var server = await RunningServer.StartAsync(options: GatedServer.WithProgram);
        using var events = await EventReader.JoinAsync(server.Client);
        var request = JsonNode.Parse("""
            { "workflow": "iris", "vary": { "select.k": [1, 2, 3, 4], "train.trainer.l2": { "from": 0.01, "to": 1, "steps": 3, "log": true } }, "by": "evaluate.logLoss", "to": ["evaluate"] }
            """);

        var begun = (await server.SendAsync(HttpMethod.Post, "api/sweeps", request, "Idempotency-Key: sweep")).Succeeds(201);
        var run = (string)begun.Json["run"]!;
        await events.UntilAsync(h => h.Name == "run-succeeded" && (string?)h.Data["run"] == run);
        var sweep = await server.GetAsync($"api/sweeps/{run}");
        var again = (await server.SendAsync(HttpMethod.Post, "api/sweeps", request!.DeepClone(), "Idempotency-Key: sweep")).Succeeds(201);

        Assert.Equal("irisflow run iris --to evaluate --sweep select.k=1,2,3,4 --sweep train.trainer.l2=0.01,0.1,1 --by evaluate.logLoss", (string?)begun.Json["command"]);
        Assert.Equal(run, (string?)again.Json["run"]);
        var rows = sweep["results"]!["rows"]!.AsArray();
        Assert.Equal(12, rows.Count);
        Assert.All(rows, r => Assert.Equal("succeeded", (string?)r!["state"]));
        var losses = rows.Select(r => (double)r!["metrics"]!["evaluate.logLoss"]!).ToList();
        Assert.Equal(losses.Order(), losses);
        Assert.Equal((await server.Files.JsonAsync("show", run))["results"]!.ToJsonString(), sweep["results"]!.ToJsonString());
        Assert.Equal(12, (await server.GetAsync($"api/runs?of={run}"))["items"]!.AsArray().Count);
        Assert.Single((await server.GetAsync("api/runs"))["items"]!.AsArray());
        (await server.SendAsync(HttpMethod.Get, $"api/sweeps/{rows[0]!["run"]}")).Refuses(404, "IF562");
    }

    [Theory]
    [InlineData("""{ "select.k": [] }""", "IF440")]
    [InlineData("""{ "select.k": [1, 1] }""", "IF441")]
    [InlineData("""{ "select.k": { "from": 0, "to": 1, "steps": 3, "log": true } }""", "IF440")]
    [InlineData("""{ "select.k": { "from": 1, "to": 2 } }""", "IF440")]
    [InlineData("""{}""", "IF440")]
    [InlineData("""{ "select.kk": [1, 2] }""", "IF110")]
    public async Task A_sweep_that_is_not_written_as_it_should_be_begins_nothing(string vary, string rule)
    {
        await using var server = await RunningServer.StartAsync(options: GatedServer.WithProgram);

        (await server.SendAsync(HttpMethod.Post, "api/sweeps", new JsonObject { ["workflow"] = "iris", ["vary"] = JsonNode.Parse(vary) })).Refuses(422, rule);

        Assert.Empty(server.Workspace.Store.Runs(null, 1));
    }
}
