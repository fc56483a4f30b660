using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests;

public class CheckpointPolicyTests
{
    private static readonly StepPolicy Never = new() { Checkpoint = CheckpointPolicy.Never };
    private static readonly StepPolicy Auto = new() { Checkpoint = CheckpointPolicy.Auto };

    [Fact]
    public async Task What_is_never_kept_is_read_from_memory_and_recorded_without_a_file()
    {
        using var bench = new Bench();
        using var usual = new Bench();

        var result = await bench.RunAsync(Chain(Never));
        var expected = (await usual.RunAsync(Chain(StepPolicy.Default))).Digests();

        Assert.Equal(expected, result.Digests());
        Assert.Null(bench.Store.FindObject(result.Step("b").Outputs[0].Digest));
        Assert.Equal(1, bench.Store.Steps(result.Run).Single(s => s.Name == "b").Outputs[0].Rows);
        Assert.Equal(2, Directory.GetFiles(bench.At("objects")).Length);
    }

    [Fact]
    public async Task What_is_not_kept_is_reused_as_long_as_nobody_has_to_read_it()
    {
        using var bench = new Bench();
        var first = await bench.RunAsync(Chain(Never));

        Assert.Equal("a:Reuse b:Reuse c:Reuse", bench.Plan(Chain(Never)).Decisions());
        var again = await bench.RunAsync(Chain(Never));

        Assert.All(again.Steps, s => Assert.Equal(StepState.Reused, s.State));
        Assert.Equal(first.Digests(), again.Digests());
    }

    [Fact]
    public async Task A_step_whose_output_is_not_kept_runs_again_for_a_reader_that_must_run_and_says_so()
    {
        using var bench = new Bench();
        await bench.RunAsync(Chain(Never));

        var plan = bench.Plan(Chain(Never, last: 20));
        var result = await bench.RunAsync(Chain(Never, last: 20));

        Assert.Equal("a:Reuse b:Run c:Run", plan.Decisions());
        Assert.Equal("its output is not kept (checkpoint: never) and c reads it", plan.Step("b").Reason);
        Assert.Equal([StepState.Reused, StepState.Succeeded, StepState.Succeeded], result.Steps.Select(s => s.State));
        Assert.Equal(22, Value(bench, result, "c"));
    }

