using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public sealed class RetentionTests : IDisposable
{
    private static readonly string[] Everything = ["gc", "--keep-runs", "0", "--keep-days", "0", "--grace", "0", "--apply"];

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_look_names_the_rules_and_changes_nothing()
    {
        await _workspace.JsonAsync("run", "iris");

        var looked = await _workspace.RunAsync("gc", "--verbose");
        var strict = await _workspace.RunAsync([.. Everything[..^1]]);

        looked.Succeeds();
        Assert.Contains("kept: named by one of the last successful runs", looked.Out);
        Assert.Contains("is among the last 10 successful runs of iris", looked.Out);
        Assert.Contains("to be deleted now", strict.Out);
        Assert.Contains("Next: irisflow gc --apply", strict.Error);
        Assert.Equal(6, (await _workspace.JsonAsync("run", "iris")).StepsThat("reused").Length);
    }

    [Fact]
    public async Task What_was_collected_is_said_to_be_and_the_command_that_is_named_makes_it_again()
    {
        var first = await _workspace.JsonAsync("run", "iris", "--set", "select.k=3");
        var run = first["run"]!.GetValue<string>();
        var collected = await _workspace.JsonAsync(Everything);

        var data = await _workspace.RunAsync("data", run, "train.model");
        var shown = await _workspace.RunAsync("show", run);
        var document = await _workspace.JsonAsync("show", run);

        Assert.True(collected["bytes"]!["deleted"]!.GetValue<long>() > 0);
        data.Refuses(4, "IF512", "removed by gc on", "Next: irisflow run iris --set select.k=3");
        Assert.Contains("removed by gc on", shown.Out);
        Assert.All(document["steps"]!.AsArray().SelectMany(s => s!["outputs"]!.AsArray()), o => Assert.NotNull(o!["removedAt"]));
        Assert.Equal(first["metrics"]!.ToJsonString(), document["metrics"]!.ToJsonString());
        (await _workspace.RunAsync("run", "iris", "--from", "train", "--with", $"select.rows=run:{run}/select.rows")).Refuses(4, "IF512");

        var again = await _workspace.JsonAsync("run", "iris", "--set", "select.k=3");
        Assert.Equal(6, again.StepsThat("succeeded").Length);
        Assert.Equal(Digests(first), Digests(again));
        (await _workspace.RunAsync("data", run, "train.model")).Succeeds();
    }

    [Fact]
    public async Task A_pin_keeps_what_it_names_until_it_is_taken_away()
    {
        await _workspace.JsonAsync("run", "iris");
        (await _workspace.RunAsync("pin", "latest/select", "--reason", "the paper", "--expires", "2w")).Succeeds();

        await _workspace.JsonAsync(Everything);
        var kept = await _workspace.RunAsync("data", "latest", "select");
        var gone = await _workspace.RunAsync("data", "latest", "load");
        var listed = await _workspace.RunAsync("pins");
        (await _workspace.RunAsync("unpin", "latest/select")).Succeeds();
        await _workspace.JsonAsync(Everything);

        kept.Succeeds();
        gone.Refuses(4, "IF512");
        Assert.Contains("/select", listed.Out);
        Assert.Contains("the paper", listed.Out);
        (await _workspace.RunAsync("data", "latest", "select")).Refuses(4, "IF512");
        (await _workspace.RunAsync("unpin", "latest/select")).Refuses(4, "IF513", "is not pinned");
    }

    [Theory]
    [InlineData("IF802", 2, "gc --keep-runs many")]
    [InlineData("IF803", 2, "gc --keep-runs -1")]
    [InlineData("IF803", 2, "gc --keep-days soon")]
    [InlineData("IF803", 2, "gc --grace -1d")]
    [InlineData("IF803", 2, "gc --max 5QB")]
    [InlineData("IF803", 2, "pin latest --expires 2020-01-01")]
    [InlineData("IF803", 2, "pin latest --expires tomorrow")]
    [InlineData("IF402", 4, "pin latest/selct")]
    [InlineData("IF403", 4, "pin nothing")]
    [InlineData("IF402", 4, "capsule save latest x.zip --checkpoints laod")]
    public async Task What_can_not_be_read_or_found_is_refused(string rule, int exitCode, string command)
    {
        await _workspace.JsonAsync("run", "iris", "--to", "select");

        (await _workspace.RunAsync(command.Split(' '))).Refuses(exitCode, rule);
    }

    private static string Digests(JsonNode run) =>
        string.Join(' ', run["steps"]!.AsArray().SelectMany(s => s!["outputs"]!.AsArray()).Select(o => o!["digest"]!.GetValue<string>()));
}
