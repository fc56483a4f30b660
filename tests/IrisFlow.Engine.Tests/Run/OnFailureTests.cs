namespace IrisFlow.Engine.Tests;

public class OnFailureTests
{
    [Fact(Timeout = 30_000)]
    public async Task With_continue_independent_steps_go_on_and_what_follows_is_cut_off()
    {
        using var bench = new Bench(parallelism: 1);

        var result = await bench.RunAsync(Branches(OnFailure.Continue));

        Assert.Equal(RunState.Failed, result.State);
        Assert.Equal(
            "bad:Failed after:Cancelled far:Cancelled good:Succeeded after-good:Succeeded",
            string.Join(' ', bench.Store.Steps(result.Run).Select(s => $"{s.Name}:{s.State}")));
        Assert.Equal(RunState.Failed, bench.Store.FindRun(result.Run)!.State);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(OnFailure.Continue)]
    [InlineData(OnFailure.Stop)]
    public async Task A_step_that_was_cut_off_says_by_which_failure(OnFailure onFailure)
    {
        using var bench = new Bench(parallelism: 1);

        var result = await bench.RunAsync(Branches(onFailure));

        Assert.Equal("after bad, which failed", result.Step("after").Reason);
        Assert.Equal("after bad, which failed", bench.Store.Steps(result.Run).Single(s => s.Name == "far").Reason);
    }

    [Fact(Timeout = 30_000)]
    public async Task With_stop_nothing_more_begins()
    {
        using var bench = new Bench(parallelism: 1);

        var result = await bench.RunAsync(Branches(OnFailure.Stop));

        Assert.Equal((StepState.Cancelled, StepState.Cancelled), (result.State("good"), result.State("after-good")));
        Assert.DoesNotContain("failed", result.Step("good").Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_failure_of_another_step_stops_the_run_all_the_same()
    {
        using var bench = new Bench(parallelism: 1);

        var result = await bench.RunAsync(Workflow.Define("w", flow =>
        {
            flow.Add("soft", Failing(), policy: new() { OnFailure = OnFailure.Continue });
            flow.Add("hard", Failing());
            flow.Add("other", new Number());
        }));

        Assert.Equal([StepState.Failed, StepState.Failed, StepState.Cancelled], result.Steps.Select(s => s.State));
        Assert.Equal(2, result.Failures.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_source_that_is_lost_fails_its_step_by_the_same_rule()
    {
        using var bench = new Bench(parallelism: 1);
        bench.Write("n.txt", "1");
        var workflow = Workflow.Define("w", flow =>
        {
            var wait = flow.Add("wait", new Hook { Name = Hook.That(() => File.Delete(bench.At("n.txt"))) });
            flow.Add("lost", new LateFile { After = wait.Passed, Path = "n.txt" }, policy: new() { OnFailure = OnFailure.Continue });
            flow.Add("other", new Add { Given = wait.Passed });
            flow.Add("last", new Number());
        });

        var result = await bench.RunAsync(workflow);

        Assert.Equal((StepState.Failed, StepState.Succeeded), (result.State("lost"), result.State("last")));
    }

    private static Hook Failing() => new() { Name = Hook.That(() => throw new InvalidDataException("no")) };

    private static Workflow Branches(OnFailure onFailure) => Workflow.Define("w", flow =>
    {
        var bad = flow.Add("bad", Failing(), policy: new() { OnFailure = onFailure });
        var after = flow.Add("after", new Add { Given = bad.Passed });
        flow.Add("far", new Add { Given = after.Sum });
        var good = flow.Add("good", new Number());
        flow.Add("after-good", new Add { Given = good.Rows });
    });

    /// <summary>Reads a number from a file, after another step.</summary>
    [Activity("test.late-file")]
    public sealed class LateFile : Activity
    {
        public required In<Table> After { get; init; }

        [SourceFile]
        public required string Path { get; init; }

        public Out<Table> Rows { get; } = new();

        protected override Task RunAsync(StepContext step)
        {
            step.Write(Rows, Table.Of(("n", Column.Of(long.Parse(File.ReadAllText(step.Environment.PathOf(Path)))))));
            return Task.CompletedTask;
        }
    }
}
