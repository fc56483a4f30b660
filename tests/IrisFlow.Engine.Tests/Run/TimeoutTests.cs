using IrisFlow.Testing;

namespace IrisFlow.Engine.Tests;

public class TimeoutTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact(Timeout = 30_000)]
    public async Task A_step_that_takes_too_long_is_told_and_fails()
    {
        var clock = new ManualClock();
        using var bench = new Bench(clock: clock);

        var running = bench.RunAsync(Limited(step => Task.Delay(Timeout.Infinite, step.Cancellation)));
        await clock.UntilAskedFor(Minute);
        clock.Advance(Minute);
        var result = await running;

        var finding = Assert.Single(Assert.Single(result.Failures).Findings);
        Assert.Equal((RunState.Failed, "IF903", "s"), (result.State, finding.Rule, finding.Step));
        Assert.Contains("timeout of 1m", finding.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_step_gives_after_its_time_is_not_taken()
    {
        var clock = new ManualClock();
        using var bench = new Bench(clock: clock);
        TaskCompletionSource late = new(TaskCreationOptions.RunContinuationsAsynchronously);

        var running = bench.RunAsync(Limited(_ => late.Task));
        await clock.UntilAskedFor(Minute);
        clock.Advance(Minute);
        late.SetResult();
        var result = await running;

        Assert.Equal("IF903", result.Failures[0].Findings[0].Rule);
        Assert.Empty(bench.Store.Steps(result.Run).Single().Outputs);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_step_that_does_not_listen_is_left_behind_after_five_seconds_and_the_answer_names_isolation()
    {
        var clock = new ManualClock();
        using var bench = new Bench(clock: clock);
        using var never = new ManualResetEventSlim();

        var running = bench.RunAsync(Limited(_ =>
        {
            never.Wait();
            return Task.CompletedTask;
        }));
        await clock.UntilAskedFor(Minute);
        clock.Advance(Minute);
        await clock.UntilAskedFor(TimeSpan.FromSeconds(5));
        clock.Advance(TimeSpan.FromSeconds(5));
        var result = await running;
        never.Set();

        var finding = result.Failures[0].Findings[0];
        Assert.Equal(("IF904", StepState.Failed), (finding.Rule, result.State("s")));
        Assert.Contains("\"isolate\": \"process\"", finding.Expected, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_timeout_may_pass_so_the_step_is_tried_again_each_attempt_with_its_own_time()
    {
        var clock = new ManualClock();
        using var bench = new Bench(clock: clock);

        var running = bench.RunAsync(Limited(step => step.Attempt < 3 ? Task.Delay(Timeout.Infinite, step.Cancellation) : Task.CompletedTask, retries: 2));
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await clock.UntilAskedFor(Minute);
            clock.Advance(Minute);
        }

        Assert.Equal(RunState.Succeeded, (await running).State);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_step_that_was_left_behind_is_not_tried_again()
    {
        var clock = new ManualClock();
        using var bench = new Bench(clock: clock);
        TaskCompletionSource never = new();
        var attempts = 0;

        var running = bench.RunAsync(Limited(
            _ =>
            {
                attempts++;
                return never.Task;
            },
            retries: 2));
        await clock.UntilAskedFor(Minute);
        clock.Advance(Minute);
        await clock.UntilAskedFor(TimeSpan.FromSeconds(5));
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((RunState.Failed, 1), ((await running).State, attempts));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_step_that_is_cancelled_within_its_time_is_cancelled_and_has_not_failed()
    {
        using var bench = new Bench(clock: new ManualClock());
        using var cancellation = new CancellationTokenSource();

        var result = await bench.RunAsync(
            Limited(async step =>
            {
                await cancellation.CancelAsync();
                await Task.Delay(Timeout.Infinite, step.Cancellation);
            }),
            cancellation: cancellation.Token);

        Assert.Equal((RunState.Cancelled, StepState.Cancelled), (result.State, result.State("s")));
    }

    private static Workflow Limited(Func<StepContext, Task> work, int retries = 0) => Workflow.Define("w", flow =>
        flow.Add("s", new Hook { Name = Hook.That(work) }, policy: new() { Timeout = Minute, Retries = retries, Backoff = TimeSpan.Zero }));
}
