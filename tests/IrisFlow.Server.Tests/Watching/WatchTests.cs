using System.Text.Json.Nodes;
using IrisFlow.Server.Tests.Events;
using IrisFlow.Server.Tests.Workflows;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Watching;

/// <summary>What anybody changes in the folder of workflows is noticed and told.</summary>
public class WatchTests
{
    private const string Activity = """
        using IrisFlow;
        /// <summary>Leaves rows as they are.</summary>
        [Activity("own.NAME")]
        public sealed class Own : Activity
        {
            /// <summary>Rows.</summary>
            public required In<Table> Rows { get; init; }
            /// <summary>The same rows.</summary>
            [Port("rows")] public Out<Table> Same { get; } = new();
            protected override Task RunAsync(StepContext step) { step.Write(Same, step.Read(Rows)); return Task.CompletedTask; }
        }
        """;

    private static ProgramWorkspace Files() => ProgramWorkspace.Of("small", Flows.Small().ToJsonString(), ("data.csv", "name,size\na,1\n"));

    private static Task<IReadOnlyList<Heard>> Until(EventReader events, string change, string workflow) =>
        events.UntilAsync(e => e.Type == "workflow" && e.Data["change"]!.GetValue<string>() == change && e.Data["workflow"]!.GetValue<string>() == workflow);

    [Fact]
    public async Task A_file_that_an_editor_changes_is_told_with_the_tag_that_is_then_read()
    {
        await using var server = await RunningServer.StartAsync(Files());
        using var events = await EventReader.JoinAsync(server.Client);

        async Task IsTold()
        {
            // An editor may empty a file before it fills it, and that is told too.
            var tag = (await server.SendAsync(HttpMethod.Get, "/api/workflows/small")).ETag;
            await events.UntilAsync(e => e.Type == "workflow" && e.Data["change"]!.GetValue<string>() == "changed" && e.Data["etag"]!.GetValue<string>() == tag);
        }

        var changed = Flows.Small();
        changed["steps"]!["keep"]!["with"]!["keep"] = "size > 2";
        server.Files.Write("workflows/small/small.flow.json", changed.ToJsonString());
        await IsTold();
        server.Files.Write("workflows/small/small.layout.json", "{}");
        await IsTold();
    }

    [Fact]
    public async Task Workflows_that_come_and_go_are_told()
    {
        await using var server = await RunningServer.StartAsync(Files());
        using var events = await EventReader.JoinAsync(server.Client);

        (await server.SendAsync(HttpMethod.Put, "/api/workflows/fresh", Flows.Save(Flows.Small("fresh")), "If-None-Match: *")).Succeeds(201);
        await Until(events, "created", "fresh");
        Directory.Delete(server.Files.At("workflows/fresh"), recursive: true);
        Assert.Null((await Until(events, "removed", "fresh"))[^1].Data["etag"]);
    }

