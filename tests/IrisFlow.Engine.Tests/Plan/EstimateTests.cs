using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Tests;

public sealed class EstimateTests : IDisposable
{
    private readonly Bench _bench = new(parallelism: 2);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void What_never_ran_is_not_counted_and_named()
    {
        var estimate = _bench.Engine.Estimate(_bench.Plan(Some.Chain()));

        Assert.Equal(["a", "b", "c"], estimate.Unknown);
        Assert.Equal((0, 0, 0), (estimate.Milliseconds, estimate.WorkMilliseconds, estimate.Bytes));
    }

    [Fact]
    public async Task What_is_reused_costs_nothing()
    {
        await _bench.RunAsync(Some.Chain());

        Assert.Equivalent(new PlanEstimate(new Dictionary<string, StepCost>(), [], 0, 0, 0), _bench.Engine.Estimate(_bench.Plan(Some.Chain())));
    }

    [Fact]
    public async Task What_runs_again_counts_as_it_was_last_time()
    {
        var run = await _bench.RunAsync(Some.Chain(by: 1));
        var estimate = _bench.Engine.Estimate(_bench.Plan(Some.Chain(by: 2)));

        Assert.Equal(["b", "c"], estimate.Steps.Keys);
        Assert.Equal(run.Step("b").Milliseconds + run.Step("c").Milliseconds, estimate.WorkMilliseconds, 6);
        Assert.Equal(new[] { "b.rows", "c.rows" }.Sum(p => _bench.Store.FindObject(run.Digests()[p])!.Bytes), estimate.Bytes);
    }

    [Theory]

    // a 1; then b 2 and c 3; then d 4; e 5 alone. With two places a and e begin, b and then c take the place of a, and d waits for c: 1 + 2 + 3 + 4.
    [InlineData(1, 15)]
    [InlineData(2, 10)]
    [InlineData(3, 8)]
    [InlineData(9, 8)]
    public void Independent_steps_count_beside_each_other_as_far_as_there_are_places(int places, double expected)
    {
        var cost = new Dictionary<string, double> { ["a"] = 1, ["b"] = 2, ["c"] = 3, ["d"] = 4, ["e"] = 5 };
        var estimate = PlanEstimate.Of(_bench.Plan(Some.Diamond()), name => new(cost[name], 10), places);

        Assert.Equal((expected, 15, 50), (estimate.Milliseconds, estimate.WorkMilliseconds, estimate.Bytes));
    }
}
