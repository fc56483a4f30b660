using IrisFlow.Engine.Run;
using IrisFlow.Engine.Sweep;

namespace IrisFlow.Engine.Tests.Sweep;

public class SweepTests
{
    [Fact]
    public async Task Every_combination_is_a_run_and_what_they_share_is_computed_once()
    {
        using var bench = new Bench();

        var result = await bench.SweepAsync(Scored(), ["b.by=1..3", "c.by=10,20"]);

        Assert.Equal(RunState.Succeeded, result.State);
        Assert.Equal(6, result.Table.RowCount);
        Assert.Equal("a:1 b:3 c:6 score:6", bench.Computed(result.Run));
    }

    [Fact]
    public async Task Results_stand_best_first_with_what_was_swept()
    {
        using var bench = new Bench();

        // 1 + 1 + by: 3, 4, 7, 5, 6 and 8.
        var result = await bench.SweepAsync(Scored(), ["c.by=1,2,5,3,4,6"], s => s with { By = "loss" });

        Assert.Equal(("score.loss", true), (result.By, result.SmallestFirst));
        Assert.Equal(["rank", "c.by", "score.closeness", "score.loss", "state", "run"], result.Table.Schema.Names);
        Assert.Equal([3, 2, 4, 1, 5, 6], result.Table.Column<long>("c.by").Values.ToArray());
        Assert.Equal([1, 2, 2, 4, 4, 6], result.Table.Column<long>("rank").Values.ToArray());
        Assert.Equal([0.0, 1, 1, 2, 2, 3], result.Table.Column<double>("score.loss").Values.ToArray());
    }

    [Fact]
    public async Task A_metric_may_have_the_name_of_what_is_swept_and_a_parameter_that_of_a_column()
    {
        using var bench = new Bench();
        var named = Scored() with { Parameters = [new("rank", "integer", null)] };
        named = named with { Steps = [.. named.Steps.Select(s => s.Name == "c" ? s with { With = new() { ["by"] = "${rank}" } } : s)] };

        var result = await bench.SweepAsync(named, ["score.loss=0,1", "rank=1,2"]);

        Assert.Equal(["rank", "score.loss", "rank_", "score.closeness", "score.loss_", "state", "run"], result.Table.Schema.Names);
    }

    [Fact]
    public async Task The_user_may_say_that_less_is_better()
    {
        using var bench = new Bench();

        var result = await bench.SweepAsync(Scored(), ["c.by=3,6"], s => s with { By = "score.closeness", SmallestFirst = true });

        Assert.Equal([6, 3], result.Table.Column<long>("c.by").Values.ToArray());
    }

    [Fact]
    public async Task A_run_that_fails_stops_no_other_and_the_table_shows_which()
    {
        using var bench = new Bench();

        var result = await bench.SweepAsync(Scored(), ["c.by=1000,3,2000"]);

        Assert.Equal(RunState.Failed, result.State);
        Assert.Equal(["succeeded", "failed", "failed"], States(result));
        Assert.Equal([3, 1000, 2000], result.Table.Column<long>("c.by").Values.ToArray());
        Assert.Equal([false, true, true], Enumerable.Range(0, 3).Select(result.Table["rank"].IsNull));
        Assert.Equal("score", Assert.Single(result.Findings).Step);
        Assert.Equal(RunState.Failed, bench.Store.FindRun(result.Run)!.State);
    }

    [Fact]
    public async Task The_results_are_a_checkpoint_of_the_sweeps_run()
    {
        using var bench = new Bench();

        var result = await bench.SweepAsync(Scored(), ["c.by=1..3"]);

        var output = bench.Store.Steps(result.Run).Single(s => s.Name == "results").Outputs.Single();
        Assert.Equal(TableDigest.Of(result.Table), TableDigest.Of(bench.Engine.Checkpoints.Read(output.Digest)));
        Assert.True(File.Exists(bench.Engine.PathOf(result.Run, "results", "results")));
    }

