namespace IrisFlow.Testing;

/// <summary>A run store that forgets everything when it goes: for tests that are not about SQLite. It keeps the same contract.</summary>
public sealed class MemoryRunStore : IRunStore
{
    private readonly Lock _lock = new();
    private Content _content = new();

    /// <inheritdoc/>
    public CachedOutputs? FindCached(string key) => Read(c => c.Cache.GetValueOrDefault(key));

    /// <inheritdoc/>
    public StoredObject? FindObject(Digest digest) => Read(c => c.Objects.GetValueOrDefault(digest));

    /// <inheritdoc/>
    public SourceMemo? FindSource(string path) => Read(c => c.Sources.GetValueOrDefault(path));

    /// <inheritdoc/>
    public (string Run, StepRecord Step)? LastStep(string workflow, string step) => Read(c =>
        c.LastSteps.TryGetValue((workflow, step), out var run) ? (run, c.Steps[run][step]) : ((string, StepRecord)?)null);

    /// <inheritdoc/>
    public RunRecord? FindRun(string id) => Read(c =>
    {
        var found = id == "latest" ? [.. c.Runs.Values.TakeLast(1)] : c.Runs.Values.Where(r => r.Id.StartsWith(id, StringComparison.Ordinal)).ToList();
        return found.Count > 1 && found[0].Id != id
            ? throw new IrisFlowException(new Finding("IF403", $"Several runs begin with '{id}'."))
            : found.Select(r => Counted(c, r)).FirstOrDefault();
    });

    /// <inheritdoc/>
    public IReadOnlyList<StepRecord> Steps(string run) => Read(c => c.Steps.GetValueOrDefault(run, []).Values.OrderBy(s => s.Position).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> Runs(string? workflow, int limit) => Read(c =>
        c.Runs.Values.Reverse().Where(r => workflow is null || r.Workflow == workflow).Take(limit).Select(r => Counted(c, r)).ToList());

    /// <inheritdoc/>
    public void Write(Action<IRunWriter> changes)
    {
        lock (_lock)
        {
            var copy = _content.Copy();
            changes(new Writer(copy));
            _content = copy;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static RunRecord Counted(Content content, RunRecord run) => run with
    {
        StepCounts = content.Steps.GetValueOrDefault(run.Id, []).Values.CountBy(s => s.State).ToDictionary(),
    };

    private T Read<T>(Func<Content, T> read)
    {
        lock (_lock)
        {
            return read(_content);
        }
    }

    private sealed class Content
    {
        public SortedDictionary<string, RunRecord> Runs { get; private init; } = new(StringComparer.Ordinal);

        public Dictionary<string, Dictionary<string, StepRecord>> Steps { get; private init; } = [];

        public Dictionary<string, CachedOutputs> Cache { get; private init; } = [];

        public Dictionary<Digest, StoredObject> Objects { get; private init; } = [];

        public Dictionary<string, SourceMemo> Sources { get; private init; } = [];

        public Dictionary<(string Workflow, string Step), string> LastSteps { get; private init; } = [];

        public Content Copy() => new()
        {
            Runs = new(Runs, StringComparer.Ordinal),
            Steps = Steps.ToDictionary(s => s.Key, s => new Dictionary<string, StepRecord>(s.Value)),
            Cache = new(Cache),
            Objects = new(Objects),
            Sources = new(Sources),
            LastSteps = new(LastSteps),
        };
    }

    private sealed class Writer(Content content) : IRunWriter
    {
        public void BeginRun(RunRecord run) => content.Runs.Add(run.Id, run);

        public void StartStep(string run, StepRecord step) => Save(run, step);

        public void SaveObject(StoredObject stored) => content.Objects[stored.Digest] = stored;

        public void EndStep(string run, long epoch, StepRecord step, bool cache)
        {
            RequireEpoch(run, epoch);
            Save(run, step);
            if (step.Outputs.Count > 0)
            {
                content.LastSteps[(content.Runs[run].Workflow, step.Name)] = run;
            }

            if (cache && step.Key is not null)
            {
                content.Cache[step.Key] = new(run, step.Name, content.Runs[run].StartedAt, step.Outputs) { Metrics = step.Metrics };
            }
        }

        public void EndRun(string run, long epoch, RunState state, DateTimeOffset at)
        {
            RequireEpoch(run, epoch);
            content.Runs[run] = content.Runs[run] with { State = state, FinishedAt = at };
        }

        public void Remember(SourceMemo memo) => content.Sources[memo.Path] = memo;

        private void Save(string run, StepRecord step)
        {
            content.Steps.TryAdd(run, []);
            content.Steps[run][step.Name] = step;
        }

        private void RequireEpoch(string run, long epoch)
        {
            if (content.Runs[run].Epoch != epoch)
            {
                throw new FencedException(run);
            }
        }
    }
}
