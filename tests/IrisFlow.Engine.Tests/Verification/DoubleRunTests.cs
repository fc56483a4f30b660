using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Verification;

namespace IrisFlow.Engine.Tests;

public sealed class DoubleRunTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Steps_that_give_the_same_twice_are_not_named()
    {
        var found = await TwiceAsync(Some.Diamond());

        Assert.True(found.IsComplete);
        Assert.Empty(found.Differing);
        Assert.All(found.First.Steps.Concat(found.Second.Steps), s => Assert.Equal(StepState.Succeeded, s.State));
    }

    [Fact]
    public async Task The_step_where_it_begins_comes_first_and_its_columns_are_named()
    {
        var name = Unsteady.Fresh();
        var found = await TwiceAsync(Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Number());
            var u = flow.Add("u", new Unsteady { Name = name, Given = a.Rows });
            flow.Add("l", new Line { Given = u.Rows });
            flow.Add("p", new Add { Given = a.Rows, By = 1 });
        }));

        Assert.Equal([("u", true), ("l", false)], found.Differing.Select(d => (d.Step, d.Begins)));
        Assert.Equal(["count", "n"], Assert.Single(found.Differing[0].Ports).Columns);
        Assert.Equal("rows", found.Differing[0].Ports[0].Port);
    }

    private async Task<DoubleRun> TwiceAsync(Workflow workflow)
    {
        var first = await _bench.RunAsync(workflow, r => r with { NoCache = true });
        var second = await _bench.RunAsync(workflow, r => r with { NoCache = true });
        return DoubleRun.Compare(first, second, _bench.Engine.Checkpoints);
    }
}