    [Fact]
    public async Task Code_that_changes_is_compiled_anew_and_code_that_does_not_compile_leaves_what_there_was()
    {
        await using var server = await RunningServer.StartAsync(Files());
        using var events = await EventReader.JoinAsync(server.Client);
        var before = (await server.SendAsync(HttpMethod.Get, "/api/activities")).Succeeds();
        async Task<JsonNode> Until(Func<JsonNode, bool> holds)
        {
            // A file may be seen while it is being written; then there is one more event.
            var shown = await server.GetAsync("/api/activities");
            while (!holds(shown))
            {
                await events.UntilAsync(e => e.Type == "activities");
                shown = await server.GetAsync("/api/activities");
            }

            return shown;
        }

        server.Files.Write("workflows/small/Own.cs", Activity.Replace("NAME", "first", StringComparison.Ordinal));
        await Until(shown => Own(shown).SequenceEqual(["own.first"]));
        Assert.Equal("Rows.", (await server.GetAsync("/api/activities/own.first"))["inputs"]![0]!["summary"]!.GetValue<string>());
        Assert.Equal(200, (await server.SendAsync(HttpMethod.Get, "/api/activities", null, $"If-None-Match: {before.ETag}")).Status);

        server.Files.Write("workflows/small/Own.cs", Activity.Replace("NAME", "second", StringComparison.Ordinal));
        await Until(shown => Own(shown).SequenceEqual(["own.second"]));

        server.Files.Write("workflows/small/Own.cs", Activity.Replace("return", "retrun", StringComparison.Ordinal));
        var broken = await Until(shown => shown["findings"]!.AsArray().Count > 0);
        Assert.NotEmpty(broken["items"]!.AsArray());
        Assert.All(broken["findings"]!.AsArray(), f => Assert.Equal("IF701", f!["rule"]!.GetValue<string>()));

        File.Delete(server.Files.At("workflows/small/Own.cs"));
        await Until(shown => !Own(shown).Any() && shown["findings"]!.AsArray().Count == 0);
        Assert.Equal(before.ETag, (await server.SendAsync(HttpMethod.Get, "/api/activities")).ETag);
    }

    [Fact]
    public async Task A_workspace_whose_code_never_compiled_is_served_with_what_is_built_in()
    {
        var files = Files();
        files.Write("workflows/small/Own.cs", "class {");
        await using var server = await RunningServer.StartAsync(files);

        var shown = await server.GetAsync("/api/activities");
        Assert.Contains("data.filter", shown["items"]!.AsArray().Select(a => a!["uses"]!.GetValue<string>()));
        Assert.NotEmpty(shown["findings"]!.AsArray());
        Assert.Equal("small", (await server.GetAsync("/api/workflows"))["items"]![0]!["workflow"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_workflow_that_only_code_defines_gets_a_file_only_when_it_says_what_the_code_says()
    {
        var files = Files();
        files.Write("workflows/coded/Coded.cs", """
            using IrisFlow;
            using IrisFlow.Activities;
            public static class Coded
            {
                public static Workflow Flow { get; } = Workflow.Define("coded", flow => flow.Add("load", new ReadCsv { Path = "../small/data.csv" }));
            }
            """);
        await using var server = await RunningServer.StartAsync(files);
        var read = (await server.SendAsync(HttpMethod.Get, "/api/workflows/coded")).Succeeds();
        Assert.True(read.Json["inCode"]!.GetValue<bool>());
        Assert.Null(read.Json["file"]);
        Assert.Contains("coded", (await server.GetAsync("/api/workflows"))["items"]!.AsArray().Select(i => i!["workflow"]!.GetValue<string>()));

        var other = (JsonObject)read.Json["definition"]!.DeepClone();
        other["note"] = "mine";
        (await server.SendAsync(HttpMethod.Put, "/api/workflows/coded", Flows.Save(other), $"If-Match: {read.ETag}")).Refuses(422, "IF873");
        Assert.False(File.Exists(server.Files.At("workflows/coded/coded.flow.json")));

        var saved = (await server.SendAsync(HttpMethod.Put, "/api/workflows/coded", Flows.Save((JsonObject)read.Json["definition"]!.DeepClone()), $"If-Match: {read.ETag}")).Succeeds();
        Assert.Equal(read.Json["text"]!.GetValue<string>(), server.Files.Read("workflows/coded/coded.flow.json"));
        (await server.SendAsync(HttpMethod.Put, "/api/workflows/coded", Flows.Save(other), $"If-Match: {saved.ETag}")).Succeeds();
        Assert.Equal("IF116", (await server.GetAsync("/api/workflows/coded/check"))["findings"]![0]!["rule"]!.GetValue<string>());
    }

    private static IEnumerable<string> Own(JsonNode activities) =>
        activities["items"]!.AsArray().Select(a => a!["uses"]!.GetValue<string>()).Where(u => u.StartsWith("own.", StringComparison.Ordinal));
}
