using IrisFlow.Engine.Resume;
using IrisFlow.Engine.Sweep;

namespace IrisFlow.Engine.Tests.Sweep;

public class SweepResumeTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_cancelled_sweep_keeps_what_is_finished_and_goes_on_under_its_id()
    {
        using var bench = new Bench();
        using var stop = new CancellationTokenSource();
        var ended = new Ending(2, stop);
        var patient = true;
        var waits = Hook.That(step => patient ? Task.Delay(Timeout.Infinite, step.Cancellation) : Task.CompletedTask);
        string[] names = [Hook.That(() => { }), Hook.That(() => { }), waits];
        var plan = bench.Engine.Sweeps.Plan(bench.Sweep(SweepTests.Hooked(), [$"h.name={string.Join(',', names)}"]));

        var first = await bench.Engine.Sweeps.RunAsync(plan, ended, stop.Token);
        patient = false;
        var finished = Finished(bench, first.Run);
        var second = await bench.ResumeSweepAsync(first.Run);

        Assert.Equal((RunState.Cancelled, RunState.Succeeded), (first.State, second.State));
        Assert.Equal(first.Run, second.Run);
        Assert.Equal(2, finished.Count);
        Assert.Subset(Finished(bench, second.Run), finished);
        Assert.Equal(3, bench.Store.Parts(first.Run).Count);

        // The two that were finished were not touched again, the third ran to its end under its own id.
        Assert.Equal([1, 1, 2], bench.Store.Parts(first.Run).Select(p => p.Epoch).Order());
        Assert.Equal(RunState.Succeeded, bench.Store.FindRun(first.Run)!.State);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_never_began_begins_when_the_sweep_goes_on()
    {
        using var bench = new Bench(parallelism: 1);
        using var stop = new CancellationTokenSource();
        var names = Enumerable.Range(0, 30).Select(_ => Hook.That(() => { })).ToList();
        var plan = bench.Engine.Sweeps.Plan(bench.Sweep(SweepTests.Hooked(), [$"h.name={string.Join(',', names)}"]));

        var first = await bench.Engine.Sweeps.RunAsync(plan, new Ending(1, stop), stop.Token);
        var begun = bench.Store.Parts(first.Run).Count;
        var second = await bench.ResumeSweepAsync(first.Run);

        Assert.InRange(begun, 1, 29);
        Assert.Equal((30, 30), (bench.Store.Parts(first.Run).Count, second.Table.RowCount));
        Assert.Equal(RunState.Succeeded, second.State);
    }

    [Fact]
    public async Task A_run_that_failed_is_tried_again_and_its_finished_steps_are_kept()
    {
        using var bench = new Bench();
        var broken = true;
        var (good, bad) = (Hook.That(() => { }), Hook.That(() => _ = broken ? throw new InvalidDataException("no") : 0));
        var first = await bench.SweepAsync(SweepTests.Hooked(), [$"h.name={good},{bad}"]);
        broken = false;

        var second = await bench.ResumeSweepAsync(first.Run);

        Assert.Equal((RunState.Failed, RunState.Succeeded), (first.State, second.State));
        Assert.Equal(2, bench.Store.Parts(first.Run).Count);
    }

    [Fact]
    public async Task Data_from_outside_is_taken_as_it_was()
    {
        using var bench = new Bench();
        var broken = true;
        var file = bench.Write("given.parquet", Table.Of(("n", Column.Of(4L))));
        var (good, bad) = (Hook.That(() => { }), Hook.That(() => _ = broken ? throw new InvalidDataException("no") : 0));
        var first = await bench.SweepAsync(
            SweepTests.Hooked(), [$"h.name={good},{bad}"], s => s with { Request = s.Request with { With = [("a.rows", file)] } });
        broken = false;
        File.Delete(file);

        var second = await bench.ResumeSweepAsync(first.Run);

        Assert.Equal(RunState.Succeeded, second.State);
    }

    [Fact]
    public async Task A_file_that_changed_since_is_not_mixed_with_what_was_made_from_it_before()
    {
        using var bench = new Bench();
        var broken = true;
        bench.Write("number.txt", "1");
        var (good, bad) = (Hook.That(() => { }), Hook.That(() => _ = broken ? throw new InvalidDataException("no") : 0));
        var workflow = Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new NumberFile { Path = "number.txt" });
            flow.Add("h", new Hook { Given = a.Rows, Name = "" });
        });
        var first = await bench.SweepAsync(workflow, [$"h.name={good},{bad}"]);
        broken = false;
        bench.Write("number.txt", "2");

        var problem = Assert.Throws<IrisFlowException>(() => bench.PlanSweepResume(first.Run, ChangedCode.Refuse));
        var kept = await bench.Engine.Sweeps.RunAsync(bench.PlanSweepResume(first.Run, ChangedCode.Keep));
        var rerun = await bench.Engine.Sweeps.RunAsync(bench.PlanSweepResume(first.Run, ChangedCode.Rerun));

        Assert.Equal(("IF620", "a", ExitCode.Refused), (problem.Findings.Single().Rule, problem.Findings.Single().Step, problem.Exit));
        Assert.Equal(RunState.Succeeded, kept.State);
        Assert.Equal(RunState.Succeeded, rerun.State);
        Assert.Single(bench.Store.Parts(first.Run).Select(p => bench.Store.Steps(p.Id).Single(s => s.Name == "a").Outputs[0].Digest).Distinct());
    }

    [Fact]
    public async Task A_sweep_that_has_ended_shows_the_same_results_as_when_it_ended()
    {
        using var bench = new Bench();
        var result = await bench.SweepAsync(SweepTests.Scored(), ["b.by=1..3", "c.by=1000,3"], s => s with { By = "loss" });

        var shown = bench.Engine.Sweeps.Results(bench.Store.FindRun(result.Run)!);

        Assert.Equal(TableDigest.Of(result.Table), TableDigest.Of(shown.Table));
        Assert.Equal((result.By, result.SmallestFirst, result.State), (shown.By, shown.SmallestFirst, shown.State));
    }

    private static HashSet<string> Finished(Bench bench, string run) => [.. bench.Store.Parts(run).Where(p => p.State == RunState.Succeeded).Select(p => p.Id)];

    /// <summary>Cancels a sweep when some of its runs have ended.</summary>
    private sealed class Ending(int after, CancellationTokenSource stop) : ISweepObserver
    {
        public void Started(string run, int runs)
        {
        }

        public void Ended(int done, SweepRow row, (SweepRow Row, string Metric, double Figure)? best)
        {
            if (done == after)
            {
                stop.Cancel();
            }
        }
    }
}

/// <summary>Short ways to go on with a sweep.</summary>
internal static class SweepResumes
{
    public static SweepPlan PlanSweepResume(this Bench bench, string run, ChangedCode changed) =>
        bench.Engine.Sweeps.PlanResume(bench.Store.FindRun(run)!, _ => bench.Environment, changed);

    public static Task<SweepResult> ResumeSweepAsync(this Bench bench, string run) => bench.Engine.Sweeps.RunAsync(bench.PlanSweepResume(run, ChangedCode.Refuse));
}
