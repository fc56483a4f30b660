namespace IrisFlow.Engine.Tests;

public class ParallelTests
{
    [Fact(Timeout = 30_000)]
    public async Task Independent_steps_run_at_the_same_time()
    {
        using var bench = new Bench(parallelism: 2);
        TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously), right = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // Each ends only when the other has begun: one after the other they would wait for ever.
        Task Meet(TaskCompletionSource mine, TaskCompletionSource other)
        {
            mine.SetResult();
            return other.Task;
        }

        var result = await bench.RunAsync(Workflow.Define("w", flow =>
        {
            var start = flow.Add("start", new Number());
            var b = flow.Add("b", new Hook { Given = start.Rows, Name = Hook.That(_ => Meet(left, right)) });
            var c = flow.Add("c", new Hook { Given = start.Rows, Name = Hook.That(_ => Meet(right, left)) });
        }));

        Assert.All(result.Steps, s => Assert.Equal(StepState.Succeeded, s.State));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_more_steps_run_at_once_than_are_allowed(int parallelism)
    {
        using var bench = new Bench(parallelism);
        var (running, most, gate) = (0, 0, new Lock());

        await bench.RunAsync(Workflow.Define("w", flow =>
        {
            for (var i = 0; i < 12; i++)
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
        }));

        Assert.InRange(most, 1, parallelism);
    }

    [Fact]
    public async Task One_step_at_a_time_gives_the_same_digests_as_two()
    {
        using var one = new Bench(parallelism: 1);
        using var two = new Bench(parallelism: 2);

        Assert.Equal((await one.RunAsync(Some.Diamond())).Digests(), (await two.RunAsync(Some.Diamond())).Digests());
    }

    [Fact(Timeout = 30_000)]
    public async Task More_steps_than_the_backlog_holds_may_fail_at_once()
    {
        using var bench = new Bench(parallelism: 40);

        var result = await bench.RunAsync(Workflow.Define("w", flow =>
        {
            for (var i = 0; i < 40; i++)
            {
                flow.Add($"s{i}", new Hook { Name = Hook.That(() => throw new InvalidDataException("no")) });
            }
        }));

        Assert.Equal(RunState.Failed, result.State);
        Assert.All(result.Steps, s => Assert.Equal(StepState.Failed, s.State));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_value_is_let_go_of_after_its_last_reader()
    {
        using var bench = new Bench();
        WeakReference? seen = null;
        var alive = true;
        var result = await bench.RunAsync(Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Number());
            var b = flow.Add("b", new Watching { Given = a.Rows, Name = Watching.That(table => seen = new WeakReference(table)) });
            var c = flow.Add("c", new Add { Given = b.Passed, By = 1 });
            var d = flow.Add("d", new Add { Given = c.Sum, By = 1 });
            flow.Add("e", new Hook
            {
                Given = d.Sum,
                Name = Hook.That(async step =>
                {
                    // Until it is stored, a table is held; so wait for the store, by its own word.
                    while (alive && bench.Store.LastStep("w", "d") is null)
                    {
                        await Task.Yield();
                    }

                    for (var i = 0; i < 10 && (alive = seen!.IsAlive); i++)
                    {
                        GC.Collect();
                        GC.WaitForPendingFinalizers();
                    }
                }),
            });
        }));

        Assert.Equal(RunState.Succeeded, result.State);
        Assert.False(alive, "The table of the first step is still held while the last one runs.");
    }

    /// <summary>Shows the table it reads to the test.</summary>
    [Activity("test.watching")]
    public sealed class Watching : Activity
    {
        private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Action<Table>> Seen = new();

        public required string Name { get; init; }

        [Port("rows")]
        public required In<Table> Given { get; init; }

        [Port("rows")]
        public Out<Table> Passed { get; } = new();

        public static string That(Action<Table> see)
        {
            var name = Guid.NewGuid().ToString("N");
            Seen[name] = see;
            return name;
        }

        protected override Task RunAsync(StepContext step)
        {
            var table = step.Read(Given);
            Seen[Name](table);
            step.Write(Passed, Table.Of(("n", Column.Of(table.Column<long>("n")[0]))));
            return Task.CompletedTask;
        }
    }
}
