using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Workflows;

/// <summary>Workflows are read and saved as the files that they are.</summary>
public class SavedWorkflowTests
{
    private const string Data = "name,size\na,1\nb,2\n";

    private static Task<RunningServer> StartAsync() => RunningServer.StartAsync(ProgramWorkspace.Of("small", Flows.Small().ToJsonString(), ("data.csv", Data)));

    [Fact]
    public async Task A_workflow_is_shown_as_its_file_with_the_object_in_it()
    {
        await using var server = await StartAsync();
        var shown = await server.GetAsync("/api/workflows/small");

        Assert.Equal("small/small.flow.json", shown["file"]!.GetValue<string>());
        Assert.Equal(server.Files.Read("workflows/small/small.flow.json"), shown["text"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(Flows.Small(), shown["definition"]));
        Assert.Equal("{}", shown["layout"]!.ToJsonString());
        Assert.False(shown["inCode"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_save_writes_the_bytes_that_the_command_line_writes()
    {
        await using var server = await StartAsync();
        server.Files.Write("workflows/other/other.flow.json", Spelled("other"));
        (await server.Files.RunAsync("check", "other", "--write")).ToString();

        var read = await server.SendAsync(HttpMethod.Get, "/api/workflows/small");
        var saved = (await server.SendTextAsync(HttpMethod.Put, "/api/workflows/small", $$"""{ "definition": {{Spelled("small")}} }""", headers: $"If-Match: {read.ETag}")).Succeeds();

        var byCommand = server.Files.Read("workflows/other/other.flow.json").Replace("\"other\"", "\"small\"", StringComparison.Ordinal);
        Assert.Equal(byCommand, server.Files.Read("workflows/small/small.flow.json"));
        Assert.Equal(byCommand, saved.Json["text"]!.GetValue<string>());
        Assert.DoesNotContain("delimiter", byCommand, StringComparison.Ordinal);

        static string Spelled(string name) => $$"""
            { "workflow": "{{name}}", "steps": { "load": { "with": { "decimal": ".", "nulls": [], "maxColumns": 100.0, "unknown": 1.50, "path": "data.csv" }, "uses": "data.read-csv" } }, "format": 1 }
            """;
    }

    [Fact]
    public async Task What_was_saved_is_what_is_read_after_it_with_the_same_tag()
    {
        await using var server = await StartAsync();
        var flow = Flows.Small();
        flow["steps"]!["keep"]!["with"]!["keep"] = "size > 1 and name = '\u00fc<b>'";
        var layout = (JsonObject)JsonNode.Parse("""{ "steps": { "load": { "y": 2, "x": 1.5 }, "keep": { "x": -3, "y": 0 } }, "groups": {} }""")!;
        var before = await server.SendAsync(HttpMethod.Get, "/api/workflows/small");

        var saved = (await server.SendAsync(HttpMethod.Put, "/api/workflows/small", Flows.Save(flow, layout), $"If-Match: {before.ETag}")).Succeeds();
        var read = await server.SendAsync(HttpMethod.Get, "/api/workflows/small");

        Assert.Equal(saved.ETag, read.ETag);
        Assert.Equal(saved.Text, read.Text);
        Assert.NotEqual(before.ETag, saved.ETag);
        Assert.True(JsonNode.DeepEquals(layout, read.Json["layout"]));
        Assert.Equal(
            "{\n  \"groups\": {},\n  \"steps\": {\n    \"keep\": {\n      \"x\": -3,\n      \"y\": 0\n    },\n    \"load\": {\n      \"x\": 1.5,\n      \"y\": 2\n    }\n  }\n}\n",
            server.Files.Read("workflows/small/small.layout.json"));
    }

    [Fact]
    public async Task A_save_without_a_layout_leaves_it_and_an_empty_one_removes_it()
    {
        await using var server = await StartAsync();
        server.Files.Write("workflows/small/small.layout.json", """{"steps":{"load":{"x":1,"y":1}}}""");
        var before = await server.SendAsync(HttpMethod.Get, "/api/workflows/small");
        var kept = (await server.SendAsync(HttpMethod.Put, "/api/workflows/small", Flows.Save(Flows.Small()), $"If-Match: {before.ETag}")).Succeeds();
        Assert.Equal("""{"steps":{"load":{"x":1,"y":1}}}""", server.Files.Read("workflows/small/small.layout.json"));

        (await server.SendAsync(HttpMethod.Put, "/api/workflows/small", Flows.Save(Flows.Small(), []), $"If-Match: {kept.ETag}")).Succeeds();
        Assert.False(File.Exists(server.Files.At("workflows/small/small.layout.json")));
    }

    [Fact]
    public async Task A_save_made_from_another_state_is_refused_with_the_state_there_is()
    {
        await using var server = await StartAsync();
        var old = await server.SendAsync(HttpMethod.Get, "/api/workflows/small");
        var byEditor = server.Files.Write("workflows/small/small.flow.json", Flows.Small().ToJsonString().Replace("size", "weight", StringComparison.Ordinal));
        var text = File.ReadAllText(byEditor);

        var refused = (await server.SendAsync(HttpMethod.Put, "/api/workflows/small", Flows.Save(Flows.Small()), $"If-Match: {old.ETag}")).Refuses(412, "IF857");

        Assert.Equal(text, refused.Json["current"]!["text"]!.GetValue<string>());
        Assert.Equal((await server.SendAsync(HttpMethod.Get, "/api/workflows/small")).ETag, refused.ETag);
        Assert.Equal(text, File.ReadAllText(byEditor));
    }

    [Fact]
    public async Task Another_layout_on_disk_is_another_state()
    {
        await using var server = await StartAsync();
        var old = await server.SendAsync(HttpMethod.Get, "/api/workflows/small");
        server.Files.Write("workflows/small/small.layout.json", """{"steps":{}}""");

        (await server.SendAsync(HttpMethod.Put, "/api/workflows/small", Flows.Save(Flows.Small()), $"If-Match: {old.ETag}")).Refuses(412, "IF857");
    }

    [Fact]
    public async Task A_save_says_which_state_it_was_made_from()
    {
        await using var server = await StartAsync();
        (await server.SendAsync(HttpMethod.Put, "/api/workflows/small", Flows.Save(Flows.Small()))).Refuses(428, "IF857");
        (await server.SendAsync(HttpMethod.Put, "/api/workflows/small", Flows.Save(Flows.Small()), "If-None-Match: *")).Refuses(412, "IF857");
        (await server.SendAsync(HttpMethod.Put, "/api/workflows/fresh", Flows.Save(Flows.Small("fresh")), "If-Match: \"x\"")).Refuses(412, "IF857");
    }

    [Fact]
    public async Task A_new_workflow_is_saved_where_there_is_none()
    {
        await using var server = await StartAsync();
        (await server.SendAsync(HttpMethod.Put, "/api/workflows/fresh", Flows.Save(Flows.Small("fresh")), "If-None-Match: *")).Succeeds(201);

        var names = (await server.GetAsync("/api/workflows"))["items"]!.AsArray().Select(i => i!["workflow"]!.GetValue<string>());
        Assert.Equal(["fresh", "small"], names);
        Assert.True((await server.Files.RunAsync("check", "fresh", "--json")).Json["findings"]!.AsArray().Count > 0, "its data is not there");
    }

    [Fact]
    public async Task Findings_do_not_stop_a_save_but_what_is_no_workflow_does()
    {
        await using var server = await StartAsync();
        var tag = (await server.SendAsync(HttpMethod.Get, "/api/workflows/small")).ETag;
        var wrong = (JsonObject)JsonNode.Parse("""{ "format": 1, "workflow": "small", "steps": { "a": { "uses": "no.such", "from": { "x": 3 }, "note": 7 }, "b/c": [] }, "stepz": {} }""")!;

        var refused = (await server.SendAsync(HttpMethod.Put, "/api/workflows/small", Flows.Save(wrong), $"If-Match: {tag}")).Refuses(422, "IF007");

        Assert.Equal(
            ["/definition/steps/a/from/x", "/definition/steps/a/note", "/definition/steps/b~1c", "/definition/steps/b~1c", "/definition/stepz"],
            refused.Findings.Select(f => f["pointer"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        var sound = (JsonObject)JsonNode.Parse("""{ "format": 1, "workflow": "small", "steps": { "a": { "uses": "no.such" } } }""")!;
        (await server.SendAsync(HttpMethod.Put, "/api/workflows/small", Flows.Save(sound), $"If-Match: {tag}")).Succeeds();
    }

    [Fact]
    public async Task A_definition_of_another_workflow_is_refused()
    {
        await using var server = await StartAsync();
        var refused = (await server.SendAsync(HttpMethod.Put, "/api/workflows/fresh", Flows.Save(Flows.Small("other")), "If-None-Match: *")).Refuses(422, "IF870");
        Assert.Equal("/definition/workflow", refused.Findings[0]["pointer"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_file_that_an_editor_has_left_broken_is_shown_to_be_mended()
    {
        await using var server = await StartAsync();
        server.Files.Write("workflows/small/small.flow.json", "{ \"format\": 1,\n \"workflow\" }");

        var shown = await server.GetAsync("/api/workflows/small");
        Assert.Null(shown["definition"]);
        Assert.Equal("{ \"format\": 1,\n \"workflow\" }", shown["text"]!.GetValue<string>());
        Assert.Equal("IF001", shown["findings"]![0]!["rule"]!.GetValue<string>());
        Assert.Equal(2, shown["findings"]![0]!["line"]!.GetValue<int>());
        Assert.Equal(1, (await server.GetAsync("/api/workflows"))["items"]![0]!["findings"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_deleted_workflow_is_gone_with_its_layout_and_its_draft_and_its_data_stays()
    {
        await using var server = await StartAsync();
        server.Files.Write("workflows/small/small.layout.json", "{}");
        (await server.SendAsync(HttpMethod.Put, "/api/workflows/small/draft", Flows.Save(Flows.Small()), "If-None-Match: *")).Succeeds();
        var tag = (await server.SendAsync(HttpMethod.Get, "/api/workflows/small")).ETag;
        (await server.SendAsync(HttpMethod.Delete, "/api/workflows/small")).Refuses(428, "IF857");

        (await server.SendAsync(HttpMethod.Delete, "/api/workflows/small", null, $"If-Match: {tag}")).Succeeds(204);

        (await server.SendAsync(HttpMethod.Get, "/api/workflows/small")).Refuses(404, "IF805");
        (await server.SendAsync(HttpMethod.Get, "/api/workflows/small/draft")).Refuses(404, "IF874");
        Assert.Equal([server.Files.At("workflows/small/data.csv")], Directory.GetFiles(server.Files.At("workflows/small")));
    }

    [Fact]
    public async Task A_whole_number_that_no_browser_holds_goes_in_and_out_digit_by_digit()
    {
        await using var server = await StartAsync();
        const string Exact = """{ "format": 1, "workflow": "small", "parameters": { "big": { "type": "integer", "default": 9007199254740993 } }, "steps": { "load": { "uses": "data.read-csv", "with": { "path": "data.csv" } } } }""";
        var tag = (await server.SendAsync(HttpMethod.Get, "/api/workflows/small")).ETag;

        var draft = (await server.SendTextAsync(HttpMethod.Put, "/api/workflows/small/draft", $$"""{ "definition": {{Exact}} }""", headers: "If-None-Match: *")).Succeeds();
        var check = (await server.SendTextAsync(HttpMethod.Post, "/api/workflows/small/check", $$"""{ "definition": {{Exact}} }""")).Succeeds();
        var diff = (await server.SendAsync(HttpMethod.Get, "/api/workflows/small/diff")).Succeeds();
        var saved = (await server.SendTextAsync(HttpMethod.Put, "/api/workflows/small", $$"""{ "definition": {{Exact}} }""", headers: $"If-Match: {tag}")).Succeeds();

        Assert.All(new[] { draft, check, diff, saved }, answer => Assert.Contains("9007199254740993", answer.Text, StringComparison.Ordinal));
        Assert.Contains("\"default\": 9007199254740993", server.Files.Read("workflows/small/small.flow.json"), StringComparison.Ordinal);
        Assert.Equal("9007199254740993", (await server.GetAsync("/api/workflows/small"))["definition"]!["parameters"]!["big"]!["default"]!.ToJsonString());
    }

    [Fact]
    public async Task Of_saves_from_the_same_state_over_two_servers_one_is_done()
    {
        await using var server = await StartAsync();
        using var workspace = new Hosting.Workspace(server.Files.Root);
        await using var second = await StudioServer.StartAsync(workspace.WithCodeOfNow(), new ServerOptions { Port = 0, Program = [] });
        using var client = new HttpClient { BaseAddress = second.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", second.Token);
        var tag = (await server.SendAsync(HttpMethod.Get, "/api/workflows/small")).ETag;

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
        {
            var flow = Flows.Small();
            flow["note"] = $"by {i}";
            return Answer.OfAsync(
                i % 2 == 0 ? client : server.Client, HttpMethod.Put, "/api/workflows/small",
                new StringContent(Flows.Save(flow).ToJsonString(), System.Text.Encoding.UTF8, "application/json"), $"If-Match: {tag}");
        }));

        var done = Assert.Single(answers, a => a.Status == 200);
        Assert.Equal(11, answers.Count(a => a.Status == 412));
        Assert.Equal(done.Json["text"]!.GetValue<string>(), server.Files.Read("workflows/small/small.flow.json"));
    }

    [Fact]
    public async Task Of_two_saves_from_the_same_state_one_is_refused()
    {
        await using var server = await StartAsync();
        var tag = (await server.SendAsync(HttpMethod.Get, "/api/workflows/small")).ETag;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
        {
            var flow = Flows.Small();
            flow["note"] = $"by {i}";
            return server.SendAsync(HttpMethod.Put, "/api/workflows/small", Flows.Save(flow), $"If-Match: {tag}");
        }));

        Assert.Single(answers, a => a.Status == 200);
        Assert.Equal(7, answers.Count(a => a.Status == 412));
        Assert.DoesNotContain(Directory.GetFiles(server.Files.At("workflows/small")), f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }
}
