using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IrisFlow.Engine.Run;
using IrisFlow.Testing;

namespace IrisFlow.Engine.Tests;

public class RetryTests
{
    public static TheoryData<Exception> Passing => new()
    {
        new IOException("busy"),
        new HttpRequestException("no connection"),
        new HttpRequestException("busy", null, HttpStatusCode.ServiceUnavailable),
        new SocketException((int)SocketError.ConnectionReset),
        new TimeoutException(),
        new TaskCanceledException(),
        new TransientException("locked by another"),
        new AggregateException(new TimeoutException(), new IOException("busy")),
        new IrisFlowException(new Finding("IF901", "busy") { IsTransient = true }),
    };

    public static TheoryData<Exception> Staying => new()
    {
        new FileNotFoundException(),
        new DirectoryNotFoundException(),
        new EndOfStreamException(),
        new IOException("No space left on device", 28),
        new HttpRequestException("not there", null, HttpStatusCode.NotFound),
        new InvalidDataException("no"),
        new InsufficientMemoryException(),
        new AggregateException(new TimeoutException(), new InvalidDataException("no")),
        new IrisFlowException(new Finding("IF901", "wrong")),
    };

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(Passing), DisableDiscoveryEnumeration = true)]
    public async Task A_failure_that_may_pass_is_tried_again(Exception problem)
    {
        using var bench = new Bench();
        List<int> attempts = [];

        var result = await bench.RunAsync(Failing(problem, times: 2, attempts, Often));

        Assert.Equal((RunState.Succeeded, StepState.Succeeded), (result.State, result.State("s")));
        Assert.Equal([1, 2, 3], attempts);
    }

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(Staying), DisableDiscoveryEnumeration = true)]
    public async Task A_failure_that_stays_is_not_tried_again(Exception problem)
    {
        using var bench = new Bench();
        List<int> attempts = [];

        var result = await bench.RunAsync(Failing(problem, times: 2, attempts, Often));

        Assert.Equal(RunState.Failed, result.State);
        Assert.Equal([1], attempts);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_retries_nothing_is_tried_again()
    {
        using var bench = new Bench();
        List<int> attempts = [];

        Assert.Equal(RunState.Failed, (await bench.RunAsync(Failing(new TimeoutException(), times: 1, attempts, StepPolicy.Default))).State);
        Assert.Equal([1], attempts);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_step_that_has_had_its_retries_fails_with_the_last_error()
    {
        using var bench = new Bench();
        List<int> attempts = [];

        var result = await bench.RunAsync(Failing(new TimeoutException("still"), times: 9, attempts, Often with { Retries = 2 }));

        Assert.Equal(StepState.Failed, result.State("s"));
        Assert.Contains("still", result.Step("s").Error, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], attempts);
    }

    [Fact(Timeout = 30_000)]
    public async Task Each_attempt_is_a_row_and_an_event()
    {
        using var bench = new Bench();

        var result = await bench.RunAsync(Failing(new TimeoutException("busy"), times: 2, [], Often));

        Assert.Equal(
            "1|failed|1\n2|failed|1\n3|succeeded|0\n",
            await SqliteAsync(bench, "SELECT attempt, state, error LIKE '%busy%' AND error IS NOT NULL FROM attempts ORDER BY attempt"));
        Assert.Equal("2\n", await SqliteAsync(bench, "SELECT count(*) FROM events WHERE event = 'attempt-failed' AND step = 's'"));
        Assert.Equal(StepState.Succeeded, bench.Store.Steps(result.Run).Single().State);
        Assert.Null(bench.Store.Steps(result.Run).Single().Error);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_next_attempt_begins_when_the_wait_is_over_and_not_before()
    {
        var clock = new ManualClock();
        using var bench = new Bench(clock: clock);
        var (observer, attempts) = (new Observer(), new List<int>());

        var running = bench.RunAsync(Failing(new TimeoutException(), times: 1, attempts, new() { Retries = 1, Backoff = TimeSpan.FromMinutes(4) }), observer: observer);
        var (run, wait) = await observer.Again.Task;
        await clock.UntilAskedFor(wait);
        clock.Advance(wait - TimeSpan.FromMilliseconds(1));
        var early = attempts.Count;
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var result = await running;

        Assert.Equal((1, 2), (early, attempts.Count));
        Assert.Equal(Attempts.Wait(new() { Backoff = TimeSpan.FromMinutes(4) }, run, "s", 1), wait);
        Assert.Equal(StepState.Succeeded, result.State("s"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Cancelling_ends_the_wait_at_once()
    {
        using var bench = new Bench(clock: new ManualClock());
        using var cancellation = new CancellationTokenSource();
        var (observer, attempts) = (new Observer(), new List<int>());

        var running = bench.RunAsync(
            Failing(new TimeoutException(), times: 1, attempts, new() { Retries = 1, Backoff = TimeSpan.FromMinutes(4) }), observer: observer, cancellation: cancellation.Token);
        await observer.Again.Task;
        await cancellation.CancelAsync();
        var result = await running;

        Assert.Equal((RunState.Cancelled, StepState.Cancelled), (result.State, result.State("s")));
        Assert.Equal([1], attempts);
    }

    [Fact]
    public void A_wait_doubles_up_to_five_minutes_and_is_a_share_of_that()
    {
        var policy = new StepPolicy { Backoff = TimeSpan.FromSeconds(10) };
        double[] longest = [10, 20, 40, 80, 160, 300, 300, 300];
        for (var attempt = 1; attempt <= longest.Length; attempt++)
        {
            var waits = Enumerable.Range(0, 500).Select(run => Attempts.Wait(policy, $"run-{run}", "s", attempt).TotalSeconds).ToList();

            Assert.All(waits, w => Assert.InRange(w, 0, longest[attempt - 1]));

            // Of 500 numbers spread evenly, some are in the lowest and in the highest tenth.
            Assert.True(waits.Min() < 0.1 * longest[attempt - 1] && waits.Max() > 0.9 * longest[attempt - 1]);
        }
    }

    [Fact]
    public void The_waits_of_a_run_can_be_told_again_and_those_of_two_steps_differ()
    {
        var policy = new StepPolicy();

        Assert.Equal(Attempts.Wait(policy, "r", "s", 1), Attempts.Wait(policy, "r", "s", 1));
        Assert.NotEqual(Attempts.Wait(policy, "r", "s", 1), Attempts.Wait(policy, "r", "t", 1));
        Assert.NotEqual(Attempts.Wait(policy, "r", "s", 1), Attempts.Wait(policy, "q", "s", 1));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_step_that_waits_for_its_next_attempt_leaves_the_machine_to_others()
    {
        var clock = new ManualClock();
        using var bench = new Bench(parallelism: 1, clock: clock);
        var observer = new Observer();
        var wait = TimeSpan.Zero;

        var result = await bench.RunAsync(
            Workflow.Define("w", flow =>
            {
                flow.Add("s", Hooked(new TimeoutException(), 1, []), policy: new() { Retries = 1, Backoff = TimeSpan.FromMinutes(4) });
                flow.Add("other", new Hook
                {
                    // With one core, this runs only while the other waits; and only this moves the clock on.
                    Name = Hook.That(async _ =>
                    {
                        wait = (await observer.Again.Task).Wait;
                        await clock.UntilAskedFor(wait);
                        clock.Advance(wait);
                    }),
                });
            }),
            observer: observer);

        Assert.Equal(RunState.Succeeded, result.State);
    }

    private static StepPolicy Often => new() { Retries = 5, Backoff = TimeSpan.Zero };

    private static Workflow Failing(Exception problem, int times, List<int> attempts, StepPolicy policy) =>
        Workflow.Define("w", flow => flow.Add("s", Hooked(problem, times, attempts), policy: policy));

    private static Hook Hooked(Exception problem, int times, List<int> attempts) => new()
    {
        Name = Hook.That((StepContext step) =>
        {
            attempts.Add(step.Attempt);
            return attempts.Count <= times ? Task.FromException(problem) : Task.CompletedTask;
        }),
    };

    private static async Task<string> SqliteAsync(Bench bench, string sql)
    {
        using var shell = Process.Start(new ProcessStartInfo("sqlite3", [bench.At("irisflow.db"), sql]) { RedirectStandardOutput = true })!;
        return await shell.StandardOutput.ReadToEndAsync();
    }

    private sealed class Observer : IRunObserver
    {
        private string _run = "";

        public TaskCompletionSource<(string Run, TimeSpan Wait)> Again { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void RunStarted(RunRecord run, int steps) => _run = run.Id;

        public void StepStarted(StepRecord step)
        {
        }

        public void StepProgressed(string step, double share)
        {
        }

        public void StepTriesAgain(StepRecord step, int attempt, TimeSpan wait) => Again.TrySetResult((_run, wait));

        public void StepEnded(StepRecord step)
        {
        }
    }
}
