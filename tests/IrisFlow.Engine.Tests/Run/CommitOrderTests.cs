namespace IrisFlow.Engine.Tests;

public class CommitOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_follows_is_never_on_record_without_what_it_came_from(int parallelism)
    {
        RecordingRunStore? recorded = null;
        using var bench = new Bench(parallelism, store => recorded = new RecordingRunStore(store));
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

        var order = recorded!.Ended.Select((name, i) => (name, i)).ToDictionary(e => e.name, e => e.i);
        Assert.Equal(workflow.Steps.Count, order.Count);
        Assert.All(workflow.Steps, step => Assert.All(step.From.Values, source => Assert.True(order[Address.Split(source).Step] < order[step.Name])));
    }

    [Fact]
    public async Task A_file_is_there_under_its_final_name_before_the_database_names_it()
    {
        Bench? bench = null;
        var missing = new List<string>();
        using (bench = new Bench(2, store => new RecordingRunStore(store, stored => missing.AddRange(File.Exists(bench!.Engine.Checkpoints.PathOf(stored)) ? [] : [stored.File]))))
        {
            await bench.RunAsync(Some.Diamond());
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task A_commit_that_fails_acknowledges_nothing()
    {
        using var bench = new Bench(2, store => new RecordingRunStore(store, _ => throw new IrisFlowException(new Finding("IF603", "full"), ExitCode.StepFailed)));

        var result = await bench.RunAsync(Some.Chain());

        Assert.Equal(RunState.Failed, result.State);
        Assert.DoesNotContain(result.Steps, s => s.State == StepState.Succeeded);
    }

    /// <summary>Writes down the order in which steps are recorded as succeeded, on the way to a real store.</summary>
    private sealed class RecordingRunStore(IRunStore inner, Action<StoredObject>? saving = null) : IRunStore
    {
        public List<string> Ended { get; } = [];

        public CachedOutputs? FindCached(string key) => inner.FindCached(key);

        public StoredObject? FindObject(Digest digest) => inner.FindObject(digest);

        public SourceMemo? FindSource(string path) => inner.FindSource(path);

        public (string Run, StepRecord Step)? LastStep(string workflow, string step) => inner.LastStep(workflow, step);

        public RunRecord? FindRun(string id) => inner.FindRun(id);

        public IReadOnlyList<StepRecord> Steps(string run) => inner.Steps(run);

        public IReadOnlyList<RunRecord> Runs(string? workflow, int limit) => inner.Runs(workflow, limit);

        public void Write(Action<IRunWriter> changes) => inner.Write(writer => changes(new Writer(writer, this)));

        public void Dispose()
        {
        }

        private sealed class Writer(IRunWriter inner, RecordingRunStore store) : IRunWriter
        {
            public void BeginRun(RunRecord run) => inner.BeginRun(run);

            public void StartStep(string run, StepRecord step) => inner.StartStep(run, step);

            public void SaveObject(StoredObject stored)
            {
                store.Saving(stored);
                inner.SaveObject(stored);
            }

            public void EndStep(string run, long epoch, StepRecord step, bool cache)
            {
                inner.EndStep(run, epoch, step, cache);
                if (step.State == StepState.Succeeded)
                {
                    store.Ended.Add(step.Name);
                }
            }

            public void EndRun(string run, long epoch, RunState state, DateTimeOffset at) => inner.EndRun(run, epoch, state, at);

            public void Remember(SourceMemo memo) => inner.Remember(memo);
        }

        private void Saving(StoredObject stored) => saving?.Invoke(stored);
    }
}
