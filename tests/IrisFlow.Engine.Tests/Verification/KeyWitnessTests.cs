namespace IrisFlow.Engine.Tests;

public sealed class KeyWitnessTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly Workflow _unsteady;

    public KeyWitnessTests()
    {
        var name = Unsteady.Fresh();
        _unsteady = Workflow.Define("w", flow => flow.Add("b", new Add { Given = flow.Add("a", new Unsteady { Name = name }).Rows, By = 1 }));
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_forced_step_that_gives_other_data_for_its_key_says_in_which_columns()
    {
        var first = await _bench.RunAsync(_unsteady);
        var second = await _bench.RunAsync(_unsteady, r => r with { Force = ["a"] });

        var warning = Assert.Single(second.Step("a").Warnings);
        Assert.Contains($"other data than in run {first.Run} for the same key: columns count, n differ; test.unsteady is not deterministic", warning);
        Assert.Contains($"Later runs reuse the data of run {first.Run}.", warning);
        Assert.Equal([warning], _bench.Store.Steps(second.Run)[0].Warnings);
    }

    [Fact]
    public async Task The_evidence_names_both_runs_and_both_contents_and_both_are_kept()
    {
        var first = await _bench.RunAsync(_unsteady);
        var second = await _bench.RunAsync(_unsteady, r => r with { NoCache = true });

        var evidence = _bench.Store.Evidence(first.Step("a").Key);

        var found = Assert.Single(evidence);
        Assert.Equal(
            ("test.unsteady", "rows", second.Run, "a", second.Digests()["a.rows"], first.Run, first.Digests()["a.rows"]),
            (found.Uses, found.Port, found.Run, found.Step, found.Digest, found.OtherRun, found.OtherDigest));
        Assert.Equal(["count", "n"], found.Columns);
        Assert.Equal(1, _bench.Engine.Checkpoints.Read(found.OtherDigest).Column<long>("n")[0]);
        Assert.Equal(2, _bench.Engine.Checkpoints.Read(found.Digest).Column<long>("n")[0]);
    }

    [Fact]
    public async Task The_key_goes_on_to_stand_for_what_it_gave_first()
    {
        var first = await _bench.RunAsync(_unsteady);
        await _bench.RunAsync(_unsteady, r => r with { Force = ["a"] });

        var third = await _bench.RunAsync(_unsteady);

        Assert.All(third.Steps, s => Assert.Equal(StepState.Reused, s.State));
        Assert.Equal(first.Digests(), third.Digests());
    }

    [Fact]
    public async Task What_can_not_be_read_any_more_gives_way_to_what_was_made_anew()
    {
        var first = await _bench.RunAsync(_unsteady);
        File.Delete(_bench.Engine.Checkpoints.PathOf(_bench.Store.FindObject(first.Digests()["a.rows"])!));

        var second = await _bench.RunAsync(_unsteady);
        var third = await _bench.RunAsync(_unsteady);

        Assert.Contains("what it was then can't be read; test.unsteady is not deterministic. Later runs reuse the data of this run.", Assert.Single(second.Step("a").Warnings));
        Assert.Empty(Assert.Single(_bench.Store.Evidence()).Columns);
        Assert.Equal(StepState.Reused, third.State("a"));
        Assert.Equal(second.Digests(), third.Digests());
    }

    [Fact]
    public async Task A_step_that_keeps_nothing_is_found_out_by_its_digests_and_its_key_stays_as_it_was()
    {
        var name = Unsteady.Fresh();
        var workflow = Workflow.Define("w", flow => flow.Add("b", new Add { Given = flow.Add("a", new Unsteady { Name = name }, policy: new StepPolicy { Checkpoint = CheckpointPolicy.Never }).Rows, By = 1 }));
        var first = await _bench.RunAsync(workflow);
        var second = await _bench.RunAsync(workflow, r => r with { NoCache = true });

        Assert.Contains("what it was then can't be read; test.unsteady is not deterministic. Later runs reuse the data of run " + first.Run, Assert.Single(second.Step("a").Warnings));
        Assert.Equal(first.Digests()["a.rows"], _bench.Store.FindCached(first.Step("a").Key!)!.Outputs[0].Digest);
    }

    [Fact]
    public async Task A_step_that_gives_the_same_again_leaves_no_evidence()
    {
        await _bench.RunAsync(Some.Chain());
        var again = await _bench.RunAsync(Some.Chain(), r => r with { NoCache = true });

        Assert.All(again.Steps, s => Assert.Empty(s.Warnings));
        Assert.Empty(_bench.Store.Evidence());
    }

    [Fact]
    public async Task A_step_with_an_effect_outside_stands_for_nothing_and_so_contradicts_nothing()
    {
        var name = Unsteady.Fresh();
        var workflow = Workflow.Define("w", flow => flow.Add("send", new Send { Given = flow.Add("a", new Unsteady { Name = name }).Rows }));
        await _bench.RunAsync(workflow);
        var again = await _bench.RunAsync(workflow, r => r with { Force = ["a"] });

        Assert.Empty(again.Step("send").Warnings);
    }
}
