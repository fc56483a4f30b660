using System.Text.Json.Nodes;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Tests;

public class ReuseTests
{
    [Fact]
    public async Task An_unchanged_workflow_runs_nothing()
    {
        using var bench = new Bench();
        var first = await bench.RunAsync(Some.Chain());

        var second = await bench.RunAsync(Some.Chain());

        Assert.All(second.Steps, s => Assert.Equal((StepState.Reused, $"unchanged since run {first.Run}"), (s.State, s.Reason)));
        Assert.Equal(first.Digests(), second.Digests());
    }

    [Fact]
    public async Task Going_back_to_an_old_value_runs_nothing()
    {
        using var bench = new Bench();
        await bench.RunAsync(Some.Chain(by: 1));
        await bench.RunAsync(Some.Chain(by: 2));

        var again = await bench.RunAsync(Some.Chain(by: 1));

        Assert.All(again.Steps, s => Assert.Equal(StepState.Reused, s.State));
    }

    [Fact]
    public async Task A_changed_value_runs_what_depends_on_it_and_nothing_else()
    {
        using var bench = new Bench();
        await bench.RunAsync(Some.Diamond());

        var result = await bench.RunAsync(Some.Diamond(), r => r with { Set = [("b.by", JsonValue.Create(9))] });

        Assert.Equal("a:Reused b:Succeeded c:Reused d:Succeeded e:Reused", string.Join(' ', result.Steps.Select(s => $"{s.Name}:{s.State}")));
    }

    [Fact]
    public async Task A_renamed_step_is_reused()
    {
        using var bench = new Bench();
        await bench.RunAsync(Some.Chain());
        var renamed = Workflow.Define("chain", flow =>
        {
            var a = flow.Add("first", new Number());
            flow.Add("second", new Add { Given = a.Rows, By = 1 }, note: "with a note");
        });

        var result = await bench.RunAsync(renamed);

        Assert.All(result.Steps, s => Assert.Equal(StepState.Reused, s.State));
    }

    [Fact]
    public async Task A_file_that_moved_or_was_written_again_with_the_same_content_is_reused()
    {
        using var bench = new Bench();
        bench.Write("here.txt", "5");
        bench.Write("there.txt", "5");
        Workflow Reading(string path) => Workflow.Define("w", flow => flow.Add("a", new NumberFile { Path = path }));
        await bench.RunAsync(Reading("here.txt"));

        var moved = await bench.RunAsync(Reading("there.txt"));
        bench.Write("there.txt", "6");
        var changed = await bench.RunAsync(Reading("there.txt"));

        Assert.Equal(StepState.Reused, moved.State("a"));
        Assert.Equal((StepState.Succeeded, "there.txt changed"), (changed.State("a"), changed.Step("a").Reason));
    }

    [Fact]
    public async Task A_step_that_gives_the_same_again_cuts_off_what_follows()
    {
        using var bench = new Bench();
        var first = await bench.RunAsync(Some.Chain(by: 1, parity: true));

        var result = await bench.RunAsync(Some.Chain(by: 3, parity: true));

        Assert.Equal(StepState.Succeeded, result.State("b"));
        Assert.Equal((StepState.Reused, $"what it reads turned out the same as in run {first.Run}"), (result.State("c"), result.Step("c").Reason));
    }

    [Fact]
    public async Task A_forced_step_runs_and_what_follows_is_cut_off()
    {
        using var bench = new Bench();
        await bench.RunAsync(Some.Chain());

        var result = await bench.RunAsync(Some.Chain(), r => r with { Force = ["b"] });

        Assert.Equal((StepState.Succeeded, "forced by --force"), (result.State("b"), result.Step("b").Reason));
        Assert.Equal([StepState.Reused, StepState.Reused], [result.State("a"), result.State("c")]);
    }

    [Fact]
    public async Task Without_cache_everything_runs_and_is_stored_all_the_same()
    {
        using var bench = new Bench();
        var result = await bench.RunAsync(Some.Chain(), r => r with { NoCache = true });
        var forced = await bench.RunAsync(Some.Chain(), r => r with { NoCache = true });
        var after = await bench.RunAsync(Some.Chain());

        Assert.All(result.Steps.Concat(forced.Steps), s => Assert.Equal(StepState.Succeeded, s.State));
        Assert.All(after.Steps, s => Assert.Equal(StepState.Reused, s.State));
    }

    [Fact]
    public async Task A_step_with_an_effect_outside_is_never_reused()
    {
        using var bench = new Bench();
        var workflow = Workflow.Define("w", flow => flow.Add("send", new Send { Given = flow.Add("a", new Number()).Rows }));
        await bench.RunAsync(workflow);

        var result = await bench.RunAsync(workflow);

        Assert.Equal((StepState.Succeeded, "it has an effect outside the workspace"), (result.State("send"), result.Step("send").Reason));
    }

    [Fact]
    public async Task The_reason_names_what_changed_from_what_to_what()
    {
        using var bench = new Bench();
        await bench.RunAsync(Some.Chain(value: 1, by: 1));

        var plan = bench.Plan(Some.Chain(value: 2, by: 1));
        var set = bench.Plan(Some.Chain(value: 1, by: 4));

        Assert.Equal("value changed from 1 to 2", plan.Step("a").Reason);
        Assert.Equal("after a", plan.Step("b").Reason);
        Assert.Equal("by changed from 1 to 4", set.Step("b").Reason);
    }

    [Fact]
    public void A_step_that_never_ran_says_so()
    {
        using var bench = new Bench();

        Assert.Equal("it never ran", bench.Plan(Some.Chain()).Step("a").Reason);
    }

    [Fact]
    public async Task A_plan_changes_nothing()
    {
        using var bench = new Bench();

        bench.Plan(Some.Chain());
        await bench.RunAsync(Some.Chain());
        var plan = bench.Plan(Some.Chain());

        Assert.Equal("a:Reuse b:Reuse c:Reuse", plan.Decisions());
        Assert.Single(bench.Store.Runs(null, 10));
    }
}
