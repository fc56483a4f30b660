using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public sealed class ExpectReuseTests : IAsyncLifetime
{
    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public Task InitializeAsync() => _workspace.JsonAsync("run", "iris");

    public Task DisposeAsync()
    {
        _workspace.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("plan iris --expect-reuse")]
    [InlineData("run iris --expect-reuse")]
    public async Task What_is_unchanged_keeps_the_expectation(string command) =>
        (await _workspace.RunAsync(command.Split(' '))).Succeeds();

    [Theory]
    [InlineData("plan iris --expect-reuse --set select.k=3")]
    [InlineData("run iris --expect-reuse --set select.k=3")]
    public async Task What_would_run_ends_with_3_and_names_steps_and_reasons(string command) =>
        (await _workspace.RunAsync(command.Split(' '))).Refuses(
            3, "IF408", "4 steps would run: select (k changed from 2 to 3); train (after select); evaluate (after train); cross-validate (after ", "irisflow why-not iris select");

    [Fact]
    public async Task A_run_that_is_refused_leaves_nothing_behind()
    {
        await _workspace.RunAsync("run", "iris", "--expect-reuse", "--force", "select");

        Assert.Single((await _workspace.JsonAsync("runs")).AsArray());
    }

    [Fact]
    public async Task The_plan_is_shown_all_the_same()
    {
        var result = await _workspace.RunAsync("plan", "iris", "--expect-reuse", "--set", "select.k=3");

        Assert.Contains("4 of 6 steps would run", result.Out);
    }

    [Fact]
    public async Task As_json_the_plan_holds_the_finding()
    {
        var result = await _workspace.RunAsync("plan", "iris", "--expect-reuse", "--set", "select.k=3", "--json");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal("IF408", result.Json["findings"]!.AsArray().Single()!["rule"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_workflow_that_is_wrong_is_wrong_first() =>
        (await _workspace.RunAsync("plan", "iris", "--expect-reuse", "--set", "select.kk=3")).Refuses(2, "IF110");
}
