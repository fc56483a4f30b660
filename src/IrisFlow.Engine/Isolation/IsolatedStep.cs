using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Keys;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Isolation;

/// <summary>Makes an attempt at a step in a process of its own, and takes over what that process has written.</summary>
internal sealed class IsolatedStep(EngineParts parts, StepEnvironment environment, Slots slots)
{
    /// <summary>The answer to a workflow that asks for isolation where there is none.</summary>
    public static Finding Unavailable(string step) => new("IF907", "The step asks for a process of its own (\"isolate\": \"process\"), which the program that runs it can't give.")
    {
        Step = step,
        Expected = "Run it with the irisflow command, or give the engine an IStepHost.",
    };

    /// <summary>Does the work.</summary>
    /// <param name="bound">The step.</param>
    /// <param name="policy">What its process may use.</param>
    /// <param name="context">What an activity here would be told; takes the warnings of the one there.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <exception cref="IrisFlowException">The activity failed, or its process did, or what it handed over is not what it said.</exception>
    public async Task<List<Produced>> RunAsync(BoundStep bound, StepPolicy policy, StepContext context, Action<double> progress)
    {
        var handed = bound.Wires.Values.Distinct().ToDictionary(address => address, address => Hand(address, bound.Name));
        var prefix = parts.Checkpoints.NewTemporary(bound.Name);
        var request = new StepRequest(bound.Name, bound.Descriptor.Uses)
        {
            Folder = environment.Folder,
            With = bound.Checked.With,
            Wires = bound.Wires,
            Inputs = handed.ToDictionary(h => h.Key, h => new StepFile(h.Value.Temporary ?? parts.Checkpoints.PathOf(h.Value.Object), h.Value.Object)),
            Outputs = prefix,
            IdempotencyKey = context.IdempotencyKey,
            Attempt = context.Attempt,
            Memory = policy.Memory,
        };
        var outputs = new List<Produced>();
        try
        {
            var answer = await parts.Host!.RunAsync(request, message => Hear(message, context, progress), context.Cancellation);
            foreach (var port in bound.Descriptor.Outputs)
            {
                outputs.Add(Adopt(port, answer, bound.Name));
            }

            return outputs;
        }
        catch
        {
            outputs.Clear();
            throw;
        }
        finally
        {
            // Copies made for this attempt and outputs that nobody took over: the process that wrote or read them is gone.
            var taken = outputs.Select(o => o.Staged!.Temporary).ToHashSet();
            foreach (var file in handed.Values.Select(h => h.Temporary).OfType<string>().Concat(CheckpointStore.TemporariesOf(prefix)).Where(f => !taken.Contains(f)))
            {
                File.Delete(file);
            }
        }
    }

    private static void Hear(StepMessage message, StepContext context, Action<double> progress)
    {
        switch (message)
        {
            case StepProgress { Share: var share }:
                progress(share);
                break;
            case StepSaid { Event: StepContext.Warned } warning:
                context.Warn(warning.Sentence);
                break;
            case StepSaid said:
                context.Say(said.Sentence);
                break;
        }
    }

    /// <summary>The file of an input: its checkpoint, or a copy where it is still being written or is not to be kept.</summary>
    private StagedObject Hand(string address, string step)
    {
        var output = slots.OutputAt(address)!;
        return parts.Store.FindObject(output.Digest) is { } stored && parts.Checkpoints.Check(stored) == ObjectState.Whole
            ? new(stored, null)
            : slots.FileAt(address) is { } file && parts.Checkpoints.TryCopy(file, step) is { } copy ? copy
            : parts.Checkpoints.Stage(slots.TableAt(address), output.Digest, step);
    }

    private Produced Adopt(PortDescriptor port, StepAnswer answer, string step)
    {
        if (!answer.Outputs.TryGetValue(port.Name, out var file))
        {
            throw new IrisFlowException(Mismatch(step, port, "was not handed over"), ExitCode.StepFailed);
        }

        if (parts.Checkpoints.TryAdopt(file.Object, file.Path) is not { } adopted)
        {
            throw new IrisFlowException(Mismatch(step, port, "is not what the process said that it wrote"), ExitCode.StepFailed);
        }

        var value = port.Kind.FromTable(adopted.Table, environment.Catalog);
        var record = new OutputRecord(port.Name, port.Kind.Name, file.Object.Digest, adopted.Table.RowCount);
        return new(port, value, adopted.Table, record) { Staged = adopted.Staged, IsInFile = adopted.IsInFile };
    }

    private static Finding Mismatch(string step, PortDescriptor port, string what) => new("IF908", $"The output '{port.Name}' {what}.")
    {
        Step = step,
        Port = port.Name,
        Expected = "Run the step again; does anything else write to the folder of objects?",
        IsTransient = true,
    };
}