    [Fact]
    public async Task A_workflow_may_have_a_step_named_as_the_results_are()
    {
        using var bench = new Bench();
        var own = Workflow.Define("w", flow => flow.Add("results", new Number { Value = 1 }));

        var result = await bench.SweepAsync(own, ["results.value=1,2"]);

        Assert.Equal("sweep-results", bench.Store.Steps(result.Run).Single().Name);
        Assert.NotEqual(result.Run, bench.Store.LastStep("w", "results")!.Value.Run);
    }

    [Fact]
    public async Task A_part_knows_its_sweep_and_is_listed_with_it_only()
    {
        using var bench = new Bench();

        var result = await bench.SweepAsync(Scored(), ["c.by=1,2"]);

        Assert.Equal([result.Run], bench.Store.Runs(null, 10).Select(r => r.Id));
        Assert.Equal(["""{"c.by":1}""", """{"c.by":2}"""], bench.Store.Parts(result.Run).Select(p => p.Variant!).Order());
        Assert.Contains("irisflow run w --set c.by=2", bench.Store.Parts(result.Run).Select(p => p.Command));
    }

    [Fact]
    public async Task A_parameter_of_the_workflow_is_swept_by_its_name_alone()
    {
        using var bench = new Bench();
        var workflow = Scored();
        var add = workflow.Steps.Single(s => s.Name == "c");
        workflow = workflow with
        {
            Parameters = [new("k", "integer", null)],
            Steps = [.. workflow.Steps.Select(s => s == add ? s with { With = new() { ["by"] = "${k}" } } : s)],
        };

        var result = await bench.SweepAsync(workflow, ["k=3,4"]);

        Assert.Equal([3, 4], result.Table.Column<long>("k").Values.ToArray());
        Assert.Equal([0.0, 1], result.Table.Column<double>("score.loss").Values.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_more_runs_are_at_work_at_once_than_four_a_core(int parallelism)
    {
        using var bench = new Bench(parallelism);
        var (running, most, gate) = (0, 0, new Lock());
        var names = Enumerable.Range(0, 40).Select(_ => Hook.That(async _ =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++running);
            }

            await Task.Yield();
            lock (gate)
            {
                running--;
            }
        }));

        var result = await bench.SweepAsync(Hooked(), [$"h.name={string.Join(',', names)}"]);

