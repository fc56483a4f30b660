using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Workflows;

/// <summary>What is being edited and not saved yet.</summary>
public class DraftTests
{
    private static Task<RunningServer> StartAsync() => RunningServer.StartAsync(ProgramWorkspace.Of("small", Flows.Small().ToJsonString(), ("data.csv", "name,size\na,1\n")));

    private static JsonObject Draft(string keep = "size > 5", string? from = null)
    {
        var flow = Flows.Small();
        flow["steps"]!["keep"]!["with"]!["keep"] = keep;
        return new() { ["definition"] = flow, ["layout"] = new JsonObject { ["steps"] = new JsonObject() }, ["base"] = from };
    }

    [Fact]
    public async Task A_draft_survives_a_restart_and_no_run_reads_it()
    {
        await using var server = await StartAsync();
        var tag = (await server.SendAsync(HttpMethod.Get, "/api/workflows/small")).ETag;
        var kept = (await server.SendAsync(HttpMethod.Put, "/api/workflows/small/draft", Draft(from: tag), "If-None-Match: *")).Succeeds();

        await server.RestartAsync();

        var read = (await server.SendAsync(HttpMethod.Get, "/api/workflows/small/draft")).Succeeds();
        Assert.Equal(kept.ETag, read.ETag);
        Assert.True(JsonNode.DeepEquals(Draft(from: tag), read.Json));
        Assert.True((await server.GetAsync("/api/workflows"))["items"]![0]!["hasDraft"]!.GetValue<bool>());
        Assert.Equal(tag, (await server.SendAsync(HttpMethod.Get, "/api/workflows/small")).ETag);
        Assert.Equal("size > 1", server.Workspace.Load("small").Steps[1].With["keep"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_draft_that_another_tab_has_changed_is_not_overwritten()
    {
        await using var server = await StartAsync();
        var first = (await server.SendAsync(HttpMethod.Put, "/api/workflows/small/draft", Draft(), "If-None-Match: *")).Succeeds();
        var second = (await server.SendAsync(HttpMethod.Put, "/api/workflows/small/draft", Draft("size > 6"), $"If-Match: {first.ETag}")).Succeeds();

        var refused = (await server.SendAsync(HttpMethod.Put, "/api/workflows/small/draft", Draft("size > 7"), $"If-Match: {first.ETag}")).Refuses(412, "IF857");

        Assert.True(JsonNode.DeepEquals(second.Json, refused.Json["current"]));
        (await server.SendAsync(HttpMethod.Put, "/api/workflows/small/draft", Draft(), "If-None-Match: *")).Refuses(412, "IF857");
        (await server.SendAsync(HttpMethod.Delete, "/api/workflows/small/draft", null, $"If-Match: {first.ETag}")).Refuses(412, "IF857");
        (await server.SendAsync(HttpMethod.Delete, "/api/workflows/small/draft", null, $"If-Match: {second.ETag}")).Succeeds(204);
        (await server.SendAsync(HttpMethod.Get, "/api/workflows/small/draft")).Refuses(404, "IF874");
    }

    [Fact]
    public async Task A_draft_may_be_unfinished_and_of_a_workflow_that_is_not_there_yet()
    {
        await using var server = await StartAsync();
        var unfinished = (JsonObject)JsonNode.Parse("""{ "definition": { "steps": { "a": {} }, "zzz": [1.50, null] } }""")!;
        (await server.SendAsync(HttpMethod.Put, "/api/workflows/fresh/draft", unfinished, "If-None-Match: *")).Succeeds();
        Assert.True(JsonNode.DeepEquals(unfinished["definition"], (await server.GetAsync("/api/workflows/fresh/draft"))["definition"]));
    }

    [Fact]
    public async Task A_draft_with_what_no_draft_has_is_refused()
    {
        await using var server = await StartAsync();
        (await server.SendTextAsync(HttpMethod.Put, "/api/workflows/small/draft", """{ "definition": {}, "extra": 1 }""", headers: "If-None-Match: *")).Refuses(422, "IF855");
        (await server.SendTextAsync(HttpMethod.Put, "/api/workflows/small/draft", """{ "layout": {} }""", headers: "If-None-Match: *")).Refuses(422, "IF854");
        (await server.SendTextAsync(HttpMethod.Put, "/api/workflows/small/draft", """{ "definition": {}, "definition": {} }""", headers: "If-None-Match: *")).Refuses(400, "IF002");
    }
}
