using System.Diagnostics;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests;

public class FailureTests
{
    [Fact(Timeout = 30_000)]
    public async Task A_failure_stops_what_follows_and_lets_what_runs_be_finished_and_stored()
    {
        using var bench = new Bench(parallelism: 2);
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var observer = new Observer();

        var result = await bench.RunAsync(
            Workflow.Define("w", flow =>
            {
                var bad = flow.Add("bad", new Hook
                {
                    Name = Hook.That(async _ =>
                    {
                        await begun.Task;
                        throw new InvalidDataException("no");
                    }),
                });
                var good = flow.Add("good", new Hook
                {
                    Name = Hook.That(_ =>
                    {
                        begun.SetResult();
                        return observer.Until("bad");
                    }),
                });
                flow.Add("after-bad", new Add { Given = bad.Passed });
                flow.Add("after-good", new Add { Given = good.Passed });
            }),
            observer: observer);

        Assert.Equal(RunState.Failed, result.State);
        Assert.Equal(
            "bad:Failed good:Succeeded after-bad:Cancelled after-good:Cancelled",
            string.Join(' ', bench.Store.Steps(result.Run).Select(s => $"{s.Name}:{s.State}")));
        Assert.NotNull(bench.Store.FindCached(result.Step("good").Key!));
    }

    [Fact]
    public async Task Whatever_an_activity_throws_becomes_a_finding_with_its_step()
    {
        using var bench = new Bench();

        var result = await bench.RunAsync(Workflow.Define("w", flow => flow.Add("s", new Hook { Name = Hook.That(() => throw new NotSupportedException("not so")) })));

        var finding = Assert.Single(Assert.Single(result.Failures).Findings);
        Assert.Equal(("IF901", "s"), (finding.Rule, finding.Step));
        Assert.Contains("not so", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_not_cached()
    {
        using var bench = new Bench();
        var fails = true;
        var workflow = Workflow.Define("w", flow => flow.Add("s", new Hook { Name = Hook.That(() => _ = fails ? throw new InvalidDataException("no") : 0) }));
        await bench.RunAsync(workflow);
        fails = false;

        var again = await bench.RunAsync(workflow);

        Assert.Equal(StepState.Succeeded, again.State("s"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Cancelling_keeps_what_was_stored_and_the_next_run_reuses_it()
    {
        using var bench = new Bench();
        using var cancellation = new CancellationTokenSource();
        var observer = new Observer();
        var waits = true;
        var workflow = Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Number());
            var b = flow.Add("b", new Hook
            {
                Given = a.Rows,
                Name = Hook.That(async step =>
                {
                    if (waits)
                    {
                        await observer.Until("a");
                        await cancellation.CancelAsync();
                        await Task.Delay(Timeout.Infinite, step.Cancellation);
                    }
                }),
            });
            flow.Add("c", new Hook { Given = b.Passed, Name = Hook.That(() => { }) });
        });

        var cancelled = await bench.RunAsync(workflow, observer: observer, cancellation: cancellation.Token);
        waits = false;
        var again = await bench.RunAsync(workflow);

        Assert.Equal(RunState.Cancelled, bench.Store.FindRun(cancelled.Run)!.State);
        Assert.Equal([StepState.Succeeded, StepState.Cancelled, StepState.Cancelled], cancelled.Steps.Select(s => s.State));
        Assert.Equal([StepState.Reused, StepState.Succeeded, StepState.Succeeded], again.Steps.Select(s => s.State));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_step_that_finishes_although_it_was_cancelled_is_kept()
    {
        using var bench = new Bench();
        using var cancellation = new CancellationTokenSource();

        var result = await bench.RunAsync(
            Workflow.Define("w", flow => flow.Add("s", new Hook { Name = Hook.That(_ => cancellation.CancelAsync()) })), cancellation: cancellation.Token);

        Assert.Equal((RunState.Succeeded, StepState.Succeeded), (result.State, result.State("s")));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_runner_that_was_replaced_commits_nothing_more()
    {
        using var bench = new Bench(parallelism: 1);

        var result = await bench.RunAsync(Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Hook { Name = Hook.That(_ => Sqlite(bench, "UPDATE runs SET epoch = epoch + 1")) });
            flow.Add("b", new Hook { Given = a.Passed, Name = Hook.That(() => { }) });
        }));

        Assert.Equal(ExitCode.Locked, result.Failures[0].Exit);
        Assert.IsType<FencedException>(result.Failures[0]);
        Assert.DoesNotContain(bench.Store.Steps(result.Run), s => s.State == StepState.Succeeded);
        Assert.Null(bench.Store.FindCached(result.Step("a").Key ?? ""));
    }

    private static async Task Sqlite(Bench bench, string sql)
    {
        using var shell = Process.Start("sqlite3", ["-cmd", ".timeout 10000", bench.At("irisflow.db"), sql]);
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
    }

    /// <summary>Lets a test wait for the end of a step.</summary>
    private sealed class Observer : IRunObserver
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, TaskCompletionSource> _ended = new();

        public Task Until(string step) => Of(step).Task;

        public void RunStarted(RunRecord run, int steps)
        {
        }

        public void StepStarted(StepRecord step)
        {
        }

        public void StepProgressed(string step, double share)
        {
        }

        public void StepEnded(StepRecord step) => Of(step.Name).TrySetResult();

        private TaskCompletionSource Of(string step) => _ended.GetOrAdd(step, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
