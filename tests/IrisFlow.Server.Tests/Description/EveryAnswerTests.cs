using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IrisFlow.Server.Tests.Runs;

namespace IrisFlow.Server.Tests.Description;

/// <summary>Every call of the document does once what it is asked; that its answer is the one that the document tells is what the client of all tests sees to.</summary>
public sealed class EveryAnswerTests
{
    private readonly HashSet<string> _answered = [];
    private JsonNode _document = null!;
    private GatedServer _gated = null!;

    private RunningServer Server => _gated.Running;

    [Fact]
    public async Task Every_call_of_the_document_is_answered_as_it_says()
    {
        await using var gated = await GatedServer.StartAsync();
        _gated = gated;
        _document = await Server.GetAsync("/api/openapi.json");

        await AboutTheServerAsync();
        await AboutWorkflowsAsync();
        var run = await AboutRunsAsync();
        await AboutDataAsync(run);
        await AboutSchedulesAsync();
        await CallAsync("getCleaning", HttpMethod.Get, "cleaning");
        await CallAsync("clean", HttpMethod.Post, "cleaning");
        await CallAsync("signOut", HttpMethod.Delete, "session");

        Assert.Equal(Operations().Select(o => o.Id).Order(), _answered.Append("streamEvents").Order());
    }

    private async Task AboutTheServerAsync()
    {
        await CallAsync("describe", HttpMethod.Get, "openapi.json");
        await CallAsync("getSchema", HttpMethod.Get, "schemas/api-run.schema.json");
        await CallAsync("signIn", HttpMethod.Post, "session", new JsonObject { ["token"] = Server.Server.Token });
        await CallAsync("showSession", HttpMethod.Get, "session");
        await CallAsync("getSettings", HttpMethod.Get, "settings");
        var token = await CallAsync("createToken", HttpMethod.Post, "tokens", new JsonObject { ["name"] = "nightly", ["role"] = "viewer", ["expiresAt"] = "2999-01-01T00:00:00Z" });
        await CallAsync("listTokens", HttpMethod.Get, "tokens");
        await CallAsync("revokeToken", HttpMethod.Delete, $"tokens/{token["id"]}");
        await CallAsync("listTokens", HttpMethod.Get, "tokens");
        await CallAsync("listAudit", HttpMethod.Get, "audit?limit=1");
        await CallAsync("listActivities", HttpMethod.Get, "activities");
        await CallAsync("getActivity", HttpMethod.Get, "activities/gates.wait");
    }

    private async Task AboutWorkflowsAsync()
    {
        var gated = await CallAsync("getWorkflow", HttpMethod.Get, "workflows/gated");
        var definition = gated["definition"]!.DeepClone().AsObject();
        definition["workflow"] = "other";
        JsonObject Body() => new() { ["definition"] = definition.DeepClone() };
        await CallAsync("saveDraft", HttpMethod.Put, "workflows/other/draft", new JsonObject { ["definition"] = definition.DeepClone(), ["layout"] = new JsonObject(), ["base"] = null }, "If-None-Match: *");
        await CallAsync("getDraft", HttpMethod.Get, "workflows/other/draft");
        await CallAsync("deleteDraft", HttpMethod.Delete, "workflows/other/draft", null, "If-Match: *");
        await CallAsync("saveWorkflow", HttpMethod.Put, "workflows/other", Body(), "If-None-Match: *");
        definition["note"] = "changed";
        await CallAsync("saveWorkflow", HttpMethod.Put, "workflows/other", Body(), "If-Match: *");
        await CallAsync("checkSavedWorkflow", HttpMethod.Get, "workflows/other/check");
        await CallAsync("checkWorkflow", HttpMethod.Post, "workflows/other/check", Body());
        var versions = await CallAsync("listVersions", HttpMethod.Get, "workflows/other/history");
        var (last, first) = (versions["items"]![0]!["version"], versions["items"]![1]!["version"]);
        await CallAsync("getVersion", HttpMethod.Get, $"workflows/other/history/{first}");
        await CallAsync("diffWorkflow", HttpMethod.Get, $"workflows/other/diff?from={first}&to={last}");
        await CallAsync("deleteWorkflow", HttpMethod.Delete, "workflows/other", null, "If-Match: *");
        await CallAsync("makePlan", HttpMethod.Post, "plans", new JsonObject { ["workflow"] = "gated" });
    }

