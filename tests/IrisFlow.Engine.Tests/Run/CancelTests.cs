using IrisFlow.Testing;

namespace IrisFlow.Engine.Tests;

public class CancelTests
{
    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelled_at_any_call_of_the_store_what_was_committed_stays_and_nothing_half_done_is_seen(bool before)
    {
        using var undisturbed = new Bench();
        var expected = (await undisturbed.RunAsync(Workflow())).Digests();
        var (call, fired) = (0, true);
        while (fired)
        {
            fired = await CancelAtAsync(++call, before, expected);
        }

        // At least the beginning, three steps and the end.
        Assert.True(call > 10, $"{call}");
    }

    /// <summary>Cancels at the n-th call, looks at what is left, and goes on; false when the run was over before.</summary>
    private static async Task<bool> CancelAtAsync(int call, bool before, IReadOnlyDictionary<string, Digest> expected)
    {
        using var cancellation = new CancellationTokenSource();
        var (calls, armed, fired) = (0, false, false);
        void Count()
        {
            if (armed && Interlocked.Increment(ref calls) == call)
            {
                fired = true;

                // Twice, as an impatient user would.
                cancellation.Cancel();
                cancellation.Cancel();
            }
        }

        var watching = before ? new WatchedCalls { Before = (_, _) => Count() } : new WatchedCalls { After = (_, _) => Count() };
        using var bench = new Bench(around: store => WatchedRunStore.Around(store, watching));
        var plan = bench.Plan(Workflow());
        armed = true;
        var result = await bench.Engine.RunAsync(plan, cancellation: cancellation.Token);
        armed = false;

        Assert.Empty(result.Failures);
        Assert.Contains(result.State, new[] { RunState.Cancelled, RunState.Succeeded });
        Assert.Equal(result.State, bench.Store.FindRun(result.Run)!.State);
        var recorded = bench.Store.Steps(result.Run);
        Assert.All(recorded, s => Assert.Contains(s.State, new[] { StepState.Succeeded, StepState.Cancelled }));
        Assert.All(recorded, s => Assert.Equal(s.State == StepState.Succeeded, s.Outputs.Count > 0));
        foreach (var step in recorded.Where(s => s.State == StepState.Succeeded))
        {
            Assert.Equal(step.Outputs[0].Digest, TableDigest.Of(bench.Engine.Checkpoints.Read(step.Outputs[0].Digest)));
        }

        var again = await bench.RunAsync(Workflow());

        Assert.Equal(expected, again.Digests());
        Assert.All(recorded.Where(s => s.State == StepState.Succeeded), s => Assert.Equal(StepState.Reused, again.State(s.Name)));
        return fired;
    }

    private static Workflow Workflow() => Some.Chain();
}
