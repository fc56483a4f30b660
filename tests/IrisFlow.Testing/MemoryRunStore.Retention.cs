namespace IrisFlow.Testing;

/// <content>What is kept, for how long, and what has been given up.</content>
public sealed partial class MemoryRunStore
{
    /// <inheritdoc/>
    public IReadOnlyList<Pin> Pins() => Read(c => c.Pins.Values.ToList());

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> RunHeads() => Read(c => c.Runs.Values
        .Select(r => new RunRecord(r.Id, r.Workflow)
        {
            State = r.State,
            StartedAt = r.StartedAt,
            FinishedAt = r.FinishedAt,
            Epoch = r.Epoch,
            Owner = r.Owner,
            LeaseUntil = r.LeaseUntil,
            Parent = r.Parent,
        }).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<HeldContent> HeldBy(string run) => Read(c => c.Steps.GetValueOrDefault(run, []).Values
        .SelectMany(s => s.Outputs.Select(o => new HeldContent(s.Name, o.Digest, true)).Concat(s.Inputs.Select(i => new HeldContent(s.Name, i.Digest, false)))).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<ObjectFile> ObjectFiles() => Read(c => c.Objects.Values
        .OrderBy(o => o.Digest.Hex, StringComparer.Ordinal).Select(o => new ObjectFile(o.Digest, o.File, o.Bytes)).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<CondemnedObject> Condemned() => Read(c => c.Condemned.Values
        .Where(o => c.Objects.ContainsKey(o.Digest)).OrderBy(o => o.Digest.Hex, StringComparer.Ordinal).ToList());

    /// <inheritdoc/>
    public CondemnedObject? FindCondemned(Digest digest) => Read(c =>
        c.Condemned.GetValueOrDefault(digest) is { } found ? found with { IsRemoved = !c.Objects.ContainsKey(digest) } : null);

    /// <inheritdoc/>
    public IReadOnlyDictionary<Digest, double> MakingTimes() => Read(c => c.Steps
        .OrderBy(s => s.Key, StringComparer.Ordinal)
        .SelectMany(r => r.Value.Values.Where(s => s.State == StepState.Succeeded).SelectMany(s => s.Outputs.Select(o => (o.Digest, s.Milliseconds))))
        .GroupBy(o => o.Digest).ToDictionary(g => g.Key, g => g.Last().Milliseconds));

    private sealed partial class Writer
    {
        public void SavePin(Pin pin) => content.Pins[(pin.Run, pin.Step)] = pin;

        public bool RemovePin(string run, string step) => content.Pins.Remove((run, step));

        public void Condemn(IReadOnlyList<CondemnedObject> objects)
        {
            foreach (var item in objects)
            {
                content.Condemned[item.Digest] = item;
                foreach (var (key, cached) in content.Cache.ToList())
                {
                    if (cached.Outputs.Any(o => o.Digest == item.Digest))
                    {
                        content.Cache.Remove(key);
                    }
                }
            }
        }

        public void Pardon(Digest digest) => content.Condemned.Remove(digest);

        public void Remove(Digest digest, DateTimeOffset at)
        {
            content.Objects.Remove(digest);
            content.Condemned[digest] = content.Condemned[digest] with { At = at };
        }

        public void ImportRun(RunRecord run, IReadOnlyList<StepRecord> steps, IReadOnlySet<string> cached)
        {
            content.Runs.Add(run.Id, run);
            foreach (var step in steps)
            {
                Save(run.Id, step);
                if (step.Outputs.Count > 0 && string.CompareOrdinal(content.LastSteps.GetValueOrDefault((run.Workflow, step.Name), ""), run.Id) < 0)
                {
                    content.LastSteps[(run.Workflow, step.Name)] = run.Id;
                }

                if (step.Key is not null && cached.Contains(step.Name))
                {
                    content.Cache.TryAdd(step.Key, new(run.Id, step.Name, run.StartedAt, step.Outputs) { Metrics = step.Metrics });
                }
            }

            AddEvent(run.Id, null, "run-imported", run.Command);
        }

        private void Use(StepRecord step)
        {
            foreach (var digest in step.Outputs.Select(o => o.Digest))
            {
                if (content.Condemned.Remove(digest) && !content.Objects.ContainsKey(digest))
                {
                    throw new RemovedCheckpointException(step.Name, digest);
                }
            }
        }
    }
}
