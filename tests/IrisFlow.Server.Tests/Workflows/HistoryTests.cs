using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Workflows;

/// <summary>The wordings that a workflow had, and in what they differ.</summary>
public class HistoryTests
{
    private static Task<RunningServer> StartAsync() => RunningServer.StartAsync(ProgramWorkspace.Of("small", Flows.Small().ToJsonString(), ("data.csv", "name,size\na,1\n")));

    private static async Task<Answer> SaveAsync(RunningServer server, Action<JsonObject> change, JsonObject? layout = null)
    {
        var flow = Flows.Small();
        change(flow);
        var tag = (await server.SendAsync(HttpMethod.Get, "/api/workflows/small")).ETag;
        return (await server.SendAsync(HttpMethod.Put, "/api/workflows/small", Flows.Save(flow, layout), $"If-Match: {tag}")).Succeeds();
    }

    private static string[] Fields(JsonNode part) =>
        [.. part["fields"]!.AsArray().Select(f => $"{f!["path"]} {f["before"]?.ToJsonString() ?? "null"} -> {f["after"]?.ToJsonString() ?? "null"}")];

    [Fact]
    public async Task Each_wording_that_was_saved_is_in_the_history_the_newest_first()
    {
        await using var server = await StartAsync();
        Assert.Empty((await server.GetAsync("/api/workflows/small/history"))["items"]!.AsArray());
        await SaveAsync(server, f => f["note"] = "first");
        await SaveAsync(server, f => f["note"] = "second");
        await SaveAsync(server, f => f["note"] = "first");

        var items = (await server.GetAsync("/api/workflows/small/history"))["items"]!.AsArray();
        Assert.Equal(2, items.Count);
        var newest = await server.GetAsync($"/api/workflows/small/history/{items[0]!["version"]}");
        Assert.Equal("first", newest["definition"]!["note"]!.GetValue<string>());
        Assert.Equal(server.Files.Read("workflows/small/small.flow.json"), newest["text"]!.GetValue<string>());
        Assert.Equal(0, newest["runs"]!.GetValue<int>());
        Assert.DoesNotContain("run ", newest["by"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_comes_in_pages()
    {
        await using var server = await StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await SaveAsync(server, f => f["note"] = $"{i}");
        }

        var seen = new List<string>();
        for (var next = ""; next is not null;)
        {
            var page = await server.GetAsync($"/api/workflows/small/history?limit=2{(next.Length > 0 ? $"&after={next}" : "")}");
            seen.AddRange(page["items"]!.AsArray().Select(i => i!["version"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        }

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public async Task What_is_not_there_has_no_history_and_no_version()
    {
        await using var server = await StartAsync();
        (await server.SendAsync(HttpMethod.Get, "/api/workflows/nothing/history")).Refuses(404, "IF805");
        (await server.SendAsync(HttpMethod.Get, "/api/workflows/small/history/77")).Refuses(404, "IF875");
        (await server.SendAsync(HttpMethod.Get, "/api/workflows/small/history/x")).Refuses(404, "IF875");
        (await server.SendAsync(HttpMethod.Get, "/api/workflows/small/diff")).Refuses(404, "IF874");
        (await server.SendAsync(HttpMethod.Get, "/api/workflows/small/history?after=Zm9yZ2Vk")).Refuses(400, "IF858");
        (await server.SendAsync(HttpMethod.Get, "/api/workflows/small/history?after=Nzc")).Refuses(400, "IF858");
    }

    [Fact]
    public async Task The_draft_differs_from_what_is_saved_value_by_value()
    {
        await using var server = await StartAsync();
        await SaveAsync(server, f => f["parameters"] = JsonNode.Parse("""{ "k": { "type": "integer", "default": 1 } }"""), (JsonObject)JsonNode.Parse("""{ "steps": { "load": { "x": 1, "y": 1 }, "keep": { "x": 2, "y": 2 } } }""")!);
        var draft = (JsonObject)JsonNode.Parse("""
            {
              "definition": {
                "format": 1, "workflow": "small", "note": "mine",
                "steps": {
                  "load": { "uses": "data.read-csv", "with": { "path": "data.csv", "decimal": ".", "types": { "size": "int64" }, "nulls": ["-"] }, "policy": { "retries": 2 } },
                  "sorted": { "uses": "data.sort", "from": { "rows": "load.rows" }, "with": { "by": ["size"] } }
                }
              },
              "layout": { "steps": { "load": { "x": 5, "y": 1 }, "sorted": { "x": 1, "y": 1 } } }
            }
            """)!;
        (await server.SendAsync(HttpMethod.Put, "/api/workflows/small/draft", draft, "If-None-Match: *")).Succeeds();

        var diff = await server.GetAsync("/api/workflows/small/diff");

        Assert.Equal("mine", diff["note"]!["after"]!.GetValue<string>());
        Assert.Equal(["load changed", "sorted added", "keep removed"], diff["steps"]!.AsArray().Select(s => $"{s!["step"]} {s["change"]}"));
        Assert.Equal(["/with/types/size null -> \"int64\"", "/with/nulls null -> [\"-\"]", "/policy/retries null -> 2"], Fields(diff["steps"]![0]!));
        Assert.Equal(["/uses null -> \"data.sort\"", "/from/rows null -> \"load.rows\"", "/with/by null -> [\"size\"]"], Fields(diff["steps"]![1]!));
        Assert.Equal(["k removed"], diff["parameters"]!.AsArray().Select(s => $"{s!["parameter"]} {s["change"]}"));
        Assert.Equal(["load"], diff["moved"]!.AsArray().Select(m => m!.GetValue<string>()));
    }

    [Fact]
    public async Task The_fewest_steps_that_stand_elsewhere_in_the_order_have_moved()
    {
        await using var server = await StartAsync();
        static void Order(JsonObject flow, string steps)
        {
            var all = new JsonObject();
            foreach (var step in steps)
            {
                all[$"{step}"] = new JsonObject { ["uses"] = "data.read-csv", ["with"] = new JsonObject { ["path"] = "data.csv" } };
            }

            flow["steps"] = all;
        }

        await SaveAsync(server, f => Order(f, "abcdef"));
        await SaveAsync(server, f => Order(f, "bcdaef"));
        var history = (await server.GetAsync("/api/workflows/small/history"))["items"]!;
        var diff = await server.GetAsync($"/api/workflows/small/diff?from={history[1]!["version"]}&to=saved");

        Assert.Empty(diff["steps"]!.AsArray());
        Assert.Equal(["a"], diff["moved"]!.AsArray().Select(m => m!.GetValue<string>()));
    }
}
