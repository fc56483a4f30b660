using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public sealed class MissingCheckpointTests : IDisposable
{
    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Entering_where_nothing_ran_is_refused() =>
        (await _workspace.RunAsync("run", "iris", "--from", "train")).Refuses(2, "IF407", "train reads select.rows", "--fill");

    [Fact]
    public async Task Nothing_runs_when_entering_is_refused()
    {
        await _workspace.RunAsync("run", "iris", "--from", "train");
        Assert.Empty((await _workspace.JsonAsync("runs")).AsArray());
    }

    [Fact]
    public async Task The_refusal_names_the_nearest_checkpoint()
    {
        await _workspace.JsonAsync("run", "iris", "--to", "filter");
        (await _workspace.RunAsync("run", "iris", "--from", "train")).Refuses(2, "IF407", "The nearest step before it that has one is filter.");
    }

    [Fact]
    public async Task The_command_that_the_refusal_prints_works()
    {
        var next = Next(await _workspace.RunAsync("run", "iris", "--from", "train"));
        (await PublishedProgram.RunOtherAsync("sh", _workspace.Root, ["-c", next])).Succeeds();
    }

    [Fact]
    public async Task The_command_that_names_the_nearest_checkpoint_works()
    {
        await _workspace.JsonAsync("run", "iris", "--to", "filter");
        var next = Next(await _workspace.RunAsync("run", "iris", "--from", "train"));
        await PublishedProgram.RunOtherAsync("sh", _workspace.Root, ["-c", next]);
        Assert.Equal(["select", "train", "evaluate", "cross-validate"], (await _workspace.JsonAsync("show")).StepsThat("succeeded"));
    }

    [Fact]
    public async Task The_command_that_the_refusal_prints_keeps_what_was_asked_for()
    {
        await _workspace.JsonAsync("run", "iris", "--to", "filter");
        var next = Next(await _workspace.RunAsync("run", "iris", "--from", "train", "--to", "train", "--set", "train.trainer={\"kind\":\"majority-class\"}"));
        await PublishedProgram.RunOtherAsync("sh", _workspace.Root, ["-c", next]);
        Assert.Equal(["train"], (await _workspace.JsonAsync("plan", "iris", "--set", "train.trainer=majority-class"))["steps"]!.AsArray()
            .Where(s => s!["name"]!.GetValue<string>() == "train" && s["decision"]!.GetValue<string>() == "reuse").Select(s => s!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Filling_runs_what_is_missing()
    {
        var run = await _workspace.JsonAsync("run", "iris", "--from", "train", "--fill");
        Assert.Equal(["load", "filter", "select", "train", "evaluate", "cross-validate"], run.StepsThat("succeeded"));
    }

    [Fact]
    public async Task Filling_runs_no_more_than_what_is_missing()
    {
        await _workspace.JsonAsync("run", "iris", "--to", "filter");
        var run = await _workspace.JsonAsync("run", "iris", "--from", "train", "--fill");
        Assert.Equal(["load", "filter"], run.StepsThat("not-selected"));
    }

    [Fact]
    public async Task A_stale_checkpoint_is_refused()
    {
        await _workspace.JsonAsync("run", "iris");
        (await _workspace.RunAsync("run", "iris", "--from", "train", "--set", "select.k=3")).Refuses(2, "IF407", "is stale, as k changed from 2 to 3", "--stale-ok");
    }

    [Fact]
    public async Task A_stale_checkpoint_is_used_when_allowed()
    {
        var first = await _workspace.JsonAsync("run", "iris");
        var run = await _workspace.JsonAsync("run", "iris", "--from", "train", "--set", "select.k=3", "--stale-ok");
        Assert.Equal(first.Digest("train.model"), run.Digest("train.model"));
    }

    [Fact]
    public async Task A_stale_checkpoint_is_used_with_a_warning()
    {
        await _workspace.JsonAsync("run", "iris");
        var result = await _workspace.RunAsync("run", "iris", "--from", "train", "--set", "select.k=3", "--stale-ok");
        Assert.Contains("warning: IF406 step 'select'", result.Error);
    }

    [Fact]
    public async Task A_run_that_uses_a_stale_checkpoint_says_so()
    {
        await _workspace.JsonAsync("run", "iris");
        var run = await _workspace.JsonAsync("run", "iris", "--from", "train", "--set", "select.k=3", "--stale-ok");
        Assert.Contains("stale", run.Step("select")["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_base_run_gives_its_checkpoints()
    {
        var old = await _workspace.JsonAsync("run", "iris", "--set", "select.k=3");
        await _workspace.JsonAsync("run", "iris");
        var run = await _workspace.JsonAsync("run", "iris", "--from", "train", "--base", old["run"]!.GetValue<string>());
        Assert.Equal(old.Digest("train.model"), run.Digest("train.model"));
    }

    [Fact]
    public async Task A_base_run_that_is_not_there_is_not_found() =>
        (await _workspace.RunAsync("run", "iris", "--from", "train", "--base", "20010101-nothing")).Refuses(4, "IF403", "20010101-nothing", "irisflow runs");

    private static string Next(ProgramResult result) =>
        result.Error.Split('\n').First(l => l.StartsWith("  Next: ", StringComparison.Ordinal))["  Next: ".Length..];
}
