using IrisFlow.Engine.Capsules;

namespace IrisFlow.Engine.Tests.Capsules;

public sealed class CapsuleTests : IDisposable
{
    private readonly Bench _here = new();
    private readonly Bench _there = new();

    [Fact]
    public async Task An_opened_run_is_the_same_run()
    {
        var run = await _here.RunAsync(Some.Diamond());
        var (record, steps) = (_here.Store.FindRun(run.Run)!, _here.Store.Steps(run.Run));

        var opened = _there.Open(_here.Save(run.Run));

        Assert.True(opened.IsNew);
        var found = _there.Store.FindRun(run.Run)!;
        Assert.Equal(
            (record.Definition, record.Parameters, record.Request, record.StartedAt, record.FinishedAt, RunState.Succeeded),
            (found.Definition, found.Parameters, found.Request, found.StartedAt, found.FinishedAt, found.State));
        var foundSteps = _there.Store.Steps(run.Run);
        Assert.Equal(steps.Select(s => (s.Name, s.Position, s.Uses, s.State, s.Key, s.Code, s.Reason, s.StartedAt, s.Milliseconds)), foundSteps.Select(s => (s.Name, s.Position, s.Uses, s.State, s.Key, s.Code, s.Reason, s.StartedAt, s.Milliseconds)));
        Assert.Equal(steps.SelectMany(s => s.Outputs), foundSteps.SelectMany(s => s.Outputs));
        Assert.Equal(steps.SelectMany(s => s.Inputs.OrderBy(i => i.Port)), foundSteps.SelectMany(s => s.Inputs.OrderBy(i => i.Port)));
        Assert.All(run.Digests().Values, d => Assert.Equal(_here.Engine.Checkpoints.Read(d)["n"].ValueAt(0), _there.Engine.Checkpoints.Read(d)["n"].ValueAt(0)));
    }

    [Fact]
    public async Task Every_step_of_an_opened_run_is_reused_and_any_can_be_entered()
    {
        var run = await _here.RunAsync(Some.Diamond());
        _there.Open(_here.Save(run.Run));

        var again = await _there.RunAsync(Some.Diamond());
        var entered = await _there.RunAsync(Some.Diamond(), r => r with { From = ["d"], Base = run.Run, Force = ["d"] });

        Assert.All(again.Steps, s => Assert.Equal(StepState.Reused, s.State));
        Assert.Equal(StepState.Succeeded, entered.State("d"));
        Assert.Equal(run.Digests()["d.rows"], entered.Digests()["d.rows"]);
    }

    [Fact]
    public async Task The_same_run_gives_the_same_bytes()
    {
        var run = await _here.RunAsync(Some.Diamond());

        var one = File.ReadAllBytes(_here.Save(run.Run, name: "one.zip"));
        var two = File.ReadAllBytes(_here.Save(run.Run, name: "two.zip"));
        _there.Open(_here.At("one.zip"));
        Directory.CreateDirectory(_there.At("workflows"));
        var three = File.ReadAllBytes(_there.Save(run.Run, name: "three.zip"));

        Assert.Equal(one, two);
        Assert.Equal(one, three);
    }

    [Theory]
    [InlineData("outputs", "d.rows e.rows")]
    [InlineData("b", "b.rows")]
    [InlineData("a,c", "a.rows c.rows")]
    public async Task Only_the_chosen_checkpoints_go_along_and_only_their_keys(string chosen, string expected)
    {
        var run = await _here.RunAsync(Some.Diamond(value: 7));
        _there.Open(_here.Save(run.Run, chosen));

        // e is a number of its own, so that no two steps share their content.
        Assert.Equal(
            expected.Split(' ').Select(a => run.Digests()[a].Hex).Order(),
            _there.Store.ObjectFiles().Select(f => f.Digest.Hex).Order());
        var keys = _there.Store.Steps(run.Run).Where(s => _there.Store.FindCached(s.Key!) is not null).Select(s => s.Name);
        Assert.Equal(expected.Split(' ').Select(a => a.Split('.')[0]), keys);
        Assert.Equal(RunState.Succeeded, (await _there.RunAsync(Some.Diamond(value: 7))).State);
    }

