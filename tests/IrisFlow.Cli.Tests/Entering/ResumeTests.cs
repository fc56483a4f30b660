using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public sealed class ResumeTests : IDisposable
{
    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_failed_run_goes_on_under_its_id_from_what_it_has_committed()
    {
        var failed = (await _workspace.RunAsync("run", "iris", "--set", "filter.maxCm=0", "--json")).Json;

        var resumed = await _workspace.RunAsync("resume", "latest", "--json");

        // The cause is a parameter of the run, which a resumed run keeps: it fails again, where it failed before.
        Assert.Equal(1, resumed.ExitCode);
        Assert.Equal(failed["run"]!.GetValue<string>(), resumed.Json["run"]!.GetValue<string>());
        Assert.Equal(failed.States(), resumed.Json.States());
        Assert.Equal(failed.Step("load").ToJsonString(), resumed.Json.Step("load").ToJsonString());
    }

    [Fact]
    public async Task A_complete_run_has_nothing_to_resume()
    {
        var run = await _workspace.JsonAsync("run", "iris");

        var again = await _workspace.RunAsync("resume", "latest");

        Assert.Equal(0, again.ExitCode);
        Assert.Contains("nothing to resume", again.Error, StringComparison.Ordinal);
        Assert.Equal(run.States(), (await _workspace.JsonAsync("resume", "latest")).States());
    }

    [Fact]
    public async Task A_fork_takes_the_changes_of_the_run_it_comes_from_and_adds_its_own()
    {
        await _workspace.JsonAsync("run", "iris", "--set", "filter.maxCm=6.0", "--param", "k=3");

        var fork = await _workspace.JsonAsync("fork", "latest", "--set", "train.trainer.l2=5.0");

        Assert.Equal("load:reused filter:reused select:reused train:succeeded evaluate:succeeded cross-validate:succeeded", fork.States());
    }

    [Fact]
    public async Task A_rerun_does_the_same_as_a_new_run()
    {
        var run = await _workspace.JsonAsync("run", "iris", "--param", "k=3");
        _workspace.Write("workflows/iris/iris.flow.json", """{ "format": 1, "workflow": "iris", "steps": { "load": { "uses": "data.read-csv", "with": { "path": "data/iris.csv" } } } }""");

        var again = await _workspace.JsonAsync("rerun", run["run"]!.GetValue<string>());

        Assert.NotEqual(run["run"]!.GetValue<string>(), again["run"]!.GetValue<string>());
        Assert.Equal(run["metrics"]!.ToJsonString(), again["metrics"]!.ToJsonString());
        Assert.Equal("load:reused filter:reused select:reused train:reused evaluate:reused cross-validate:reused", again.States());
    }
}
