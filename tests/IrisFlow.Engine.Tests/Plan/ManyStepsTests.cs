using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Reasons;
using IrisFlow.Parquet;
using IrisFlow.Testing;

namespace IrisFlow.Engine.Tests;

/// <summary>Plans of 10,000 steps say of each what they say of a step alone.</summary>
public sealed class ManyStepsTests : IDisposable
{
    private const int Steps = 10_000;

    private readonly MemoryRunStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Side_by_side_each_step_names_its_own_change()
    {
        _store.Record("1", Plan(Wide(1)), s => s);

        var steps = Plan(Wide(2)).Steps;

        Assert.Equal(Enumerable.Range(0, Steps).Select(i => $"value changed from {i} to {i * 2}").Skip(1), steps.Select(s => s.Reason).Skip(1));
        Assert.Equal(ReasonKind.CheckpointEvicted, steps[0].Why.Kind);
        Assert.All(steps, s => Assert.Equal((Decision.Run, "1"), (s.Decision, s.Why.Run)));
    }

    [Fact]
    public void In_a_chain_each_step_leads_to_the_first()
    {
        _store.Record("1", Plan(Chain(1)), s => s with { Key = "key of " + s.Name });

        var steps = Plan(Chain(2)).Steps;

        Assert.Equal("value changed from 1 to 2", steps[0].Reason);
        Assert.Equal(Enumerable.Range(0, Steps - 1).Select(i => $"after s{i}"), steps.Skip(1).Select(s => s.Reason));
        Assert.All(steps.Skip(1), s => Assert.Equal("s0: value changed from 1 to 2", Assert.Single(s.Why.Because).Text));
    }

    private static Workflow Wide(int factor) => Workflow.Define("wide", flow =>
    {
        for (var i = 0; i < Steps; i++)
        {
            flow.Add($"s{i}", new Number { Value = i * factor });
        }
    });

    private static Workflow Chain(int value) => Workflow.Define("chain", flow =>
    {
        var rows = flow.Add("s0", new Number { Value = value }).Rows;
        for (var i = 1; i < Steps; i++)
        {
            rows = flow.Add($"s{i}", new Add { Given = rows, By = 1 }).Sum;
        }
    });

    private RunPlan Plan(Workflow workflow) => new WorkflowEngine("nowhere", _store, new ParquetFormat())
        .Plan(new(workflow, new("nowhere", new Catalog(typeof(Bench).Assembly), new TableFormats([new ParquetFormat()]))));
}
