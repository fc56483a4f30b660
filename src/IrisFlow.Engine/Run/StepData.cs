using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Keys;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Run;

/// <summary>What the steps of a run read and give: the values, where readers find them, and the files that are kept.</summary>
internal sealed class StepData(RunPlan plan, EngineParts parts, Slots slots) : IDisposable
{
    private static readonly Task<IReadOnlyList<StagedObject>> Nothing = Task.FromResult<IReadOnlyList<StagedObject>>([]);

    // Files that were written while their steps ran, by address: those to be stored, and those that only readers in this run need.
    private readonly Dictionary<string, (StagedObject File, bool IsKept)> _written = [];
    private readonly Keeping _keeping = new(plan.Checked);

    /// <summary>What a step reads, now that all of it is known.</summary>
    /// <exception cref="IrisFlowException">A source file can't be read.</exception>
    public IReadOnlyList<InputRecord> Inputs(PlannedStep step) =>
    [
        .. parts.Binder(plan.Request.Environment).Sources(step.Bound, parts.Sources),
        .. step.Bound.Wires.Select(w => new InputRecord(w.Key, w.Value, slots.OutputAt(w.Value)!.Digest)),
    ];

    /// <summary>Lets readers find what an earlier run made.</summary>
    public void Take(PlannedStep step, IReadOnlyList<OutputRecord> outputs)
    {
        foreach (var output in outputs.Where(o => !plan.Injected.ContainsKey($"{step.Name}.{o.Port}")))
        {
            slots.Put($"{step.Name}.{output.Port}", output, step.Bound.Descriptor.Outputs.First(o => o.Name == output.Port).Kind);
        }
    }

    /// <summary>Lets readers find what a step has just made.</summary>
    /// <returns>The files that are being written of it.</returns>
    public Task<IReadOnlyList<StagedObject>> Take(PlannedStep step, Executed executed)
    {
        var outputs = executed.Outputs;
        foreach (var output in outputs.Where(o => !plan.Injected.ContainsKey($"{step.Name}.{o.Port.Name}")))
        {
            slots.Put($"{step.Name}.{output.Port.Name}", output.Record, output.Port.Kind, output.Value, output.IsInFile ? output.Staged : null);
        }

        var kept = outputs.Where(o => _keeping.Keeps(step, o, executed.Step.Milliseconds)).ToList();
        foreach (var written in outputs.Where(o => o.Staged?.Temporary is not null))
        {
            var address = $"{step.Name}.{written.Port.Name}";
            var isKept = kept.Contains(written);
            if (isKept || (written.IsInFile && !plan.Injected.ContainsKey(address)))
            {
                // The readers of one that is not kept have nothing but this file.
                _written[address] = (written.Staged!, isKept);
            }
            else
            {
                parts.Checkpoints.Discard(written.Staged!);
            }
        }

        return kept.Count == 0 ? Nothing : Task.Run<IReadOnlyList<StagedObject>>(() => [.. kept.Select(o => o.Staged ?? parts.Checkpoints.Stage(o.Table, o.Record.Digest, step.Name))]);
    }

    /// <summary>Whether outputs of an earlier run will do: what was not kept of them will not have to be read in this run.</summary>
    public bool Suffice(PlannedStep step, IReadOnlyList<OutputRecord> outputs) =>
        step.Policy.Checkpoint == CheckpointPolicy.Always || Suffice(step, outputs, []);

    private bool Suffice(PlannedStep step, IReadOnlyList<OutputRecord> outputs, Dictionary<string, OutputRecord> assumed)
    {
        foreach (var output in outputs)
        {
            assumed[$"{step.Name}.{output.Port}"] = output;
        }

        var unkept = outputs.Where(o => !parts.Checkpoints.Holds(o)).Select(o => $"{step.Name}.{o.Port}").Where(a => !plan.Injected.ContainsKey(a)).ToHashSet();
        return unkept.Count == 0 || plan.Steps.Where(s => s.Decision == Decision.Run && s.Bound.Wires.Values.Any(unkept.Contains)).All(s => IsReusable(s, assumed));
    }

    /// <summary>Whether a reader will be reused, as far as that can be told before all before it has ended.</summary>
    private bool IsReusable(PlannedStep reader, Dictionary<string, OutputRecord> assumed)
    {
        OutputRecord? At(string address) => plan.Injected.ContainsKey(address) ? slots.OutputAt(address) : assumed.GetValueOrDefault(address) ?? slots.OutputAt(address);
        if (reader.MustRun || reader.Bound.Wires.Values.Any(a => At(a) is null))
        {
            return false;
        }

        var inputs = parts.Binder(plan.Request.Environment).Sources(reader.Bound, parts.Sources)
            .Concat(reader.Bound.Wires.Select(w => new InputRecord(w.Key, w.Value, At(w.Value)!.Digest)));
        return Planner.Reusable(StepKey.Of(reader.Bound, inputs), reader.Policy, parts.Checkpoints, parts.Store) is { Cached: { } cached }
            && Suffice(reader, cached.Outputs, assumed);
    }

    /// <summary>Lets go of the values of a step that has had its last reader.</summary>
    public void Forget(PlannedStep step)
    {
        foreach (var output in step.Bound.Descriptor.Outputs)
        {
            slots.Forget($"{step.Name}.{output.Name}");
            if (_written.TryGetValue($"{step.Name}.{output.Name}", out var written) && !written.IsKept)
            {
                parts.Checkpoints.Discard(written.File);
            }
        }
    }

    /// <summary>At the end of the run, when nothing is committed any more: deletes the files that did not get their final names.</summary>
    public void Dispose()
    {
        foreach (var (file, _) in _written.Values.Where(w => File.Exists(w.File.Temporary)))
        {
            parts.Checkpoints.Discard(file);
        }
    }
}
