using System.Text.Json.Nodes;
using IrisFlow.Server.Tests.Events;
using IrisFlow.Server.Tests.Workflows;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Watching;

/// <summary>However a program changes a file, what is told last is what is there.</summary>
public class FileChangeTests
{
    private const string Path = "workflows/small/small.flow.json";

    private static ProgramWorkspace Files() => ProgramWorkspace.Of("small", Flows.Small().ToJsonString(), ("data.csv", "name,size\na,1\n"));

    private static string Noted(int number)
    {
        var flow = Flows.Small();
        flow["note"] = $"{number}";
        return flow.ToJsonString();
    }

    /// <summary>Makes a change and hears of it until what is told is what is then read.</summary>
    private static async Task<IReadOnlyList<Heard>> ToldAsync(RunningServer server, EventReader events, Action change)
    {
        change();
        var tag = (await server.SendAsync(HttpMethod.Get, "/api/workflows/small")).Succeeds().ETag;
        return [.. (await events.UntilAsync(e => e.Type == "workflow" && (string?)e.Data["etag"] == tag)).Where(e => e.Type == "workflow")];
    }

    [Fact]
    public async Task A_file_that_is_renamed_into_its_place_has_changed_and_was_never_gone()
    {
        await using var server = await RunningServer.StartAsync(Files());
        using var events = await EventReader.JoinAsync(server.Client);

        var heard = await ToldAsync(server, events, () => File.Move(server.Files.Write("workflows/small/.small.flow.json.swp", Noted(1)), server.Files.At(Path), overwrite: true));

        Assert.Equal(["changed"], heard.Select(e => (string?)e.Data["change"]));
    }

    [Fact]
    public async Task A_file_that_is_moved_away_and_written_anew_is_told_as_it_then_is()
    {
        await using var server = await RunningServer.StartAsync(Files());
        using var events = await EventReader.JoinAsync(server.Client);

        await ToldAsync(server, events, () =>
        {
            File.Move(server.Files.At(Path), server.Files.At(Path + "~"));
            server.Files.Write(Path, "{ \"format\": ");
            server.Files.Write(Path, Noted(2));
        });

        Assert.Equal("2", (string?)(await server.GetAsync("/api/workflows/small"))["definition"]!["note"]);
    }

    [Fact]
    public async Task Of_many_changes_at_once_the_last_is_told()
    {
        await using var server = await RunningServer.StartAsync(Files());
        using var events = await EventReader.JoinAsync(server.Client);

        await ToldAsync(server, events, () => Enumerable.Range(0, 500).ToList().ForEach(i => server.Files.Write(Path, Noted(i))));
    }

    [Fact]
    public async Task A_folder_of_workflows_that_goes_and_comes_back_is_told_both_times()
    {
        await using var server = await RunningServer.StartAsync(Files());
        using var events = await EventReader.JoinAsync(server.Client);

        Directory.Move(server.Files.At("workflows"), server.Files.At("elsewhere"));
        await events.UntilAsync(e => e.Type == "workflow" && (string?)e.Data["change"] == "removed");
        Assert.Empty((await server.GetAsync("/api/workflows"))["items"]!.AsArray());
        Directory.Move(server.Files.At("elsewhere"), server.Files.At("workflows"));
        await events.UntilAsync(e => e.Type == "workflow" && (string?)e.Data["change"] == "created");

        await ToldAsync(server, events, () => server.Files.Write(Path, Noted(3)));
    }

    [Fact]
    public async Task A_workflow_whose_file_becomes_a_link_is_gone_and_its_target_is_not_read()
    {
        await using var server = await RunningServer.StartAsync(Files());
        using var events = await EventReader.JoinAsync(server.Client);
        var outside = server.Files.Write("outside.json", Noted(4));

        File.Delete(server.Files.At(Path));
        File.CreateSymbolicLink(server.Files.At(Path), outside);
        var heard = await events.UntilAsync(e => e.Type == "workflow" && (string?)e.Data["change"] == "removed");

        Assert.Null(heard[^1].Data["etag"]);
        Assert.DoesNotContain("small", (await server.GetAsync("/api/workflows"))["items"]!.AsArray().Select(i => (string?)i!["workflow"]));
    }
}
