using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests;

/// <summary>A disk of a few kilobytes: a tmpfs that only the test's own processes see. Mounting needs root, as CI has it.</summary>
public class FullDiskTests
{
    [Fact]
    public async Task A_checkpoint_that_does_not_fit_fails_its_step_and_names_the_path()
    {
        using var workspace = Small.Workspace(rows: 40_000);

        var (full, roomy) = await RunTwiceAsync(workspace, Mount("artifacts", 400), Grow("artifacts"));

        var finding = full.Json["error"]!["findings"]![0]!;
        Assert.Equal(1, full.Code);
        Assert.Equal("IF504", (string)finding["rule"]!);
        Assert.Contains("No space left", (string)finding["message"]!, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("artifacts", "objects", ".tmp", "load."), (string)finding["file"]!, StringComparison.Ordinal);
        Assert.Equal("failed", full.Json.States()["load"]);
        Assert.Equal(0, roomy.Code);
    }

    [Fact]
    public async Task The_database_alone_on_a_full_disk_commits_nothing_and_stays_whole()
    {
        using var workspace = Small.Workspace();

        var (full, roomy) = await RunTwiceAsync(workspace, $"{Mount("artifacts", 164)} && mkdir artifacts/objects && {Mount("artifacts/objects", 4096)}", Grow("artifacts"));

        Assert.Equal(1, full.Code);
        Assert.Equal("IF603", (string)full.Json["error"]!["findings"]![0]!["rule"]!);
        Assert.Equal(0, roomy.Code);
    }

    [Fact]
    public async Task A_disk_that_fills_at_any_point_leaves_a_database_that_goes_on_when_there_is_room()
    {
        for (var kilobytes = 32; kilobytes <= 320; kilobytes += 24)
        {
            using var workspace = Small.Workspace();

            var (full, roomy) = await RunTwiceAsync(workspace, Mount("artifacts", kilobytes), Grow("artifacts"));

            Assert.True(full.Code == 0 || (string)full.Json["error"]!["findings"]![0]!["rule"]! is "IF603" or "IF504", full.Json.ToJsonString());
            Assert.Equal(0, roomy.Code);
        }
    }

    [Theory]
    [InlineData("mount -t tmpfs -o ro tmpfs artifacts", 2, "IF604")]
    [InlineData("mkdir artifacts/objects && mount -t tmpfs -o ro tmpfs artifacts/objects", 1, "IF504")]
    public async Task A_folder_that_can_only_be_read_is_said_so(string mount, int exitCode, string rule)
    {
        using var workspace = Small.Workspace();

        var (refused, _) = await RunTwiceAsync(workspace, mount, "true");

        Assert.Equal(exitCode, refused.Code);
        Assert.Equal(rule, (string)refused.Json["error"]!["findings"]![0]!["rule"]!);
    }

    [Fact]
    public async Task A_view_that_can_not_be_written_does_not_fail_the_run()
    {
        using var workspace = Small.Workspace();

        var (run, _) = await RunTwiceAsync(workspace, "mkdir artifacts/runs && mount -t tmpfs -o ro tmpfs artifacts/runs", "true");

        Assert.Equal(0, run.Code);
    }

    private static string Mount(string folder, int kilobytes) => $"mount -t tmpfs -o size={kilobytes}k tmpfs {folder}";

    private static string Grow(string folder) => $"mount -o remount,size=64m {folder}";

    /// <summary>Runs the workflow on the prepared disk, then changes the disk, checks the database and runs it again.</summary>
    private static async Task<((int Code, JsonNode Json) First, (int Code, JsonNode Json) Second)> RunTwiceAsync(ProgramWorkspace workspace, string prepare, string change)
    {
        Directory.CreateDirectory(workspace.At("artifacts"));
        var script = $"""
            ({prepare}) || exit 99
            "$1" run {Small.Name} --json > first.json; echo $? > first.code
            {change} || exit 99
            ! [ -s artifacts/irisflow.db ] || sqlite3 artifacts/irisflow.db 'PRAGMA integrity_check' > integrity
            "$1" run {Small.Name} --json > second.json; echo $? > second.code
            """;
        var result = await PublishedProgram.RunOtherAsync("unshare", workspace.Root, ["-m", "sh", "-c", script, "sh", PublishedProgram.Path]);
        Assert.True(result.ExitCode == 0, $"Mounting a small disk needs root (CAP_SYS_ADMIN): {result}");
        Assert.True(!File.Exists(workspace.At("integrity")) || workspace.Read("integrity") == "ok\n", "The database is damaged.");
        return (Ended("first"), Ended("second"));

        (int Code, JsonNode Json) Ended(string run) => (int.Parse(workspace.Read($"{run}.code")), JsonNode.Parse(workspace.Read($"{run}.json"))!);
    }
}