    private async Task<string> AboutRunsAsync()
    {
        var begun = await CallAsync("startRun", HttpMethod.Post, "runs", new JsonObject { ["workflow"] = "gated" });
        var run = (string)begun["run"]!;
        await _gated.UntilAsync(run, d => GatedServer.State(d, "gate") == "running");
        await CallAsync("cancelRun", HttpMethod.Post, $"runs/{run}/cancel");
        await _gated.EndedAsync(run);
        _gated.Open();
        await CallAsync("resumeRun", HttpMethod.Post, $"runs/{run}/resume", new JsonObject());
        await _gated.EndedAsync(run);
        var other = (string)(await CallAsync("forkRun", HttpMethod.Post, $"runs/{run}/fork", new JsonObject { ["set"] = new JsonObject { ["keep.keep"] = "n >= 3" } }))["run"]!;
        await _gated.EndedAsync(other);
        var sweep = (string)(await CallAsync("startSweep", HttpMethod.Post, "sweeps", new JsonObject { ["workflow"] = "gated", ["vary"] = new JsonObject { ["keep.keep"] = new JsonArray("n >= 1", "n >= 2") } }))["run"]!;
        await _gated.EndedAsync(sweep);
        await CallAsync("getSweep", HttpMethod.Get, $"sweeps/{sweep}");
        await CallAsync("getRun", HttpMethod.Get, $"runs/{run}");
        await CallAsync("listRuns", HttpMethod.Get, $"runs?of={sweep}");
        await CallAsync("getStep", HttpMethod.Get, $"runs/{other}/steps/load");
        await CallAsync("listEvents", HttpMethod.Get, $"runs/{run}/events");
        await CallAsync("getLog", HttpMethod.Get, $"runs/{run}/log");
        await CallAsync("compareRuns", HttpMethod.Get, $"comparisons?runs={run},{other}");
        await CallAsync("diffRuns", HttpMethod.Get, $"comparisons/{run}/{other}");
        await CallAsync("diffData", HttpMethod.Get, $"comparisons/{run}/{other}/data/keep/rows");
        await CallAsync("getLineage", HttpMethod.Get, $"lineage/{run}/keep/rows");
        await CallAsync("listWorkflows", HttpMethod.Get, "workflows");
        return run;
    }

    private async Task AboutDataAsync(string run)
    {
        var steps = (await CallAsync("getRun", HttpMethod.Get, $"runs/{run}"))["steps"]!.AsArray();
        var digest = steps.Single(s => (string?)s!["name"] == "keep")!["outputs"]![0]!["digest"];
        await CallAsync("getCheckpoint", HttpMethod.Get, $"checkpoints/{digest}");
        await CallAsync("listCheckpointRows", HttpMethod.Get, $"checkpoints/{digest}/rows");
        await CallAsync("getCheckpointStatistics", HttpMethod.Get, $"checkpoints/{digest}/statistics");
        await CallAsync("viewCheckpoint", HttpMethod.Get, $"checkpoints/{digest}/view");
        foreach (var format in new[] { "parquet", "csv" })
        {
            await CallAsync("downloadCheckpoint", HttpMethod.Get, $"checkpoints/{digest}/download?format={format}");
        }

        var upload = (await Answer.OfAsync(Server.Client, HttpMethod.Post, "/api/uploads?name=rows.csv", new ByteArrayContent("n\n7\n"u8.ToArray()))).Succeeds(201).Json["upload"];
        _answered.Add("upload");
        await CallAsync("checkUpload", HttpMethod.Post, $"uploads/{upload}/check", new JsonObject { ["workflow"] = "gated", ["port"] = "load.rows" });
    }

    private async Task AboutSchedulesAsync()
    {
        var schedule = new JsonObject { ["cron"] = "0 3 1 1 *", ["zone"] = "UTC" };
        var definition = (await CallAsync("getWorkflow", HttpMethod.Get, "workflows/gated"))["definition"]!.DeepClone();
        definition["workflow"] = "yearly";
        definition["schedule"] = schedule.DeepClone();
        definition["steps"]!["load"]!["with"]!["path"] = "../gated/rows.csv";
        definition["steps"]!["gate"]!["uses"] = "data.sort";
        definition["steps"]!["gate"]!["with"] = new JsonObject { ["by"] = new JsonArray("n") };
        await CallAsync("saveWorkflow", HttpMethod.Put, "workflows/yearly", new JsonObject { ["definition"] = definition }, "If-None-Match: *");
        await CallAsync("previewSchedule", HttpMethod.Post, "schedules/preview", new JsonObject { ["schedule"] = schedule });
        await CallAsync("pauseSchedule", HttpMethod.Post, "schedules/yearly/pause", new JsonObject { ["reason"] = "holidays" }, "If-Match: *");
        await CallAsync("listSchedules", HttpMethod.Get, "schedules");
        await CallAsync("resumeSchedule", HttpMethod.Post, "schedules/yearly/resume", null, "If-Match: *");
        var begun = await CallAsync("runSchedule", HttpMethod.Post, "schedules/yearly/run");
        await _gated.EndedAsync((string)begun["run"]!);
        await CallAsync("getSchedule", HttpMethod.Get, "schedules/yearly");
        await CallAsync("listTicks", HttpMethod.Get, "schedules/yearly/ticks");
        await CallAsync("getRun", HttpMethod.Get, $"runs/{begun["run"]}");
    }

    private async Task<JsonNode> CallAsync(string id, HttpMethod method, string path, JsonNode? body = null, params string[] headers)
    {
        var answer = await Server.SendAsync(method, $"/api/{path}", body, headers);
        Assert.True(answer.Status is >= 200 and < 300, $"{id}: {answer}");
        _answered.Add(id);
        var operation = Operations().Single(o => o.Id == id);
        Assert.Equal(method.Method, operation.Method);
        Assert.Matches(operation.Path, $"/api/{path.Split('?')[0]}");
        return answer.MediaType == "application/json" ? answer.Json : new JsonObject();
    }

    private IEnumerable<(string Id, string Method, string Path)> Operations() =>
        from path in _document["paths"]!.AsObject()
        from call in path.Value!.AsObject()
        select ((string)call.Value!["operationId"]!, call.Key.ToUpperInvariant(), $"^{Regex.Replace(path.Key, @"\{\w+\}", "[^/]+")}$");
}