        Assert.Equal(RunState.Succeeded, result.State);
        Assert.InRange(most, 1, 4 * parallelism);
    }

    [Fact]
    public async Task A_plan_counts_the_steps_that_a_sweep_then_runs()
    {
        using var bench = new Bench();
        await bench.RunAsync(Scored());
        var plan = bench.Engine.Sweeps.Plan(bench.Sweep(Scored(), ["b.by=1..3", "c.by=10,20"]));

        var estimate = bench.Engine.Sweeps.Estimate(plan);
        var result = await bench.Engine.Sweeps.RunAsync(plan);

        // The run before has made a, b and, with other values, nothing more of it.
        Assert.Equal("b:2 c:5 score:5", bench.Computed(result.Run));
        Assert.Equal((6, 12, 12, 0), (estimate.Runs, estimate.Run, estimate.Reused, estimate.Blocked));
    }

    [Theory]
    [InlineData("IF402", "x.by=1,2")]
    [InlineData("IF110", "b.bye=1,2")]
    [InlineData("IF110", "b.by=one,two")]
    [InlineData("IF111", "q=1,2")]
    [InlineData("IF114", "b.by.more=1,2")]
    [InlineData("IF441", "b.by=1,2", "b.by=3")]
    [InlineData("IF442", "b.by=1..101", "c.by=1..100")]
    public void What_can_not_be_is_refused_before_the_first_run(string rule, params string[] sweeps)
    {
        using var bench = new Bench();

        var problem = Assert.Throws<IrisFlowException>(() => bench.Engine.Sweeps.Plan(bench.Sweep(Scored(), sweeps)));

        Assert.Equal(rule, problem.Findings[0].Rule);
        Assert.Empty(bench.Store.Runs(null, 1));
    }

    [Fact]
    public void What_is_wrong_with_some_runs_only_says_with_which()
    {
        using var bench = new Bench();

        var problem = Assert.Throws<IrisFlowException>(() => bench.Engine.Sweeps.Plan(bench.Sweep(Scored(), ["c.by=1,one,2", "b.parity=true,maybe"])));

        Assert.Equal(2, problem.Findings.Count);
        Assert.Contains("in 2 of 6 runs, first with {\"c.by\":\"one\",\"b.parity\":true}", problem.Findings.Single(f => f.Step == "c").Message);
        Assert.Contains("in 3 of 6 runs", problem.Findings.Single(f => f.Step == "b").Message);
    }

    [Fact]
    public void What_is_given_by_a_set_is_not_swept()
    {
        using var bench = new Bench();
        var sweep = bench.Sweep(Scored(), ["c.by=1,2"]);

        var problem = Assert.Throws<IrisFlowException>(() => bench.Engine.Sweeps.Plan(sweep with { Request = sweep.Request with { Set = [("c.by", 5)] } }));

        Assert.Equal("IF441", problem.Findings.Single().Rule);
    }

    [Theory]
    [InlineData("nowhere.loss", "IF402")]
    [InlineData("b.loss", "IF443")]
    public void A_metric_of_a_step_that_has_none_is_refused_before_the_first_run(string by, string rule)
    {
        using var bench = new Bench();

        var problem = Assert.Throws<IrisFlowException>(() => bench.Engine.Sweeps.Plan(bench.Sweep(Scored(), ["c.by=1,2"]) with { By = by }));

        Assert.Equal(rule, problem.Findings.Single().Rule);
    }

    [Fact]
    public async Task A_slip_in_the_metric_is_told_before_the_first_run_where_the_workflow_has_run_before()
    {
        using var bench = new Bench();
        var sweep = bench.Sweep(Scored(), ["c.by=1,2"]) with { By = "los" };

        var first = await bench.Engine.Sweeps.RunAsync(bench.Engine.Sweeps.Plan(sweep));
        var problem = Assert.Throws<IrisFlowException>(() => bench.Engine.Sweeps.Plan(sweep));

        Assert.Equal("IF443", first.Findings.Single().Rule);
        Assert.Equal(RunState.Succeeded, first.State);
        Assert.Contains("Did you mean", problem.Findings.Single().Expected);
    }

    /// <summary>A number, two sums and their score.</summary>
    internal static Workflow Scored() => Workflow.Define("w", flow =>
    {
        var a = flow.Add("a", new Number { Value = 1 });
        var b = flow.Add("b", new Add { Given = a.Rows, By = 1 });
        var c = flow.Add("c", new Add { Given = b.Sum, By = 10 });
        flow.Add("score", new Score { Given = c.Sum });
    });

    /// <summary>One step that does what a test says.</summary>
    internal static Workflow Hooked() => Workflow.Define("w", flow =>
    {
        var a = flow.Add("a", new Number());
        flow.Add("h", new Hook { Given = a.Rows, Name = "" });
    });

    private static IEnumerable<string> States(SweepResult result) => Enumerable.Range(0, result.Table.RowCount).Select(i => result.Table.Strings("state")[i]!);
}

/// <summary>Short ways to sweep.</summary>
internal static class SweepBench
{
    public static SweepRequest Sweep(this Bench bench, Workflow workflow, IReadOnlyList<string> sweeps) =>
        new(new(workflow, bench.Environment) { Command = $"irisflow run {workflow.Name}" }, [.. sweeps.Select(s => SweepAxis.Parse(s, SweepAxisTests.Value))]);

    public static Task<SweepResult> SweepAsync(this Bench bench, Workflow workflow, IReadOnlyList<string> sweeps, Func<SweepRequest, SweepRequest>? change = null)
    {
        var sweep = bench.Sweep(workflow, sweeps);
        return bench.Engine.Sweeps.RunAsync(bench.Engine.Sweeps.Plan(change is null ? sweep : change(sweep)));
    }

    /// <summary>How often each step was computed in the parts of a run.</summary>
    public static string Computed(this Bench bench, string run) => string.Join(' ', bench.Store.Parts(run)
        .SelectMany(p => bench.Store.Steps(p.Id))
        .Where(s => s.State is StepState.Succeeded or StepState.Failed)
        .CountBy(s => s.Name).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}:{s.Value}"));
}
