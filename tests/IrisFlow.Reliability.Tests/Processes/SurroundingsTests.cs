using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests.Processes;

/// <summary>Surroundings that are not as they should be: no rights, names that are too long, code that changed meanwhile.</summary>
public class SurroundingsTests
{
    [Theory]
    [InlineData("artifacts", 2, "IF604")]
    [InlineData("artifacts/objects", 1, "IF504")]
    public async Task A_user_without_the_right_to_write_is_told_which_folder_it_is(string folder, int exitCode, string rule)
    {
        using var workspace = Small.Workspace();
        Directory.CreateDirectory(workspace.At("artifacts/objects"));
        await ChangeAsync(workspace, "chmod", "-R", "a+rX", workspace.Root);
        await ChangeAsync(workspace, "chmod", "a+rwx", workspace.At("artifacts"));
        await ChangeAsync(workspace, "chmod", "755", workspace.At(folder));

        // Root may write everywhere, so somebody else has to try.
        var result = await PublishedProgram.RunOtherAsync(
            "setpriv", workspace.Root, ["--reuid", "65534", "--clear-groups", PublishedProgram.Path, "run", Small.Name, "--json"], new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = null, ["HOME"] = "/nonexistent" });

        var finding = result.Json["error"]!["findings"]![0]!;
        Assert.Equal((exitCode, rule), (result.ExitCode, (string)finding["rule"]!));
        Assert.Contains("artifacts", (string)finding["file"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(5, 2)]
    public async Task A_path_that_is_too_long_is_said_so_and_a_long_one_works(int folders, int exitCode)
    {
        using var workspace = Small.Workspace();
        var place = string.Join('/', Enumerable.Repeat(new string('p', 200), folders));
        Directory.CreateDirectory(workspace.At(place));
        Directory.Move(workspace.At("workflows"), workspace.At(place + "/workflows"));

        var result = await workspace.RunAsync("run", Small.Name, "--workspace", place, "--json");

        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Equal(exitCode == 0 ? null : "IF611", (string?)result.Json["error"]?["findings"]![0]!["rule"]);
    }

    [Fact(Timeout = 180_000)]
    public async Task Code_that_changed_since_a_step_was_committed_stops_the_resume_until_one_says_what_to_do()
    {
        using var workspace = Gated.Workspace();
        var run = await workspace.InterruptedAsync();
        var before = await workspace.QueryAsync("SELECT digest FROM checkpoints WHERE step = 'first'");
        workspace.Write("workflows/gated/Gates.cs", workspace.Read("workflows/gated/Gates.cs").Replace("1000L", "2000L", StringComparison.Ordinal));
        workspace.Go();
        await workspace.PutAsideAsync();

        var refused = await workspace.RunAsync("resume", run, "--json");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains(refused.Json["error"]!["findings"]!.AsArray(), f => ((string)f!["rule"]!, (string)f["step"]!) == ("IF620", "first"));

        var kept = await workspace.JsonAsync("resume", run, "--changed-code", "keep");
        Assert.Equal((string)before[0]["digest"]!, kept.Digests()["first.rows"]);
        Assert.Equal("succeeded", (string)kept["state"]!);

        await workspace.BringBackAsync();
        var rerun = await workspace.JsonAsync("resume", run, "--changed-code", "rerun");
        Assert.NotEqual((string)before[0]["digest"]!, rerun.Digests()["first.rows"]);
        Assert.Equal("succeeded", (string)rerun["state"]!);
        await workspace.MustBeWholeAsync();
    }

    private static async Task ChangeAsync(ProgramWorkspace workspace, string command, params string[] arguments) =>
        Assert.Equal(0, (await PublishedProgram.RunOtherAsync(command, workspace.Root, arguments)).ExitCode);
}
