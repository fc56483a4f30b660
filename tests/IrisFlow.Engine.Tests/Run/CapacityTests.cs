using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests;

public class CapacityTests
{
    private const long GiB = 1L << 30;

    [Theory]
    [InlineData(2, 1.0, 2)]
    [InlineData(2, 0.5, 4)]
    [InlineData(2, 0.3, 6)]
    [InlineData(2, 1.5, 1)]
    [InlineData(2, 7, 1)]
    public void Steps_begin_while_the_sum_of_their_cores_fits(int cores, double each, int expected)
    {
        var capacity = new Capacity(cores, GiB);

        var held = Enumerable.Range(0, 10).Select(_ => capacity.Ask(new() { Cpu = each }, () => { })).Count(s => s.IsHeld);

        Assert.Equal(expected, held);
    }

    [Fact]
    public void Steps_begin_while_the_sum_of_their_memory_fits()
    {
        var capacity = new Capacity(8, 4 * GiB);

        Assert.True(Ask(capacity, 1, 3 * GiB).IsHeld);
        Assert.True(Ask(capacity, 1, GiB).IsHeld);
        Assert.False(Ask(capacity, 1, 1).IsHeld);
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(1, 5 * GiB)]
    public void What_is_heavier_than_the_machine_runs_alone(int cpu, long? memory)
    {
        var capacity = new Capacity(8, 4 * GiB);
        var heavy = capacity.Ask(new() { Cpu = cpu, Memory = memory }, () => { });
        var light = Ask(capacity, 1, null);
        var begunBeside = light.IsHeld;

        heavy.Dispose();

        Assert.Equal((false, true), (begunBeside, light.IsHeld));
    }

    [Fact]
    public void Who_waits_for_much_is_not_overtaken_by_who_asks_for_little()
    {
        var capacity = new Capacity(2, GiB);
        List<string> order = [];
        var (a, b) = (Ask(capacity, 1, null), Ask(capacity, 1, null));
        var heavy = capacity.Ask(new() { Cpu = 2 }, () => order.Add("heavy"));
        var light = capacity.Ask(new() { Cpu = 1 }, () => order.Add("light"));

        a.Dispose();
        var afterOne = order.Count;
        b.Dispose();
        heavy.Dispose();

        Assert.Equal(0, afterOne);
        Assert.Equal(["heavy", "light"], order);
        Assert.True(light.IsHeld);
    }

    [Fact]
    public void Who_gives_up_its_place_keeps_nobody_waiting()
    {
        var capacity = new Capacity(2, GiB);
        Ask(capacity, 1, null);
        var heavy = Ask(capacity, 2, null);
        var light = Ask(capacity, 1, null);

        heavy.Dispose();

        Assert.True(light.IsHeld);
    }

    [Fact]
    public void What_is_given_back_twice_counts_once()
    {
        var capacity = new Capacity(1, GiB);
        var first = Ask(capacity, 1, null);
        first.Dispose();
        first.Dispose();

        Assert.Equal((true, false), (Ask(capacity, 1, null).IsHeld, Ask(capacity, 1, null).IsHeld));
    }

    [Fact(Timeout = 30_000)]
    public async Task Two_runs_of_an_engine_share_the_machine()
    {
        using var bench = new Bench(parallelism: 2);
        var (running, most, gate) = (0, 0, new Lock());
        Workflow Wide(string name) => Workflow.Define(name, flow =>
        {
            for (var i = 0; i < 10; i++)
            {
                flow.Add($"s{i}", new Hook
                {
                    Name = Hook.That(async _ =>
                    {
                        lock (gate)
                        {
                            most = Math.Max(most, ++running);
                        }

                        await Task.Yield();
                        lock (gate)
                        {
                            running--;
                        }
                    }),
                });
            }
        });

        var results = await Task.WhenAll(bench.RunAsync(Wide("v")), bench.RunAsync(Wide("w")));

        Assert.All(results, r => Assert.Equal(RunState.Succeeded, r.State));
        Assert.InRange(most, 1, 2);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_step_that_needs_the_whole_machine_runs_alone_and_the_others_run_too()
    {
        using var bench = new Bench(parallelism: 2, memory: GiB);
        var (running, beside) = (0, 0);
        var result = await bench.RunAsync(Workflow.Define("w", flow =>
        {
            for (var i = 0; i < 9; i++)
            {
                flow.Add($"s{i}", new Hook
                {
                    Name = Hook.That(async _ =>
                    {
                        Interlocked.Increment(ref running);
                        await Task.Yield();
                        Interlocked.Decrement(ref running);
                    }),
                });
                if (i == 4)
                {
                    flow.Add("heavy", new Hook
                    {
                        Name = Hook.That(async _ =>
                        {
                            await Task.Yield();
                            beside += Volatile.Read(ref running);
                        }),
                    },
                    policy: new() { Memory = 2 * GiB });
                }
            }
        }));

        Assert.Equal((RunState.Succeeded, 0), (result.State, beside));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_that_waits_for_another_runs_step_can_be_cancelled()
    {
        using var bench = new Bench(parallelism: 1);
        using var cancellation = new CancellationTokenSource();
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously), end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = bench.RunAsync(Workflow.Define("v", flow => flow.Add("s", new Hook
        {
            Name = Hook.That(_ =>
            {
                begun.SetResult();
                return end.Task;
            }),
        })));
        await begun.Task;
        var second = bench.RunAsync(Workflow.Define("w", flow => flow.Add("s", new Number())), cancellation: cancellation.Token);

        await cancellation.CancelAsync();
        var cancelled = await second;
        end.SetResult();

        Assert.Equal((RunState.Cancelled, StepState.Cancelled), (cancelled.State, cancelled.State("s")));
        Assert.Equal(RunState.Succeeded, (await first).State);
    }

    private static Capacity.Share Ask(Capacity capacity, double cpu, long? memory) => capacity.Ask(new() { Cpu = cpu, Memory = memory }, () => { });
}
