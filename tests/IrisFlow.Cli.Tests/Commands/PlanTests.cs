using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public sealed class PlanTests : IAsyncLifetime
{
    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public Task InitializeAsync() => _workspace.JsonAsync("run", "iris");

    public Task DisposeAsync()
    {
        _workspace.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_is_unchanged_would_be_reused() =>
        Assert.Equal("load:reuse filter:reuse select:reuse train:reuse evaluate:reuse cross-validate:reuse", (await PlanAsync()).Decisions());

    [Fact]
    public async Task What_depends_on_a_change_would_run() =>
        Assert.Equal("load:reuse filter:reuse select:run train:run evaluate:run cross-validate:run", (await PlanAsync("--set", "select.k=3")).Decisions());

    [Fact]
    public async Task The_reason_names_what_changed() =>
        Assert.Equal("k changed from 2 to 3", (await PlanAsync("--set", "select.k=3")).Step("select")["reason"]!.GetValue<string>());

    [Fact]
    public async Task What_is_given_would_be_injected()
    {
        var plan = await PlanAsync("--from", "train", "--with", $"select.rows={_workspace.At("workflows/iris/data/petals.csv")}");
        Assert.Equal("load:not-selected filter:not-selected select:injected train:run evaluate:run cross-validate:run", plan.Decisions());
    }

    [Fact]
    public async Task What_can_not_run_is_blocked()
    {
        var plan = (await _workspace.RunAsync("plan", "iris", "--from", "train", "--set", "select.k=3", "--json")).Json;
        Assert.Equal(["train", "evaluate"], plan["steps"]!.AsArray().Where(s => s!["decision"]!.GetValue<string>() == "blocked").Select(s => s!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_plan_with_a_blocked_step_ends_with_2() =>
        Assert.Equal(2, (await _workspace.RunAsync("plan", "iris", "--from", "train", "--set", "select.k=3")).ExitCode);

    [Fact]
    public async Task A_plan_runs_nothing()
    {
        await PlanAsync("--set", "select.k=3");
        Assert.Single((await _workspace.JsonAsync("runs")).AsArray());
    }

    [Fact]
    public async Task A_run_does_what_the_plan_said()
    {
        var plan = await PlanAsync("--set", "select.k=3");
        var run = await _workspace.JsonAsync("run", "iris", "--set", "select.k=3");
        Assert.Equal(plan.Decisions().Replace(":reuse", ":reused").Replace(":run", ":succeeded"), run.States());
    }

    [Fact]
    public async Task The_reasons_are_a_tree_in_the_document()
    {
        var why = (await PlanAsync("--set", "select.k=3")).Step("train")["why"]!;
        Assert.Equal(("upstream", "after select", "select"), (why["kind"]!.GetValue<string>(), why["text"]!.GetValue<string>(), why["step"]!.GetValue<string>()));
        var root = Assert.Single(why["because"]!.AsArray())!;
        Assert.Equal(("parameter-changed", "k", "2", "3"), (root["kind"]!.GetValue<string>(), root["name"]!.GetValue<string>(), root["before"]!.GetValue<string>(), root["after"]!.GetValue<string>()));
    }

    [Fact]
    public async Task With_why_the_trees_stand_below_the_table()
    {
        var result = await _workspace.RunAsync("plan", "iris", "--set", "select.k=3", "--why");
        Assert.Contains("\ntrain\n  after select\n  └ select: k changed from 2 to 3\n", result.Out);
    }

    [Fact]
    public async Task Each_step_that_would_run_says_what_it_took_last()
    {
        var run = await _workspace.JsonAsync("show", "latest");
        var plan = await PlanAsync("--set", "select.k=3");
        Assert.Equal(run.Step("select")["milliseconds"]!.GetValue<double>(), plan.Step("select")["lastMilliseconds"]!.GetValue<double>(), 3);
        Assert.Null(plan.Step("load")["lastMilliseconds"]);
    }

    [Fact]
    public async Task The_estimate_adds_up_what_would_run()
    {
        var plan = await PlanAsync("--set", "select.k=3");
        var work = plan.StepsThatWould("run").Sum(s => plan.Step(s)["lastMilliseconds"]!.GetValue<double>());
        var bytes = plan.StepsThatWould("run").Sum(s => plan.Step(s)["bytes"]!.GetValue<long>());
        Assert.Equal(work, plan["estimate"]!["workMilliseconds"]!.GetValue<double>(), 1);
        Assert.Equal(bytes, plan["estimate"]!["bytes"]!.GetValue<long>());
        Assert.InRange(plan["estimate"]!["milliseconds"]!.GetValue<double>(), 1, work + 0.1);
    }

    [Fact]
    public async Task A_plan_of_what_is_unchanged_says_that_nothing_would_run() =>
        Assert.EndsWith("Nothing would run.\n", (await _workspace.RunAsync("plan", "iris")).Out);

    private Task<JsonNode> PlanAsync(params string[] arguments)
    {
        _workspace.Write("workflows/iris/data/petals.csv", "petal_length,petal_width,species\n1.4,0.2,setosa\n4.7,1.4,versicolor\n");
        return _workspace.JsonAsync(["plan", "iris", .. arguments]);
    }
}
