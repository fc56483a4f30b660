using IrisFlow.Hosting.Runs;

namespace IrisFlow.Server.Tests.Cleaning;

/// <summary>What takes space that nothing keeps, over HTTP.</summary>
public class CleaningTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task What_a_crash_left_is_counted_first_and_goes_only_when_that_is_asked_for()
    {
        var folder = Directory.CreateDirectory(Path.Combine(server.Workspace.Artifacts, "objects", ".tmp"));
        var left = Path.Combine(folder.FullName, "left");
        await File.WriteAllBytesAsync(left, new byte[100]);
        File.SetLastWriteTimeUtc(left, new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        var looked = await server.GetAsync("/api/cleaning");
        Assert.Equal((1, 100, false), (looked["strays"]!["objects"]!.GetValue<int>(), looked["strays"]!["bytes"]!.GetValue<int>(), looked["applied"]!.GetValue<bool>()));
        Assert.Equal("irisflow gc", looked["command"]!.GetValue<string>());
        Assert.True(File.Exists(left));

        var cleaned = await server.SendAsync(HttpMethod.Post, "/api/cleaning");
        Assert.Equal((200, true, 1), (cleaned.Status, cleaned.Json["applied"]!.GetValue<bool>(), cleaned.Json["strays"]!["objects"]!.GetValue<int>()));
        Assert.False(File.Exists(left));
        Assert.Equal(0, (await server.GetAsync("/api/cleaning"))["strays"]!["objects"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_a_young_run_made_is_kept_and_the_rule_is_named()
    {
        var engine = server.Workspace.Engine;
        await engine.RunAsync(engine.Plan(RunRequests.Of(new AskedRun { Workflow = "iris" }, server.Workspace)));

        var kept = (await server.GetAsync("/api/cleaning"))["kept"]!.AsArray();

        Assert.Contains(kept, k => k!["rule"]!.GetValue<string>() is "last-runs" or "recent" && k["objects"]!.GetValue<int>() > 0 && k["bytes"]!.GetValue<long>() > 0);
    }
}
