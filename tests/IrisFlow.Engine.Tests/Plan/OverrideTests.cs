using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Tests;

public class OverrideTests
{
    [Fact]
    public void Set_gives_a_parameter_another_value()
    {
        using var bench = new Bench();

        var plan = bench.Plan(Some.Chain(), r => r with { Set = [("b.by", JsonValue.Create(7))] });

        Assert.Equal(7, (long)plan.Step("b").Bound.Parameters()["by"]!);
    }

    [Fact]
    public void Set_reaches_into_a_nested_value_and_keeps_the_rest()
    {
        using var bench = new Bench();
        var workflow = Workflow.Define("w", flow => flow.Add("s", new Everything { Text = "kept", Taste = new Then { First = new Sweet { Degree = 2 } } }));

        var plan = bench.Plan(workflow, r => r with { Set = [("s.taste.first.degree", JsonValue.Create(5.5))] });

        var parameters = plan.Step("s").Bound.Parameters();
        Assert.Equal(5.5, (double)parameters["taste"]!["first"]!["degree"]!);
        Assert.Equal("kept", (string)parameters["text"]!);
    }

    [Theory]
    [InlineData("x.by", "IF402")]
    [InlineData("b", "IF114")]
    [InlineData("b.by.deeper", "IF114")]
    [InlineData("b.byy", "IF110")]
    public void A_path_that_names_nothing_is_a_finding(string path, string rule)
    {
        using var bench = new Bench();

        Assert.Equal(rule, Assert.Single(bench.Refused(Some.Chain(), r => r with { Set = [(path, JsonValue.Create(1))] })).Rule);
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_a_finding()
    {
        using var bench = new Bench();

        Assert.Equal("IF110", Assert.Single(bench.Refused(Some.Chain(), r => r with { Set = [("b.by", JsonValue.Create("much"))] })).Rule);
    }

    [Fact]
    public async Task A_skipped_step_lets_through_what_it_would_have_changed()
    {
        using var bench = new Bench();

        var result = await bench.RunAsync(Some.Chain(value: 1, by: 100), r => r with { Skip = ["b"] });

        Assert.Equal(["a", "c"], result.Steps.Select(s => s.Name));
        Assert.Equal(11L, bench.Engine.Checkpoints.Read(result.Step("c").Outputs[0].Digest)["n"].ValueAt(0));
    }

    [Fact]
    public async Task Steps_skipped_one_after_the_other_let_through_what_came_first()
    {
        using var bench = new Bench();
        var workflow = Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Number { Value = 3 });
            var b = flow.Add("b", new Add { Given = a.Rows, By = 1 });
            var c = flow.Add("c", new Add { Given = b.Sum, By = 1 });
            flow.Add("d", new Add { Given = c.Sum, By = 0 });
        });

        var result = await bench.RunAsync(workflow, r => r with { Skip = ["c", "b"] });

        Assert.Equal(3L, bench.Engine.Checkpoints.Read(result.Step("d").Outputs[0].Digest)["n"].ValueAt(0));
    }

    [Theory]
    [InlineData("a", "IF115")]
    [InlineData("d", null)]
    [InlineData("nothing", "IF402")]
    public void A_step_can_be_skipped_where_an_input_stands_for_what_others_read(string step, string? rule)
    {
        using var bench = new Bench();

        if (rule is null)
        {
            Assert.DoesNotContain(bench.Plan(Some.Diamond(), r => r with { Skip = [step] }).Steps, s => s.Name == step);
        }
        else
        {
            Assert.Equal(rule, Assert.Single(bench.Refused(Some.Diamond(), r => r with { Skip = [step] })).Rule);
        }
    }
}
