using System.Text.Json.Nodes;
using IrisFlow.Server.Tests.Events;
using IrisFlow.Server.Tests.Workflows;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Watching;

/// <summary>Whatever somebody's C# does when it is looked at, the server stays, says so, and works with what there was.</summary>
public class OwnCodeTests
{
    private const string Throwing = """throw new System.InvalidOperationException("not today")""";

    /// <summary>Code that compiles, and fails when it is looked at.</summary>
    public static TheoryData<string> Unsound => new(
        $$"""public static class Flows { public static IrisFlow.Workflow Mine => {{Throwing}}; }""",
        $$"""public static class Flows { public static IrisFlow.Workflow Mine { get; } = Make(); static IrisFlow.Workflow Make() => {{Throwing}}; }""",
        $$"""[IrisFlow.Activity("own.made")] public sealed class Made : IrisFlow.Activity { public Made() => {{Throwing}}; protected override System.Threading.Tasks.Task RunAsync(IrisFlow.StepContext step) => {{Throwing}}; }""",
        $$"""[IrisFlow.Activity("own.made")] public sealed class Made(int size) : IrisFlow.Activity { protected override System.Threading.Tasks.Task RunAsync(IrisFlow.StepContext step) => {{Throwing.Replace("today", "{size}", StringComparison.Ordinal).Replace("(\"", "($\"", StringComparison.Ordinal)}}; }""");

    private static ProgramWorkspace Files() => ProgramWorkspace.Of("small", Flows.Small().ToJsonString(), ("data.csv", "name,size\na,1\n"));

    private static async Task<JsonNode> Until(RunningServer server, EventReader events, Func<JsonNode, bool> holds)
    {
        var shown = await server.GetAsync("/api/activities");
        while (!holds(shown))
        {
            await events.UntilAsync(e => e.Type == "activities");
            shown = await server.GetAsync("/api/activities");
        }

        return shown;
    }

    [Theory]
    [MemberData(nameof(Unsound))]
    public async Task Code_that_fails_when_it_is_looked_at_is_told_and_what_there_was_stays_in_use(string code)
    {
        await using var server = await RunningServer.StartAsync(Files());
        using var events = await EventReader.JoinAsync(server.Client);

        server.Files.Write("workflows/small/Own.cs", code);
        var shown = await Until(server, events, s => s["findings"]!.AsArray().Count > 0);

        Assert.Equal("IF570", (string?)Assert.Single(shown["findings"]!.AsArray())!["rule"]);
        Assert.NotEmpty(shown["items"]!.AsArray());
        Assert.Equal(0, (int)(await server.GetAsync("/api/workflows"))["items"]![0]!["findings"]!);
        File.Delete(server.Files.At("workflows/small/Own.cs"));
        await Until(server, events, s => s["findings"]!.AsArray().Count == 0);
    }

    [Theory]
    [MemberData(nameof(Unsound))]
    public async Task A_server_begins_over_code_that_fails_when_it_is_looked_at(string code)
    {
        var files = Files();
        files.Write("workflows/small/Own.cs", code);
        await using var server = await RunningServer.StartAsync(files);

        Assert.Equal("IF570", (string?)(await server.GetAsync("/api/activities"))["findings"]![0]!["rule"]);
        (await server.SendAsync(HttpMethod.Get, "/api/workflows/small/check")).Succeeds();
    }

    [Fact]
    public async Task A_file_of_code_that_can_not_be_read_is_told_and_read_when_it_can()
    {
        await using var server = await RunningServer.StartAsync(Files());
        using var events = await EventReader.JoinAsync(server.Client);
        File.CreateSymbolicLink(server.Files.At("workflows/small/Own.cs"), server.Files.At("elsewhere.cs"));
        server.Files.Write("workflows/small/Other.cs", "public static class Other;");

        var shown = await Until(server, events, s => s["findings"]!.AsArray().Count > 0);
        Assert.Equal("IF571", (string?)shown["findings"]![0]!["rule"]);

        // Nothing changes in the folder itself.
        server.Files.Write("elsewhere.cs", "public static class Own;");
        await Until(server, events, s => s["findings"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task An_activity_that_throws_when_it_describes_its_outputs_is_a_finding_of_its_step()
    {
        var files = Files();
        files.Write("workflows/small/Own.cs", $$"""
            using IrisFlow;
            [Activity("own.odd")]
            public sealed class Odd : Activity
            {
                public required In<Table> Rows { get; init; }
                [Port("rows")] public Out<Table> Same { get; } = new();
                protected override void Describe(StepShapes shapes) => {{Throwing}};
                protected override System.Threading.Tasks.Task RunAsync(StepContext step) => {{Throwing}};
            }
            """);
        var flow = Flows.Small();
        flow["steps"]!["odd"] = JsonNode.Parse("""{ "uses": "own.odd", "from": { "rows": "keep.rows" } }""");
        files.Write("workflows/small/small.flow.json", flow.ToJsonString());
        await using var server = await RunningServer.StartAsync(files);

        var finding = Assert.Single((await server.GetAsync("/api/workflows/small/check"))["findings"]!.AsArray())!;

        Assert.Equal(("IF572", "odd"), ((string?)finding["rule"], (string?)finding["step"]));
        Assert.Contains("not today", (string?)finding["message"], StringComparison.Ordinal);
    }
}
