namespace IrisFlow.Testing;

/// <summary>A run store that forgets everything when it goes: for tests that are not about SQLite. It keeps the same contract.</summary>
public sealed partial class MemoryRunStore : IRunStore
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
        var found = id == "latest" ? [.. c.Runs.Values.Where(r => r.Parent is null).TakeLast(1)] : c.Runs.Values.Where(r => r.Id.StartsWith(id, StringComparison.Ordinal)).ToList();
        return found.Count > 1 && found[0].Id != id
            ? throw new IrisFlowException(new Finding("IF403", $"Several runs begin with '{id}'."))
            : found.Select(r => Counted(c, r)).FirstOrDefault();
    });

    /// <inheritdoc/>
    public IReadOnlyList<StepRecord> Steps(string run) => Read(c => c.Steps.GetValueOrDefault(run, []).Values.OrderBy(s => s.Position).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> Runs(string? workflow, int limit) => Read(c =>
        c.Runs.Values.Reverse().Where(r => r.Parent is null && (workflow is null || r.Workflow == workflow)).Take(limit).Select(r => Counted(c, r)).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> Parts(string parent) => Read(c => c.Runs.Values.Where(r => r.Parent == parent).Select(r => Counted(c, r)).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<(string Run, StepRecord Step)> History(string workflow, string step, int limit, string? before = null) => Read(c => c.Runs.Values.Reverse()
        .Where(r => (before is null || string.CompareOrdinal(r.Id, before) < 0) && r.Workflow == workflow && c.Steps.GetValueOrDefault(r.Id, []).GetValueOrDefault(step)?.Key is not null)
        .Take(limit)
        .Select(r => (r.Id, c.Steps[r.Id][step]))
        .ToList());

    /// <inheritdoc/>
    public StepCost? LastCost(string workflow, string step) => Read(c => c.Costs.GetValueOrDefault((workflow, step)));

    /// <inheritdoc/>
    public RunRecord? FindWorker(string key) => Read(c => c.Runs.Values.Reverse()
        .FirstOrDefault(r => c.Steps.GetValueOrDefault(r.Id, []).Values.Any(s => s.Key == key && s.State == StepState.Running)));

    /// <inheritdoc/>
    public IReadOnlyList<RunEvent> Events(string? run, string? step, long after, int limit) => Read(c => c.Events
        .Where(e => e.Sequence > after && (run is null || e.Run == run) && (step is null || e.Step == step)).Take(limit).ToList());

    /// <inheritdoc/>
    public CodeRecord? FindCode(string fingerprint) => Read(c => c.Codes.GetValueOrDefault(fingerprint));

    /// <inheritdoc/>
    public IReadOnlyList<string> CodeWarnings(string fingerprint) => FindCode(fingerprint)?.Warnings ?? [];

    /// <inheritdoc/>
    public string? FindFingerprint(string codeBase, string roots) => Read(c => c.Fingerprints.GetValueOrDefault((codeBase, roots)));

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

    private sealed partial class Content
    {
        public SortedDictionary<string, RunRecord> Runs { get; private init; } = new(StringComparer.Ordinal);

        public Dictionary<string, Dictionary<string, StepRecord>> Steps { get; private init; } = [];

        public Dictionary<string, CachedOutputs> Cache { get; private init; } = [];

        public Dictionary<Digest, StoredObject> Objects { get; private init; } = [];

        public Dictionary<string, SourceMemo> Sources { get; private init; } = [];

        public Dictionary<(string Workflow, string Step), string> LastSteps { get; private init; } = [];

        public Dictionary<(string Workflow, string Step), StepCost> Costs { get; private init; } = [];

        public List<RunEvent> Events { get; private init; } = [];

        public Dictionary<string, CodeRecord> Codes { get; private init; } = [];

        public Dictionary<(string CodeBase, string Roots), string> Fingerprints { get; private init; } = [];

        public SortedDictionary<(string Run, string Step), Pin> Pins { get; private init; } = [];

        public Dictionary<Digest, CondemnedObject> Condemned { get; private init; } = [];

        public Content Copy() => new()
        {
            Pins = new(Pins),
            Condemned = new(Condemned),
            Runs = new(Runs, StringComparer.Ordinal),
            Steps = Steps.ToDictionary(s => s.Key, s => new Dictionary<string, StepRecord>(s.Value)),
            Cache = new(Cache),
            Objects = new(Objects),
            Sources = new(Sources),
            LastSteps = new(LastSteps),
            Costs = new(Costs),
            Events = [.. Events],
            Codes = new(Codes),
            Fingerprints = new(Fingerprints),
            Evidence = [.. Evidence],
            CancelRequests = new(CancelRequests),
            Schedules = new(Schedules),
            Ticks = new(Ticks),
            Tokens = new(Tokens),
            Sessions = new(Sessions),
            Audit = [.. Audit],
            Saves = [.. Saves],
            Submissions = new(Submissions),
            Uploads = [.. Uploads],
        };
    }

    private sealed partial class Writer(Content content) : IRunWriter
    {
        public void BeginRun(RunRecord run)
        {
            SaveSubmission(run);
            BeginTick(run);
            content.Runs.Add(run.Id, run);
            AddEvent(run.Id, null, "run-started", run.Command);
        }

        public void TakeOver(string run, long epoch, string owner, DateTimeOffset leaseUntil)
        {
            RequireEpoch(run, epoch);
            content.Runs[run] = content.Runs[run] with { Epoch = epoch + 1, Owner = owner, LeaseUntil = leaseUntil, State = RunState.Running, FinishedAt = null };
            content.CancelRequests.Remove(run);
            foreach (var step in content.Steps.GetValueOrDefault(run, []).Values.Where(s => s.State == StepState.Running).ToList())
            {
                Save(run, step with { State = StepState.Cancelled });
            }

            AddEvent(run, null, "run-resumed", owner);
        }

        public void Renew(string run, long epoch, DateTimeOffset leaseUntil)
        {
            RequireEpoch(run, epoch);
            content.Runs[run] = content.Runs[run] with { LeaseUntil = leaseUntil };
        }

        public void StartStep(string run, long epoch, StepRecord step)
        {
            RequireEpoch(run, epoch);
            Save(run, step);
            AddEvent(run, step.Name, "step-started", step.Reason);
        }

        public void FailAttempt(string run, long epoch, StepRecord step)
        {
            RequireEpoch(run, epoch);
            Save(run, step with { State = StepState.Running });
            AddEvent(run, step.Name, "attempt-failed", step.Error);
        }

        public void SaveObject(StoredObject stored)
        {
            content.Objects[stored.Digest] = stored;
            Pardon(stored.Digest);
        }

        public void EndStep(string run, long epoch, StepRecord step, bool cache)
        {
            RequireEpoch(run, epoch);
            Use(step);
            if (step.StartedAt is not null && content.Steps.GetValueOrDefault(run, []).GetValueOrDefault(step.Name)?.State != StepState.Running)
            {
                AddEvent(run, step.Name, "step-started", step.Reason);
            }

            Save(run, step);
            if (step.Outputs.Count > 0)
            {
                content.LastSteps[(content.Runs[run].Workflow, step.Name)] = run;
            }

            if (step.State == StepState.Succeeded)
            {
                content.Costs[(content.Runs[run].Workflow, step.Name)] =
                    new(step.Milliseconds, step.Outputs.Sum(o => content.Objects.GetValueOrDefault(o.Digest)?.Bytes ?? 0));
            }

            if (cache && step.Key is not null)
            {
                content.Cache[step.Key] = new(run, step.Name, content.Runs[run].StartedAt, step.Outputs) { Metrics = step.Metrics };
            }

            AddEvent(run, step.Name, "step-" + Name(step.State), step.Error ?? step.Reason);
        }

        public void EndRun(string run, long epoch, RunState state, DateTimeOffset at)
        {
            RequireEpoch(run, epoch);
            content.Runs[run] = content.Runs[run] with { State = state, FinishedAt = at };
            AddEvent(run, null, "run-" + Name(state), null);
        }

        public void Remember(SourceMemo memo) => content.Sources[memo.Path] = memo;

        public void SaveCode(CodeRecord code) => content.Codes[code.Fingerprint] = code;

        public void SaveFingerprint(string codeBase, string roots, string fingerprint) => content.Fingerprints[(codeBase, roots)] = fingerprint;

        public void AddEvent(string run, string? step, string name, string? detail) =>
            content.Events.Add(new(content.Events.Count + 1, run, step, content.Runs[run].StartedAt, name, detail)
            {
                Workflow = content.Runs[run].Workflow,
                Parent = content.Runs[run].Parent,
            });

        private static string Name<T>(T state)
            where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

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
