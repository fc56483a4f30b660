using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests;

public class DamageTests
{
    public static TheoryData<string> Kinds => ["truncated", "one bit flipped", "emptied", "deleted", "replaced by another checkpoint"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_damaged_checkpoint_counts_as_none_and_is_made_again(string kind)
    {
        using var workspace = Small.Workspace();
        var first = await workspace.JsonAsync("run", Small.Name);
        Damage(await FileOfAsync(workspace, "load"), kind, await FileOfAsync(workspace, "filter"));

        var again = await workspace.JsonAsync("run", Small.Name);

        Assert.Equal("succeeded", again.States()["load"]);
        Assert.Contains(kind == "deleted" ? "is gone" : "is damaged", (string)again.Step("load")["reason"]!, StringComparison.Ordinal);
        Assert.Equal("reused", again.States()["filter"]);
        Assert.Equal(first.Digests(), again.Digests());
        await workspace.MustBeWholeAsync();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Data_of_a_damaged_checkpoint_is_never_shown(string kind)
    {
        using var workspace = Small.Workspace();
        await workspace.JsonAsync("run", Small.Name);
        var file = await FileOfAsync(workspace, "load");
        var hash = (string)(await workspace.QueryAsync($"SELECT file_hash FROM objects WHERE file = '{Path.GetFileName(file)}'"))[0]["file_hash"]!;
        Damage(file, kind, await FileOfAsync(workspace, "filter"));

        var result = await workspace.RunAsync("data", "latest", "load");

        Assert.Equal(6, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.Contains(file, result.Error, StringComparison.Ordinal);
        Assert.Contains(kind == "deleted" ? "gone" : hash[..12], result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Entering_after_a_damaged_checkpoint_says_what_to_type(string kind)
    {
        using var workspace = Small.Workspace();
        await workspace.JsonAsync("run", Small.Name);
        Damage(await FileOfAsync(workspace, "load"), kind, await FileOfAsync(workspace, "filter"));

        var refused = await workspace.RunAsync("run", Small.Name, "--from", "filter", "--json");
        var finding = refused.Json["error"]!["findings"]![0]!;
        var next = ((string)finding["next"]!).Split(' ')[1..];
        var obeyed = await workspace.RunAsync(next);

        Assert.Equal(2, refused.ExitCode);
        Assert.Equal("IF407", (string)finding["rule"]!);
        Assert.Equal(0, obeyed.ExitCode);
    }

    [Fact]
    public async Task A_file_that_rots_without_a_trace_is_found_when_it_is_read_and_made_again_by_the_next_run()
    {
        using var workspace = Small.Workspace();
        var first = await workspace.JsonAsync("run", Small.Name);
        var file = await FileOfAsync(workspace, "load");
        var stamp = File.GetLastWriteTimeUtc(file);
        Damage(file, "one bit flipped", "");
        File.SetLastWriteTimeUtc(file, stamp);

        var found = await workspace.RunAsync("data", "latest", "load");
        var again = await workspace.JsonAsync("run", Small.Name);

        Assert.Equal(6, found.ExitCode);
        Assert.Equal("succeeded", again.States()["load"]);
        Assert.Equal(first.Digests(), again.Digests());
        await workspace.MustBeWholeAsync();
    }

    [Fact]
    public async Task Forcing_the_step_mends_a_file_that_rotted_without_a_trace()
    {
        using var workspace = Small.Workspace();
        await workspace.JsonAsync("run", Small.Name);
        var file = await FileOfAsync(workspace, "load");
        var stamp = File.GetLastWriteTimeUtc(file);
        Damage(file, "one bit flipped", "");
        File.SetLastWriteTimeUtc(file, stamp);

        await workspace.JsonAsync("run", Small.Name, "--force", "load");

        await workspace.MustBeWholeAsync();
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        using var workspace = Small.Workspace();
        await workspace.JsonAsync("run", Small.Name);
        await workspace.QueryAsync("PRAGMA user_version = 1000");

        var result = await workspace.RunAsync("run", Small.Name, "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("IF607", (string)Finding(result)["rule"]!);
        Assert.Contains("version 1000", (string)Finding(result)["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "small")]
    [InlineData("runs")]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone(params string[] command)
    {
        using var workspace = Small.Workspace();
        var text = string.Join(' ', Enumerable.Repeat("These are my notes.", 300));
        workspace.Write("artifacts/irisflow.db", text);

        var result = await workspace.RunAsync([.. command, "--json"]);

        Assert.Equal(6, result.ExitCode);
        Assert.Equal("IF605", (string)Finding(result)["rule"]!);
        Assert.Equal(text, workspace.Read("artifacts/irisflow.db"));
    }

    private static JsonNode Finding(ProgramResult result) => result.Json["error"]!["findings"]![0]!;

    private static async Task<string> FileOfAsync(ProgramWorkspace workspace, string step)
    {
        var row = (await workspace.QueryAsync($"SELECT o.file FROM checkpoints c JOIN objects o USING (digest) WHERE c.step = '{step}'"))[0];
        return Path.Combine(workspace.Objects(), (string)row["file"]!);
    }

    private static void Damage(string file, string kind, string another)
    {
        var bytes = File.ReadAllBytes(file);
        switch (kind)
        {
            case "truncated":
                File.WriteAllBytes(file, bytes[..^7]);
                break;
            case "one bit flipped":
                bytes[bytes.Length / 3] ^= 0x10;
                File.WriteAllBytes(file, bytes);
                break;
            case "emptied":
                File.WriteAllBytes(file, []);
                break;
            case "deleted":
                File.Delete(file);
                break;
            default:
                File.Copy(another, file, overwrite: true);
                break;
        }
    }
}
