using IrisFlow.Engine.Reasons;

namespace IrisFlow.Engine.Tests;

/// <summary>Reasons that are no difference: what was asked for, and what became of checkpoints.</summary>
public sealed class ReasonTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_step_that_never_ran() =>
        Assert.Equal("NeverRan: it never ran", _bench.Tree(_bench.Plan(Some.Chain()), "a"));

    [Fact]
    public async Task A_step_that_is_unchanged_names_the_run()
    {
        var run = await _bench.RunAsync(Some.Chain());
        var why = _bench.Plan(Some.Chain()).Step("a").Why;

        Assert.Equal((ReasonKind.Unchanged, run.Run), (why.Kind, why.Run));
    }

    [Fact]
    public async Task What_the_user_or_the_activity_asks_for()
    {
        await _bench.RunAsync(Some.Chain());
        var send = Workflow.Define("send", flow => flow.Add("send", new Send { Given = flow.Add("a", new Number()).Rows }));
        await _bench.RunAsync(send);

        Assert.Equal("Forced: forced by --force", _bench.Tree(_bench.Plan(Some.Chain(), r => r with { Force = ["a"] }), "a"));
        Assert.Equal("NoCache: nothing is reused with --no-cache", _bench.Tree(_bench.Plan(Some.Chain(), r => r with { NoCache = true }), "a"));
        Assert.Equal("SideEffect: it has an effect outside the workspace", _bench.Tree(_bench.Plan(send), "send"));
    }

    [Fact]
    public async Task A_step_after_others_leads_to_where_it_begins()
    {
        await _bench.RunAsync(Some.Diamond(value: 1));
        var plan = _bench.Plan(Some.Diamond(value: 2));

        Assert.Equal("after b", plan.Step("d").Reason);
        Assert.Equal(
            """
            Upstream: after b
              ParameterChanged: a: value changed from 1 to 2
            """,
            _bench.Tree(plan, "d"));
    }

    [Fact]
    public async Task A_step_after_others_names_its_own_changes_too()
    {
        await _bench.RunAsync(Some.Chain(value: 1, by: 1));
        var plan = _bench.Plan(Some.Chain(value: 2, by: 3));

        Assert.Equal("after a, by changed from 1 to 3", plan.Step("b").Reason);
        Assert.Equal(
            """
            Upstream: after b
              ParameterChanged: b: by changed from 1 to 3
              ParameterChanged: a: value changed from 1 to 2
            """,
            _bench.Tree(plan, "c"));
    }

    [Fact]
    public async Task A_forced_step_after_others_is_both()
    {
        await _bench.RunAsync(Some.Chain(value: 1));

        Assert.Equal(
            """
            Several: after a, forced by --force
              Upstream: after a
                ParameterChanged: a: value changed from 1 to 2
              Forced: forced by --force
            """,
            _bench.Tree(_bench.Plan(Some.Chain(value: 2), r => r with { Force = ["b"] }), "b"));
    }

    [Fact]
    public async Task A_checkpoint_that_is_gone_and_one_that_is_damaged()
    {
        var run = await _bench.RunAsync(Some.Chain());
        var file = _bench.Engine.Checkpoints.PathOf(_bench.Store.FindObject(run.Digests()["a.rows"])!);
        File.Delete(file);
        File.WriteAllText(file, "x");
        Assert.Equal($"CheckpointDamaged: its checkpoint rows of run {run.Run} is damaged", _bench.Tree(_bench.Plan(Some.Chain()), "a"));

        File.Delete(file);
        Assert.Equal($"CheckpointMissing: its checkpoint rows of run {run.Run} is gone", _bench.Tree(_bench.Plan(Some.Chain()), "a"));
    }

    [Fact]
    public void A_success_whose_outputs_were_let_go()
    {
        _bench.Store.Record("1", _bench.Plan(Some.Chain()), s => s);

        Assert.Equal("CheckpointEvicted: its checkpoint of run 1 was not kept", _bench.Tree(_bench.Plan(Some.Chain()), "a"));
    }

    [Fact]
    public async Task A_step_that_failed_and_never_succeeded()
    {
        var workflow = Workflow.Define("w", flow => flow.Add("a", new Hook { Name = Hook.That(() => throw new InvalidOperationException("no")) }));
        var run = await _bench.RunAsync(workflow);

        Assert.Equal($"FailedBefore: it failed in run {run.Run}", _bench.Tree(_bench.Plan(workflow), "a"));
    }

    [Fact]
    public async Task A_step_that_only_ever_had_other_data_in_its_place()
    {
        var mine = _bench.Write("mine.parquet", Table.Of(("n", Column.Of(7L))));
        var run = await _bench.RunAsync(Some.Chain(), r => r with { With = [("a.rows", mine)] });

        Assert.Equal($"Injected: run {run.Run} had other data in its place", _bench.Tree(_bench.Plan(Some.Chain()), "a"));
    }

    [Fact]
    public async Task Steps_that_are_not_selected()
    {
        await _bench.RunAsync(Some.Chain(value: 1));
        var kept = _bench.Plan(Some.Chain(value: 1, by: 2), r => r with { From = ["b"] });
        var filled = _bench.Plan(Some.Chain(value: 2), r => r with { From = ["b"], Fill = true });
        var blocked = _bench.Plan(Some.Chain(value: 2), r => r with { From = ["b"] });
        var left = _bench.Plan(Some.Chain(value: 1), r => r with { To = ["a"] });

        Assert.Equal(ReasonKind.Kept, kept.Step("a").Why.Kind);
        Assert.Equal("FilledIn: filled in, as b needs it\n  ParameterChanged: value changed from 1 to 2", _bench.Tree(filled, "a"));
        Assert.Equal("Blocked: a.rows has no current checkpoint", _bench.Tree(blocked, "b"));
        Assert.Equal("NotSelected: ", _bench.Tree(left, "c"));
    }

    [Fact]
    public async Task It_is_compared_with_the_nearest_success_and_of_several_with_the_newest()
    {
        var first = await _bench.RunAsync(Some.Chain(by: 1, parity: false));
        var second = await _bench.RunAsync(Some.Chain(by: 2, parity: true));
        await _bench.RunAsync(Some.Chain(value: 9, by: 9, parity: true));

        // From the first one thing differs, from the second one, from the last two.
        var near = _bench.Engine.Explain(_bench.Plan(Some.Chain(by: 3, parity: false)))(_bench.Plan(Some.Chain(by: 3, parity: false)).Step("b"));
        Assert.Equal((first.Run, "by changed from 1 to 3"), (near.Run, near.Text));

        var tie = _bench.Plan(Some.Chain(by: 1, parity: true)).Step("b").Why;
        Assert.Equal((second.Run, "by changed from 2 to 1"), (tie.Run, tie.Text));
    }

    [Fact]
    public async Task A_failed_run_is_no_success_to_compare_with()
    {
        var fails = false;
        var name = Hook.That(() => _ = fails ? throw new InvalidOperationException() : 0);
        Workflow Hooked(int value) => Workflow.Define("w", flow => flow.Add("hook", new Hook { Name = name, Given = flow.Add("a", new Number { Value = value }).Rows }));
        var good = await _bench.RunAsync(Hooked(1));
        fails = true;
        await _bench.RunAsync(Hooked(2));

        var why = _bench.Plan(Hooked(2)).Step("hook").Why;

        Assert.Equal((ReasonKind.InputChanged, good.Run), (why.Kind, why.Run));
    }
}