    [Fact]
    public async Task A_checkpoint_that_was_asked_for_and_is_gone_is_refused_and_among_all_it_is_left_out()
    {
        var run = await _here.RunAsync(Some.Chain());
        File.Delete(_here.Engine.Checkpoints.PathOf(_here.Store.FindObject(run.Digests()["b.rows"])!));

        var problem = Assert.Throws<IrisFlowException>(() => _here.Save(run.Run, "a,b"));
        var left = new List<Finding>();
        _here.Save(run.Run, left: left);

        Assert.Equal(("IF525", ExitCode.NotFound, "irisflow run chain --to b"), (problem.Findings[0].Rule, problem.Exit, problem.Findings[0].Next));
        Assert.Equal(("IF525", Severity.Warning), (Assert.Single(left).Rule, left[0].Severity));
        Assert.Equal("IF402", Assert.Throws<IrisFlowException>(() => _here.Save(run.Run, "bb")).Findings[0].Rule);
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_not_carried_on()
    {
        var run = await _here.RunAsync(Some.Chain());
        var file = _here.Engine.Checkpoints.PathOf(_here.Store.FindObject(run.Digests()["b.rows"])!);
        var bytes = File.ReadAllBytes(file);
        bytes[^10] ^= 1;
        File.WriteAllBytes(file, bytes);

        Assert.Equal(ExitCode.Corrupt, Assert.Throws<IrisFlowException>(() => _here.Save(run.Run)).Exit);
        Assert.False(File.Exists(_here.At("run.zip")));
    }

    [Fact]
    public async Task Opened_again_a_capsule_brings_only_what_is_missing()
    {
        var run = await _here.RunAsync(Some.Chain());
        var file = _here.Save(run.Run);
        _there.Open(file);
        _there.Store.Write(w => w.RemovePin(run.Run, ""));
        new Engine.Retention.GarbageCollector(_there.Folder, _there.Store, TimeProvider.System).Apply(Retention.Archive.Strict);
        Assert.Empty(_there.Store.ObjectFiles());

        var opened = _there.Open(file);

        Assert.Equal((false, 3), (opened.IsNew, opened.Objects));
        Assert.All(run.Digests().Values, d => Assert.NotNull(_there.Engine.Checkpoints.Read(d)));
        Assert.Single(_there.Store.RunHeads());
        Assert.Equal(0, _there.Open(file).Objects);
    }

    [Fact]
    public async Task Another_run_of_the_same_id_is_refused()
    {
        var run = await _here.RunAsync(Some.Chain());
        var file = _here.Save(run.Run);
        _there.Open(file);

        var problem = Assert.Throws<IrisFlowException>(() => _there.Open(_here.Forge(file, "\"it never ran\"", "\"it ran often\"")));

        Assert.Equal("IF527", problem.Findings[0].Rule);
        Assert.Equal("it never ran", _there.Store.Steps(run.Run)[0].Reason);
    }

    [Fact]
    public async Task Sources_code_and_layout_of_the_workflow_go_along_and_never_replace_what_is_there()
    {
        Directory.CreateDirectory(_here.At("workflows/file/data"));
        File.WriteAllText(_here.At("workflows/file/data/n.txt"), "4");
        File.WriteAllText(_here.At("workflows/file/Own.cs"), "// code");
        File.WriteAllText(_here.At("workflows/file/file.layout.json"), "{}");
        File.WriteAllText(_here.At("workflows/file/notes.txt"), "mine");
        var workflow = Workflow.Define("file", flow => flow.Add("a", new NumberFile { Path = "workflows/file/data/n.txt" }));
        var run = await _here.RunAsync(workflow);
        var left = new List<Finding>();

        // Paths start at the bench's folder, so below the workflow's own folder there is no such file.
        _here.Save(run.Run, left: left);
        Assert.Equal("IF526", Assert.Single(left).Rule);

        _there.Open(_here.At("run.zip"));
        Assert.Equal(["Own.cs", "file.flow.json", "file.layout.json"], Directory.EnumerateFiles(_there.At("workflows/file")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.Equal(_here.Store.FindRun(run.Run)!.Definition, File.ReadAllText(_there.At("workflows/file/file.flow.json")));

        File.WriteAllText(_there.At("workflows/file/Own.cs"), "// other code");
        var again = _there.Open(_here.At("run.zip"));
        Assert.Equal([FileOutcome.Kept, FileOutcome.Same, FileOutcome.Same], again.Files.Select(f => f.Value));
        Assert.Equal("// other code", File.ReadAllText(_there.At("workflows/file/Own.cs")));
    }

    [Fact]
    public async Task An_opened_run_is_pinned_for_a_while()
    {
        _there.Open(_here.Save((await _here.RunAsync(Some.Chain())).Run));

        var pin = Assert.Single(_there.Store.Pins());
        Assert.Equal(("ada", "opened from run.zip", CapsuleOpening.Pinned), (pin.Owner, pin.Reason, pin.ExpiresAt - pin.CreatedAt));
    }

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }
}
