using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Run;

/// <summary>What the steps of a run read and give: the values, where readers find them, and the files that are kept.</summary>
internal sealed class StepData(RunPlan plan, EngineParts parts, Slots slots)
{
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
    public Task<IReadOnlyList<StagedObject>> Take(PlannedStep step, IReadOnlyList<Produced> outputs)
    {
        foreach (var output in outputs.Where(o => !plan.Injected.ContainsKey($"{step.Name}.{o.Port.Name}")))
        {
            slots.Put($"{step.Name}.{output.Port.Name}", output.Record, output.Port.Kind, output.Value);
        }

        return Task.Run<IReadOnlyList<StagedObject>>(() => [.. outputs.Select(o => parts.Checkpoints.Stage(o.Table, o.Record.Digest, step.Name))]);
    }

    /// <summary>Lets go of the values of a step that has had its last reader.</summary>
    public void Forget(PlannedStep step)
    {
        foreach (var output in step.Bound.Descriptor.Outputs)
        {
            slots.Forget($"{step.Name}.{output.Name}");
        }
    }
}
