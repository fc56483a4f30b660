using IrisFlow.Testing;

namespace IrisFlow.Engine.Tests;

public class CommitOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_follows_is_never_on_record_without_what_it_came_from(int parallelism)
    {
        var ended = new List<string>();
        using var bench = new Bench(parallelism, store => Recording(store, ended));
        var workflow = Workflow.Define("w", flow =>
        {
            var rows = flow.Add("s0", new Number()).Rows;
            for (var i = 1; i < 20; i++)
            {
                var (left, right) = (flow.Add($"l{i}", new Add { Given = rows, By = i }), flow.Add($"r{i}", new Add { Given = rows, By = -i }));
                rows = flow.Add($"j{i}", new Join { Left = left.Sum, Right = right.Sum }).Rows;
            }
        });

        await bench.RunAsync(workflow);

        var order = ended.Select((name, i) => (name, i)).ToDictionary(e => e.name, e => e.i);
        Assert.Equal(workflow.Steps.Count, order.Count);
        Assert.All(workflow.Steps, step => Assert.All(step.From.Values, source => Assert.True(order[Address.Split(source).Step] < order[step.Name])));
    }

    [Fact]
    public async Task A_file_is_there_under_its_final_name_before_the_database_names_it()
    {
        Bench? bench = null;
        var missing = new List<string>();
        using (bench = new Bench(2, store => Saving(store, stored => missing.AddRange(File.Exists(bench!.Engine.Checkpoints.PathOf(stored)) ? [] : [stored.File]))))
        {
            await bench.RunAsync(Some.Diamond());
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task A_commit_that_fails_acknowledges_nothing()
    {
        using var bench = new Bench(2, store => Saving(store, _ => throw new IrisFlowException(new Finding("IF603", "full"), ExitCode.StepFailed)));

        var result = await bench.RunAsync(Some.Chain());

        Assert.Equal(RunState.Failed, result.State);
        Assert.DoesNotContain(result.Steps, s => s.State == StepState.Succeeded);
    }

    private static IRunStore Recording(IRunStore store, List<string> ended) => WatchedRunStore.Around(store, new()
    {
        After = (call, arguments) =>
        {
            if (call == nameof(IRunWriter.EndStep) && arguments[2] is StepRecord { State: StepState.Succeeded } step)
            {
                ended.Add(step.Name);
            }
        },
    });

    private static IRunStore Saving(IRunStore store, Action<StoredObject> saving) => WatchedRunStore.Around(store, new()
    {
        Before = (call, arguments) =>
        {
            if (call == nameof(IRunWriter.SaveObject))
            {
                saving((StoredObject)arguments[0]!);
            }
        },
    });
}
