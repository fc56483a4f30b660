using IrisFlow.Engine.Retention;
using IrisFlow.Testing;

namespace IrisFlow.Engine.Tests.Retention;

/// <summary>Runs of the real engine before, after and beside a collection.</summary>
public class CollectedRunTests
{
    [Fact]
    public async Task After_everything_was_collected_a_run_makes_the_same_content_again()
    {
        using var bench = new Bench();
        var first = await bench.RunAsync(Some.Diamond());

        var report = CollectorOf(bench).Apply(Archive.Strict);
        Assert.NotEmpty(report.With(Fate.Deleted));
        Assert.Empty(Directory.EnumerateFiles(bench.At("objects")));
        var again = await bench.RunAsync(Some.Diamond());

        Assert.All(again.Steps, s => Assert.Equal(StepState.Succeeded, s.State));
        Assert.Equal(first.Digests(), again.Digests());
        Assert.All(again.Digests().Values, d => Assert.NotNull(bench.Engine.Checkpoints.Read(d)));
    }

    [Fact]
    public async Task A_removed_checkpoint_is_said_to_be_removed_and_when()
    {
        using var bench = new Bench();
        var first = await bench.RunAsync(Some.Chain());
        CollectorOf(bench).Apply(Archive.Strict);

        var problem = Assert.Throws<IrisFlowException>(() => bench.Engine.Checkpoints.Read(first.Digests()["a.rows"]));

        Assert.Equal(("IF512", ExitCode.NotFound), (problem.Findings[0].Rule, problem.Exit));
        Assert.Contains($"removed by gc on {TimeProvider.System.GetUtcNow():yyyy-MM-dd}", problem.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_checkpoints_are_collected_after_it_was_planned_makes_them_anew()
    {
        GarbageCollector? collector = null;
        using var bench = new Bench(around: inner => WatchedRunStore.Around(inner, new()
        {
            Before = (call, _) =>
            {
                if (call == nameof(IRunStore.Write) && collector is { } once)
                {
                    collector = null;
                    once.Apply(Archive.Strict);
                }
            },
        }));
        var first = await bench.RunAsync(Some.Diamond());
        var plan = bench.Plan(Some.Diamond());
        Assert.All(plan.Steps, s => Assert.Equal(Engine.Plan.Decision.Reuse, s.Decision));

        // Between the plan and the transaction that records it.
        collector = CollectorOf(bench);
        var second = await bench.Engine.RunAsync(plan);

        Assert.Equal(RunState.Succeeded, second.State);
        Assert.All(second.Steps, s => Assert.Equal(StepState.Succeeded, s.State));
        Assert.Equal(first.Digests(), second.Digests());
        Assert.All(second.Digests().Values, d => Assert.NotNull(bench.Engine.Checkpoints.Read(d)));
        Assert.Equal(2, bench.Store.Runs(null, 10).Count);
    }

    [Fact]
    public async Task A_run_that_records_its_choice_first_saves_it_from_the_collection()
    {
        using var bench = new Bench();
        var first = await bench.RunAsync(Some.Diamond());
        CollectorOf(bench).Apply(Archive.Strict with { Grace = TimeSpan.FromDays(1) });
        Assert.NotEmpty(bench.Store.Condemned());

        var second = await bench.RunAsync(Some.Diamond(), r => r with { From = ["d"], Base = first.Run });
        Assert.Equal(RunState.Succeeded, second.State);
        CollectorOf(bench).Apply(new RetentionPolicy { Grace = TimeSpan.Zero });

        Assert.All(second.Digests().Values, d => Assert.NotNull(bench.Engine.Checkpoints.Read(d)));
    }

    [Fact]
    public async Task Content_that_is_made_again_while_it_is_condemned_gets_a_file_of_its_own()
    {
        using var bench = new Bench();
        var first = await bench.RunAsync(Some.Chain());
        CollectorOf(bench).Apply(Archive.Strict with { Grace = TimeSpan.FromDays(1) });
        var condemned = bench.Store.ObjectFiles().Select(f => f.File).ToList();

        var second = await bench.RunAsync(Some.Chain());
        condemned.ForEach(file => File.Delete(bench.At($"objects/{file}")));

        Assert.Equal(first.Digests(), second.Digests());
        Assert.All(second.Digests().Values, d => Assert.NotNull(bench.Engine.Checkpoints.Read(d)));
    }

    [Fact]
    public async Task Runs_beside_collections_without_grace_all_succeed_with_the_same_content()
    {
        using var bench = new Bench();
        var expected = (await bench.RunAsync(Some.Diamond())).Digests();
        using var stop = new CancellationTokenSource();
        var collecting = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                CollectorOf(bench).Apply(Archive.Strict);
            }
        });

        for (var i = 0; i < 30; i++)
        {
            var run = await bench.RunAsync(Some.Diamond());
            Assert.True(run.State == RunState.Succeeded, string.Join('\n', run.Failures));
            Assert.Equal(expected, run.Digests());
        }

        await stop.CancelAsync();
        await collecting;
    }

    private static GarbageCollector CollectorOf(Bench bench) => new(bench.Folder, bench.Store, TimeProvider.System);
}
