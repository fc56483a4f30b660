using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests;

public class KeyClaimTests
{
    private const string Key = "00112233445566778899aabbccddeeff";

    [Fact(Timeout = 30_000)]
    public async Task Of_runs_that_need_a_key_at_once_one_computes_it_and_all_succeed()
    {
        using var bench = new Bench(parallelism: 4);
        var times = 0;
        var workflow = Workflow.Define("w", flow =>
        {
            var slow = flow.Add("slow", new Hook
            {
                Name = Hook.That(async _ =>
                {
                    Interlocked.Increment(ref times);
                    await Task.Yield();
                }),
            });
            flow.Add("next", new Hook { Given = slow.Passed, Name = Hook.That(() => Interlocked.Increment(ref times)) });
        });
        var plans = Enumerable.Range(0, 6).Select(_ => bench.Plan(workflow)).ToList();

        var results = await Task.WhenAll(plans.Select(p => Task.Run(() => bench.Engine.RunAsync(p))));

        Assert.All(results, r => Assert.Equal(RunState.Succeeded, r.State));
        Assert.Equal(2, times);
        Assert.Equal(5, results.Count(r => r.State("slow") == StepState.Reused));
    }

    [Fact(Timeout = 30_000)]
    public async Task When_the_one_that_computes_a_key_fails_another_computes_it()
    {
        using var bench = new Bench(parallelism: 4);
        var times = 0;
        TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var workflow = Workflow.Define("w", flow => flow.Add("s", new Hook
        {
            Name = Hook.That(async _ =>
            {
                if (Interlocked.Increment(ref times) == 1)
                {
                    await waiting.Task;
                    throw new InvalidDataException("no");
                }
            }),
        }));
        var (first, second) = (bench.Plan(workflow), bench.Plan(workflow));
        var failing = bench.Engine.RunAsync(first);
        var other = bench.Engine.RunAsync(second);
        waiting.SetResult();

        Assert.Equal(RunState.Failed, (await failing).State);
        Assert.Equal(RunState.Succeeded, (await other).State);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_that_is_cancelled_while_it_waits_for_a_key_ends_at_once()
    {
        using var bench = new Bench();
        var plan = bench.Plan(Some.Chain());
        var claims = KeyClaims.Of(bench.Folder);
        Assert.True(claims.TryTake(plan.Step("a").Key!));
        using var cancellation = new CancellationTokenSource();
        var run = bench.Engine.RunAsync(plan, cancellation: cancellation.Token);
        await cancellation.CancelAsync();

        Assert.Equal(RunState.Cancelled, (await run).State);
        claims.Release(plan.Step("a").Key!);
    }

    [Fact]
    public async Task A_run_keeps_no_claim_when_it_has_ended()
    {
        using var bench = new Bench();
        var plan = bench.Plan(Some.Diamond());
        await bench.Engine.RunAsync(plan);
        await bench.RunAsync(Workflow.Define("w", flow => flow.Add("bad", new Hook { Name = Hook.That(() => throw new InvalidDataException()) })));

        Assert.All(plan.Steps.Where(s => s.Key is not null), s =>
        {
            Assert.True(KeyClaims.Of(bench.Folder).TryTake(s.Key!));
            KeyClaims.Of(bench.Folder).Release(s.Key!);
        });
    }

    [Fact]
    public void A_claim_is_held_by_one_until_it_is_given_back()
    {
        using var bench = new Bench();
        var claims = KeyClaims.Of(bench.Folder);

        Assert.True(claims.TryTake(Key));
        Assert.False(claims.TryTake(Key));
        Assert.True(claims.TryTake("f" + Key));
        claims.Release(Key);
        Assert.True(claims.TryTake(Key));
        claims.Release(Key);
        claims.Release("f" + Key);
    }
}
