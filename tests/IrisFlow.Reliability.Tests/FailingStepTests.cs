namespace IrisFlow.Reliability.Tests;

public class FailingStepTests
{
    [Theory]
    [InlineData("throw", "IF901", "the rows look wrong")]
    [InlineData("write twice", "IF901", "Output 'rows' was written twice.")]
    [InlineData("write nothing", "IF902", "without writing its output 'rows'")]
    public async Task A_step_that_fails_is_tracked_with_what_it_said(string how, string rule, string said)
    {
        using var workspace = Trouble.Workspace(how);

        var result = await workspace.RunAsync("run", "trouble", "--json");
        var shown = await workspace.JsonAsync("show");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("failed", (string)result.Json["state"]!);
        Assert.Equal(rule, (string)result.Json["error"]!["findings"]![0]!["rule"]!);
        Assert.Equal("failed", (string)shown["state"]!);
        Assert.Equal("failed", shown.States()["after"]);
        Assert.Contains(said, (string)shown.Step("after")["error"]!, StringComparison.Ordinal);
        Assert.Empty(shown.Step("after")["outputs"]!.AsArray());
    }

    [Fact]
    public async Task What_was_finished_before_a_failure_is_reused_after_it()
    {
        using var workspace = Trouble.Workspace("throw");
        await workspace.RunAsync("run", "trouble");

        var again = await workspace.JsonAsync("run", "trouble", "--set", "after.how=pass on");

        Assert.Equal("reused", again.States()["load"]);
        Assert.Equal("succeeded", again.States()["after"]);
    }

    [Fact]
    public async Task A_step_that_ends_the_process_leaves_an_interrupted_run_that_can_be_run_again()
    {
        using var workspace = Trouble.Workspace("exit");

        var result = await workspace.RunAsync("run", "trouble");
        await workspace.MustBeWholeAsync();
        var run = (await workspace.JsonAsync("runs"))[0]!;
        var again = await workspace.JsonAsync("run", "trouble", "--set", "after.how=pass on");

        Assert.Equal(77, result.ExitCode);
        Assert.Equal("interrupted", (string)run["state"]!);
        Assert.DoesNotContain("running", run.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("succeeded", (string)again["state"]!);
    }

    [Fact]
    public async Task Two_processes_that_run_the_same_workflow_at_once_both_succeed_and_agree()
    {
        using var workspace = Small.Workspace(rows: 20_000);

        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => workspace.JsonAsync("run", Small.Name)));

        Assert.All(runs, run => Assert.Equal(runs[0].Digests(), run.Digests()));
        await workspace.MustBeWholeAsync();
    }
}
