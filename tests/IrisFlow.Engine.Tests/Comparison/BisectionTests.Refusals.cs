using System.Text.Json.Nodes;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Tests;

public sealed partial class BisectionTests
{
    [Fact]
    public async Task Runs_whose_metric_is_the_same_are_refused()
    {
        var good = await _bench.RunAsync(Chain());
        var bad = await _bench.RunAsync(Chain(), r => r with { Set = [("l2.offset", JsonValue.Create(3))] });

        await RefusesAsync("IF428", "m.sum is 10 in run", () => FindAsync(good, good));
        await RefusesAsync("IF428", "no difference", () => FindAsync(good, bad, tolerance: 3));
    }

    [Fact]
    public async Task Runs_that_have_not_the_same_steps_are_refused()
    {
        var good = await _bench.RunAsync(Chain());
        var shorter = await _bench.RunAsync(Chain(), r => r with { Skip = ["l3"], Set = [("l1.offset", JsonValue.Create(3))] });
        var other = await _bench.RunAsync(Workflow.Define("other", flow => flow.Add("m", new Measure { Given = flow.Add("a", new Number()).Rows })));

        await RefusesAsync("IF426", "need step 'l3'", () => FindAsync(good, shorter));
        await RefusesAsync("IF426", "is of workflow 'w'", () => FindAsync(good, other));
    }

    [Fact]
    public async Task A_metric_that_is_not_there_is_refused_with_the_nearest()
    {
        var good = await _bench.RunAsync(Chain());

        var problem = await Assert.ThrowsAsync<IrisFlowException>(() => FindAsync(good, good, "smu"));

        Assert.Equal("IF427", problem.Findings[0].Rule);
        Assert.Contains("Did you mean 'sum'?", problem.Findings[0].Expected);
    }

    [Fact]
    public async Task A_metric_that_several_steps_have_is_told_apart_by_its_step()
    {
        static Workflow Twice(int value) => Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Number { Value = value });
            flow.Add("m", new Measure { Given = a.Rows });
            flow.Add("n", new Measure { Given = flow.Add("l", new Line { Given = a.Rows, Slope = 2 }).Made });
        });
        var (good, bad) = (await _bench.RunAsync(Twice(1)), await _bench.RunAsync(Twice(2)));

        await RefusesAsync("IF427", "Several steps", () => FindAsync(good, bad));
        Assert.Equal(("a", 2.0, 4.0), (await FindAsync(good, bad, "n.sum") is var found ? (found.Step, found.GoodValue, found.BadValue) : default));
    }

    [Fact]
    public async Task Steps_whose_code_is_not_the_bad_run_s_any_more_are_not_tried()
    {
        var good = await _bench.RunAsync(Chain());
        var bad = await _bench.RunAsync(Chain(), r => r with { Set = [("l1.offset", JsonValue.Create(3))] });
        _bench.Execute($"UPDATE steps SET code = 'gone' WHERE run_id = '{bad.Run}' AND step = 'l5'");

        await RefusesAsync("IF429", "The code of test.line is not what run", () => FindAsync(good, bad));
        Assert.Equal(RunState.Failed, Assert.Single(_bench.Store.Parts(bad.Run)).State);
    }

    [Fact]
    public async Task Checkpoints_that_are_gone_are_told()
    {
        var good = await _bench.RunAsync(Chain());
        var bad = await _bench.RunAsync(Chain(), r => r with { Set = [("l1.offset", JsonValue.Create(3))] });
        File.Delete(_bench.Engine.Checkpoints.PathOf(_bench.Store.FindObject(good.Digests()["l3.rows"])!));

        await RefusesAsync("IF429", "gone or damaged", () => FindAsync(good, bad));
    }

    private static async Task RefusesAsync(string rule, string said, Func<Task> work)
    {
        var problem = await Assert.ThrowsAsync<IrisFlowException>(work);
        Assert.Equal(rule, problem.Findings[0].Rule);
        Assert.Contains(said, problem.Findings[0].Message);
    }
}
