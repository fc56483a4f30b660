using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests;

public class RequestedCancelTests
{
    [Fact]
    public async Task A_run_that_somebody_asks_to_end_ends_as_cancelled_and_keeps_what_is_finished()
    {
        using var bench = new Bench();
        var begun = new Begun();
        var running = bench.RunAsync(Waiting(), observer: begun);
        var run = await begun.Waiting;

        bench.Store.Write(w => w.RequestCancel(run, DateTimeOffset.UnixEpoch));
        var result = await running;

        Assert.Equal(RunState.Cancelled, result.State);
        Assert.Equal(RunState.Cancelled, bench.Store.FindRun(run)!.State);
        Assert.Empty(result.Failures);

        // That the step began goes to disk with the next commit, which may be after the request.
        var events = bench.Store.Events(run, null, 0, 100).Select(e => e.Name).ToList();
        Assert.Equal(["step-cancelled", "run-cancelled"], events[^2..]);
        Assert.Contains("cancel-requested", events);
    }

    [Fact]
    public async Task A_run_that_was_asked_to_end_is_not_asked_any_more_when_it_goes_on()
    {
        using var bench = new Bench();
        var begun = new Begun();
        var running = bench.RunAsync(Waiting(), observer: begun);
        var run = await begun.Waiting;
        bench.Store.Write(w => w.RequestCancel(run, DateTimeOffset.UnixEpoch));
        await running;

        var again = new Begun();
        var resumed = bench.Engine.RunAsync(bench.PlanResume(run), again);
        await again.Waiting;

        Assert.Null(bench.Store.CancelRequestedAt(run));
        Assert.False(resumed.IsCompleted);
        bench.Store.Write(w => w.RequestCancel(run, DateTimeOffset.UnixEpoch));
        Assert.Equal(RunState.Cancelled, (await resumed).State);
    }

    [Fact]
    public async Task Another_process_sees_how_far_the_steps_are_until_the_run_ends()
    {
        using var bench = new Bench();
        var begun = new Begun();
        var running = bench.RunAsync(Waiting(), observer: begun);
        var run = await begun.Waiting;
        var file = RunFiles.Progress(bench.Folder, run);
        while (!StepShares.Read(file).ContainsKey("wait"))
        {
            await Task.Yield();
        }

        Assert.Equal(0.5, StepShares.Read(file)["wait"]);
        bench.Store.Write(w => w.RequestCancel(run, DateTimeOffset.UnixEpoch));
        await running;
        Assert.Empty(StepShares.Read(file));
        Assert.False(File.Exists(file));
    }

    private static Workflow Waiting()
    {
        var name = Hook.That(async step =>
        {
            step.Report(0.5);
            await Task.Delay(Timeout.Infinite, step.Cancellation);
        });
        return Workflow.Define("w", flow => flow.Add("wait", new Hook { Name = name }));
    }

    /// <summary>Tells the run's id when its step is at work.</summary>
    private sealed class Begun : IRunObserver
    {
        private readonly TaskCompletionSource<string> _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private string _run = "";

        public Task<string> Waiting => _waiting.Task;

        public void RunStarted(RunRecord run, int steps) => _run = run.Id;

        public void StepStarted(StepRecord step)
        {
        }

        public void StepProgressed(string step, double share) => _waiting.TrySetResult(_run);

        public void StepEnded(StepRecord step)
        {
        }
    }
}
