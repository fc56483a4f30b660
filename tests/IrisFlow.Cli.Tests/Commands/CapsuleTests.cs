using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public sealed class CapsuleTests : IDisposable
{
    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();
    private readonly ProgramWorkspace _fresh = ProgramWorkspace.Empty();

    public void Dispose()
    {
        _workspace.Dispose();
        _fresh.Dispose();
    }

    [Fact]
    public async Task In_a_fresh_workspace_a_capsule_can_be_looked_at_entered_and_run()
    {
        var run = await _workspace.JsonAsync("run", "iris");
        var id = run["run"]!.GetValue<string>();
        await _workspace.JsonAsync("capsule", "save", id, "iris.zip");

        var opened = await _workspace.RunAsync("capsule", "open", "iris.zip", "--workspace", _fresh.Root);
        opened.Succeeds();
        Assert.Contains($"Run {id} of iris is here", opened.Out);
        Directory.Move(_workspace.At("artifacts"), _workspace.At("away"));

        var shown = await _fresh.JsonAsync("show", id);
        Assert.Equal(run.States(), shown.States());
        Assert.Equal(run["metrics"]!.ToJsonString(), shown["metrics"]!.ToJsonString());
        Assert.Equal(150, (await _fresh.TableAsync("load.rows", id)).Rows().Count);
        (await _fresh.RunAsync("data", id, "train.model")).Succeeds();

        var entered = await _fresh.JsonAsync("run", "iris", "--from", "train", "--base", id, "--force", "train");
        Assert.Equal("succeeded", entered.Step("train")["state"]!.GetValue<string>());
        Assert.Equal(run.Digest("train.model"), entered.Digest("train.model"));
        Assert.Equal(6, (await _fresh.JsonAsync("run", "iris")).StepsThat("reused").Length);
        var all = await _fresh.JsonAsync("run", "iris", "--no-cache");
        Assert.Equal(run.Digest("cross-validate.metrics"), all.Digest("cross-validate.metrics"));
    }

    [Fact]
    public async Task What_a_capsule_brings_of_the_code_tells_which_method_changed_since()
    {
        var id = (await _workspace.JsonAsync("run", "iris"))["run"]!.GetValue<string>();
        await _workspace.JsonAsync("capsule", "save", id, "iris.zip");
        await _workspace.JsonAsync("capsule", "open", "iris.zip", "--workspace", _fresh.Root);
        var code = _fresh.Read("workflows/iris/RemoveLongSepals.cs");
        _fresh.Write("workflows/iris/RemoveLongSepals.cs", code.Replace("<= MaxCm)", "<= MaxCm + 0.001)", StringComparison.Ordinal));

        var plan = await _fresh.RunAsync("plan", "iris", "--why");

        plan.Succeeds();
        Assert.Contains("Iris.RemoveLongSepals.RunAsync(StepContext) changed", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_capsule_of_outputs_says_of_the_other_checkpoints_that_they_are_not_here()
    {
        var id = (await _workspace.JsonAsync("run", "iris"))["run"]!.GetValue<string>();
        await _workspace.JsonAsync("capsule", "save", id, "iris.zip", "--checkpoints", "outputs");
        await _workspace.JsonAsync("capsule", "open", "iris.zip", "--workspace", _fresh.Root);

        (await _fresh.RunAsync("data", id, "cross-validate.metrics")).Succeeds();
        (await _fresh.RunAsync("data", id, "load")).Refuses(4, "IF515", "Next: irisflow run iris");
    }

    [Fact]
    public async Task Opened_where_it_came_from_it_is_known_and_a_changed_file_stays()
    {
        var id = (await _workspace.JsonAsync("run", "iris"))["run"]!.GetValue<string>();
        await _workspace.JsonAsync("capsule", "save", id, "iris.zip");
        var data = _workspace.Read("workflows/iris/data/iris.csv") + "\n";
        _workspace.Write("workflows/iris/data/iris.csv", data);

        var opened = await _workspace.RunAsync("capsule", "open", "iris.zip");

        opened.Succeeds();
        Assert.Contains("was here already, the same", opened.Out);
        Assert.Contains("warning: IF528", opened.Error);
        Assert.Equal(data, _workspace.Read("workflows/iris/data/iris.csv"));
        Assert.Contains("IF526", (await _workspace.RunAsync("capsule", "save", id, "again.zip")).Error);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public async Task A_damaged_capsule_is_refused_and_leaves_nothing_behind(double where)
    {
        var id = (await _workspace.JsonAsync("run", "iris"))["run"]!.GetValue<string>();
        await _workspace.JsonAsync("capsule", "save", id, "iris.zip");
        var bytes = File.ReadAllBytes(_workspace.At("iris.zip"));
        var at = (int)(bytes.Length * where);
        bytes.AsSpan(at, 64).Fill(0x5A);
        File.WriteAllBytes(_workspace.At("iris.zip"), bytes);

        (await _workspace.RunAsync("capsule", "open", "iris.zip", "--workspace", _fresh.Root)).Refuses(6, "IF52");

        Assert.Equal("[]", (await _fresh.RunAsync("runs", "--json", "--workspace", _fresh.Root)).Out.Trim());
        Assert.False(Directory.Exists(_fresh.At("workflows")));
    }
}
