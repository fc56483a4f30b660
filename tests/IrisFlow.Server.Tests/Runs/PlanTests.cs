using System.Text.Json.Nodes;

namespace IrisFlow.Server.Tests.Runs;

public class PlanTests
{
    public static TheoryData<string, string> Same => new()
    {
        { """{ "workflow": "iris" }""", "irisflow run iris" },
        { """{ "workflow": "iris", "to": ["select"], "set": { "select.k": 3, "filter.maxCm": 4.5 } }""", "irisflow run iris --to select --set select.k=3 --set filter.maxCm=4.5" },
        { """{ "workflow": "iris", "parameters": { "k": 3 }, "force": ["load"], "noCache": true }""", "irisflow run iris --force load --param k=3 --no-cache" },
        { """{ "workflow": "iris", "from": ["train"], "fill": true, "staleOk": true }""", "irisflow run iris --from train --fill --stale-ok" },
        { """{ "workflow": "iris", "set": { "train.trainer": { "kind": "majority-class" } } }""", """irisflow run iris --set 'train.trainer={"kind":"majority-class"}'""" },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public async Task A_plan_is_that_of_the_command_line_which_it_names(string request, string command)
    {
        await using var server = await RunningServer.StartAsync(options: GatedServer.WithProgram);

        var plan = (await server.SendAsync(HttpMethod.Post, "api/plans", JsonNode.Parse(request))).Succeeds().Json.AsObject();
        var line = (string?)plan["command"];
        var typed = await server.Files.RunAsync(Words(line!.Replace("irisflow run", "irisflow plan", StringComparison.Ordinal)));

        Assert.Equal(command, line);
        Assert.NotNull((string?)plan["etag"]);
        plan.Remove("command");
        plan.Remove("etag");
        Assert.Equal(typed.Json.ToJsonString(), plan.ToJsonString());
        Assert.Empty(server.Workspace.Store.Runs(null, 1));
    }

    [Fact]
    public async Task The_etag_of_a_plan_changes_with_what_a_run_would_do_and_with_nothing_else()
    {
        await using var server = await RunningServer.StartAsync();
        async Task<string?> TagAsync(string request) => (string?)(await server.SendAsync(HttpMethod.Post, "api/plans", JsonNode.Parse(request))).Succeeds().Json["etag"];

        var first = await TagAsync("""{ "workflow": "iris" }""");

        Assert.Equal(first, await TagAsync("""{ "workflow": "iris", "set": { "select.k": 2 } }"""));
        Assert.NotEqual(first, await TagAsync("""{ "workflow": "iris", "set": { "select.k": 3 } }"""));
    }

    [Fact]
    public async Task A_workflow_that_is_not_saved_can_be_planned_and_is_not_saved_by_it()
    {
        await using var server = await RunningServer.StartAsync();
        var before = server.Files.Read("workflows/iris/iris.flow.json");
        var definition = JsonNode.Parse(before)!.AsObject();
        definition["steps"]!.AsObject().Remove("evaluate");

        var plan = (await server.SendAsync(HttpMethod.Post, "api/plans", new JsonObject { ["workflow"] = "iris", ["definition"] = definition })).Succeeds();

        Assert.DoesNotContain("evaluate", plan.Json["steps"]!.AsArray().Select(s => (string?)s!["name"]));
        Assert.Equal(before, server.Files.Read("workflows/iris/iris.flow.json"));
        (await server.SendAsync(HttpMethod.Post, "api/runs", new JsonObject { ["workflow"] = "iris", ["definition"] = definition.DeepClone() })).Refuses(422, "IF855");
        (await server.SendAsync(HttpMethod.Post, "api/plans", new JsonObject { ["workflow"] = "iris", ["definition"] = new JsonObject() })).Refuses(422, "IF004");
    }

    // Splits as a shell does, as far as our lines go: spaces, and single quotes around what holds some.
    private static string[] Words(string line)
    {
        var words = System.Text.RegularExpressions.Regex.Matches(line, "'([^']*)'|([^ ]+)").Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value);
        return [.. words.Skip(1), "--why", "--json"];
    }
}
