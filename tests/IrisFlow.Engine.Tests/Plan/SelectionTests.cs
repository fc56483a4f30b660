namespace IrisFlow.Engine.Tests;

public class SelectionTests
{
    [Theory]
    [InlineData("", "", "a b c d e")]
    [InlineData("b", "", "b d")]
    [InlineData("a", "", "a b c d")]
    [InlineData("b c", "", "b c d")]
    [InlineData("b e", "", "b d e")]
    [InlineData("", "b", "a b")]
    [InlineData("", "b e", "a b e")]
    [InlineData("b", "d", "b d")]
    [InlineData("a", "c", "a c")]
    [InlineData("b.rows", "d.rows", "b d")]
    public async Task A_run_works_on_what_follows_from_the_entry_and_is_needed_for_the_exit(string from, string to, string selected)
    {
        using var bench = new Bench();
        await bench.RunAsync(Some.Diamond());

        var plan = bench.Plan(Some.Diamond(), r => r with { From = Words(from), To = Words(to) });

        Assert.Equal(selected, plan.Selected());
    }

    [Fact]
    public void Nothing_between_entry_and_exit_is_a_finding()
    {
        using var bench = new Bench();

        Assert.Equal("IF405", Assert.Single(bench.Refused(Some.Diamond(), r => r with { From = ["b"], To = ["e"] })).Rule);
    }

    [Fact]
    public void Unknown_steps_are_all_named_at_once_with_the_nearest()
    {
        using var bench = new Bench();
        var workflow = Workflow.Define("w", flow => flow.Add("select", new Number()));

        var findings = bench.Refused(workflow, r => r with { From = ["selct"], To = ["selecct"], Force = ["sel"] });

        Assert.Equal(["IF402", "IF402", "IF402"], findings.Select(f => f.Rule).Take(3));
        Assert.All(findings.Take(3), f => Assert.Contains("Did you mean 'select'?", f.Expected, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_port_is_a_finding()
    {
        using var bench = new Bench();

        var finding = Assert.Single(bench.Refused(Some.Diamond(), r => r with { From = ["b.row"] }));

        Assert.Equal("IF404", finding.Rule);
        Assert.Contains("'rows'", finding.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Entering_where_nothing_was_made_before_is_refused_with_the_command_to_type()
    {
        using var bench = new Bench();

        var plan = bench.Plan(Some.Chain(), r => r with { From = ["c"] });

        var obstacle = Assert.Single(plan.Obstacles);
        Assert.Equal(("IF407", "c"), (obstacle.Rule, obstacle.Step));
        Assert.Contains("--fill", obstacle.Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_plan_does_not_run()
    {
        using var bench = new Bench();

        await Assert.ThrowsAsync<IrisFlowException>(() => bench.RunAsync(Some.Chain(), r => r with { From = ["c"] }));

        Assert.Empty(bench.Store.Runs(null, 10));
    }

    [Fact]
    public async Task Fill_runs_the_steps_before_the_entry_that_are_missing()
    {
        using var bench = new Bench();

        var result = await bench.RunAsync(Some.Chain(), r => r with { From = ["c"], Fill = true });

        Assert.All(result.Steps, s => Assert.Equal(StepState.Succeeded, s.State));
    }

    [Fact]
    public async Task A_stale_checkpoint_is_used_only_when_allowed_and_the_plan_says_so()
    {
        using var bench = new Bench();
        await bench.RunAsync(Some.Chain(value: 1));

        var refused = bench.Plan(Some.Chain(value: 2), r => r with { From = ["c"] });
        var allowed = bench.Plan(Some.Chain(value: 2), r => r with { From = ["c"], StaleOk = true });

        Assert.Contains("stale", Assert.Single(refused.Obstacles).Message, StringComparison.Ordinal);
        Assert.Empty(allowed.Obstacles);
        Assert.Equal("IF406", Assert.Single(allowed.Warnings).Rule);
    }

    [Fact]
    public async Task A_base_run_gives_the_inputs_of_the_entry()
    {
        using var bench = new Bench();
        var first = await bench.RunAsync(Some.Chain(by: 1));
        await bench.RunAsync(Some.Chain(by: 2));

        var result = await bench.RunAsync(Some.Chain(by: 2), r => r with { From = ["c"], Base = first.Run });

        Assert.Equal(first.Step("c").Outputs[0].Digest, result.Step("c").Outputs[0].Digest);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