    [Fact]
    public async Task Steps_that_keep_nothing_run_again_one_for_the_other()
    {
        using var bench = new Bench();
        Workflow Of(long last) => Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Number(), policy: Never);
            var b = flow.Add("b", new Add { Given = a.Rows, By = 1 }, policy: Never);
            flow.Add("c", new Add { Given = b.Sum, By = last });
        });
        await bench.RunAsync(Of(10));

        var result = await bench.RunAsync(Of(20));

        Assert.All(result.Steps, s => Assert.Equal(StepState.Succeeded, s.State));
        Assert.Equal(22, Value(bench, result, "c"));
    }

    [Fact]
    public async Task A_step_before_the_entry_runs_again_where_it_has_said_that_it_need_not_be_kept()
    {
        using var bench = new Bench();
        await bench.RunAsync(Chain(Never));

        var result = await bench.RunAsync(Chain(Never, last: 20), r => r with { From = ["c"] });

        Assert.Equal([StepState.NotSelected, StepState.Succeeded, StepState.Succeeded], result.Steps.Select(s => s.State));
        Assert.Equal(22, Value(bench, result, "c"));
    }

    [Fact]
    public async Task A_step_before_the_entry_that_keeps_nothing_and_never_ran_runs()
    {
        using var bench = new Bench();
        await bench.RunAsync(Chain(Never), r => r with { To = ["a"] });

        var result = await bench.RunAsync(Chain(Never), r => r with { From = ["c"] });

        Assert.Equal([StepState.NotSelected, StepState.Succeeded, StepState.Succeeded], result.Steps.Select(s => s.State));
    }

    [Fact]
    public async Task A_run_that_finds_out_that_nothing_changed_does_not_make_again_what_is_not_kept()
    {
        using var bench = new Bench();
        Workflow Of(int value) => Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Number { Value = value });
            var odd = flow.Add("odd", new Add { Given = a.Rows, Parity = true });
            var b = flow.Add("b", new Add { Given = odd.Sum, By = 1 }, policy: Never);
            var c = flow.Add("c", new Add { Given = b.Sum, By = 10 }, policy: Never);
            flow.Add("d", new Add { Given = c.Sum, By = 100 });
        });
        await bench.RunAsync(Of(1));

        var result = await bench.RunAsync(Of(3));

        Assert.Equal("Succeeded Succeeded Reused Reused Reused", string.Join(' ', result.Steps.Select(s => s.State)));
    }

    [Fact]
    public async Task A_run_in_which_a_reader_must_run_after_all_makes_again_what_is_not_kept()
    {
        using var bench = new Bench();
        Workflow Of(int value, long last) => Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Number { Value = value });
            var odd = flow.Add("odd", new Add { Given = a.Rows, Parity = true });
            var b = flow.Add("b", new Add { Given = odd.Sum, By = 1 }, policy: Never);
            flow.Add("c", new Add { Given = b.Sum, By = last });
        });
        await bench.RunAsync(Of(1, 10));

        var result = await bench.RunAsync(Of(3, 20));

        Assert.Equal("Succeeded Succeeded Succeeded Succeeded", string.Join(' ', result.Steps.Select(s => s.State)));
        Assert.Equal(22, Value(bench, result, "c"));
    }

    [Fact]
    public async Task A_policy_that_now_keeps_makes_the_step_run_again_once()
    {
        using var bench = new Bench();
        await bench.RunAsync(Chain(Never));

        var result = await bench.RunAsync(Chain(StepPolicy.Default));

        Assert.Equal([StepState.Reused, StepState.Succeeded, StepState.Reused], result.Steps.Select(s => s.State));
        Assert.NotNull(bench.Store.FindObject(result.Step("b").Outputs[0].Digest));
    }

    [Fact]
    public async Task What_is_shown_is_kept_whatever_the_policy()
    {
        using var bench = new Bench();
        var result = await bench.RunAsync(Workflow.Define("w", flow => flow.Add("s", new Showing(), policy: Never)));

        Assert.NotNull(bench.Store.FindObject(result.Step("s").Outputs.Single(o => o.Port == "seen").Digest));
        Assert.Null(bench.Store.FindObject(result.Step("s").Outputs.Single(o => o.Port == "unseen").Digest));
    }

    [Fact]
    public async Task What_is_injected_is_kept_whatever_the_policy()
    {
        using var bench = new Bench();
        var file = bench.Write("given.parquet", Table.Of(("n", Column.Of(7L))));

        var result = await bench.RunAsync(Chain(Never), r => r with { With = [("b.rows", file)] });

        Assert.Equal(17, Value(bench, result, "c"));
        Assert.NotNull(bench.Store.FindObject(result.Step("b").Outputs[0].Digest));
    }

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(20, true)]
    public void Auto_keeps_what_took_longer_to_make_than_to_write(double milliseconds, bool kept)
    {
        // 2 MB at 200 MB/s, and 1 ms: 11 ms.
        var table = Table.Of(("n", Column.Of(new long[250_000])));
        using var bench = new Bench();
        var plan = bench.Plan(Chain(Auto));
        var port = plan.Step("b").Bound.Descriptor.Outputs[0];

        Assert.Equal(11, Retention.CostOf(table));
        Assert.Equal(kept, new Retention(plan.Checked).Keeps(plan.Step("b"), new(port, table, table, new("rows", "table", TableDigest.Of(table), table.RowCount)), milliseconds));
    }

    [Fact]
    public void Auto_keeps_what_no_step_reads()
    {
        var table = Table.Of(("n", Column.Of(1L)));
        using var bench = new Bench();
        var plan = bench.Plan(Workflow.Define("w", flow => flow.Add("s", new Number(), policy: Auto)));

        Assert.True(new Retention(plan.Checked).Keeps(plan.Step("s"), new(plan.Step("s").Bound.Descriptor.Outputs[0], table, table, new("rows", "table", TableDigest.Of(table), 1)), 0));
    }

    [Fact]
    public async Task A_resumed_run_makes_again_what_was_committed_and_not_kept_when_somebody_has_to_read_it()
    {
        using var bench = new Bench();
        var broken = true;
        var first = await bench.RunAsync(Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Number());
            var b = flow.Add("b", new Add { Given = a.Rows, By = 1 }, policy: Never);
            flow.Add("c", new Hook { Given = b.Sum, Name = Hook.That(() => { if (broken) { throw new InvalidDataException("no"); } }) });
        }));
        broken = false;

        Assert.Equal("a:Reuse b:Run c:Run", bench.PlanResume(first.Run).Decisions());
        Assert.Equal(RunState.Succeeded, (await bench.ResumeAsync(first.Run)).State);
    }

    [Fact]
    public async Task What_was_not_kept_can_not_be_injected()
    {
        using var bench = new Bench();
        var run = await bench.RunAsync(Chain(Never));

        Assert.Equal("IF905", Assert.Single(bench.Refused(Chain(Never), r => r with { With = [("b.rows", $"run:{run.Run}/b.rows")] })).Rule);
    }

    private static Workflow Chain(StepPolicy middle, long last = 10) => Workflow.Define("w", flow =>
    {
        var a = flow.Add("a", new Number());
        var b = flow.Add("b", new Add { Given = a.Rows, By = 1 }, policy: middle);
        flow.Add("c", new Add { Given = b.Sum, By = last });
    });

    private static long Value(Bench bench, RunResult result, string step) => bench.Engine.Checkpoints.Read(result.Step(step).Outputs[0].Digest).Column<long>("n")[0];

    /// <summary>Shows one of its two outputs.</summary>
    [Activity("test.showing")]
    public sealed class Showing : Activity
    {
        [Shown]
        public Out<Table> Seen { get; } = new();

        public Out<Table> Unseen { get; } = new();

        protected override Task RunAsync(StepContext step)
        {
            step.Write(Seen, Table.Of(("n", Column.Of(1L))));
            step.Write(Unseen, Table.Of(("n", Column.Of(2L))));
            return Task.CompletedTask;
        }
    }
}
