using System.Diagnostics;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Isolation;
using IrisFlow.Engine.Keys;
using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Run;

/// <summary>Runs the activity of one step on its inputs, and says what came of it.</summary>
internal sealed class StepExecution(StepEnvironment environment, StepBinder binder, Slots slots, Ledger ledger, EngineParts parts, Action<StepRecord, string, string> saying)
{
    private readonly IsolatedStep _elsewhere = new(parts, environment, slots);

    /// <summary>Runs a step. A failure of the activity is a result, not an exception.</summary>
    /// <param name="planned">The step.</param>
    /// <param name="record">The step as it should be recorded, its inputs known.</param>
    /// <param name="attempt">Which attempt this is, from 1.</param>
    /// <param name="children">Runs other workflows for it.</param>
    /// <param name="cancellation">Ends the step.</param>
    public async Task<Executed> RunAsync(PlannedStep planned, StepRecord record, int attempt, IChildRuns children, CancellationToken cancellation)
    {
        // A fresh activity each time: whatever state an execution leaves in it is gone with it.
        var bound = binder.Bind(planned.Bound.Checked, planned.Bound.Wires);
        using var limit = new TimeLimit(planned.Policy.Timeout, parts.Clock, cancellation);
        using var files = new StepOutputs(new StoredFiles(parts.Checkpoints, planned.Name), parts.Doors.KeptBytes, limit.Token);
        var proofs = new ReadProofs();
        var context = new StepContext(
            environment, address => proofs.Watch(slots.Read(address)), $"{ledger.Run}/{planned.Name}/{record.Key}", Progressed, limit.Token)
        {
            Attempt = attempt,
            Saying = (name, sentence) => saying(record, name, sentence),
            Children = children,
            Creating = files.Create,
        };
        var watch = Stopwatch.StartNew();
        try
        {
            cancellation.ThrowIfCancellationRequested();
            var isolated = planned.Policy.Isolate == StepIsolation.Process;
            var outputs = await limit.KeepAsync(() => isolated ? _elsewhere.RunAsync(bound, planned.Policy, context, Progressed) : HereAsync(bound, context, files, proofs), canBeLeft: !isolated);
            files.Release();
            return new(Ended(StepState.Succeeded, null) with { Outputs = [.. outputs.Select(o => o.Record)], Metrics = Metrics(outputs) }, outputs, null);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new(Ended(StepState.Cancelled, null), [], null);
        }
#pragma warning disable CA1031 // Whatever a user's activity throws ends its step, not the engine.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            var failure = StepFailure.Of(problem, planned.Name, bound.Descriptor.Uses);
            return new(Ended(StepState.Failed, failure.Message), [], failure);
        }

        void Progressed(double share) => ledger.Progressed(planned.Name, share);

        StepRecord Ended(StepState state, string? error) =>
            record with { State = state, Milliseconds = watch.Elapsed.TotalMilliseconds, Error = error, Warnings = [.. context.Warnings] };
    }

    private static async Task<List<Produced>> HereAsync(BoundStep bound, StepContext context, StepOutputs files, ReadProofs proofs)
    {
        // Disposed of here, as an activity that is left behind by its timeout still reads.
        using (proofs)
        {
            await bound.Activity.RunAsync(context);
            var outputs = Produced.Of(bound.Descriptor, context, files);
            proofs.Complete();
            return outputs;
        }
    }

    private static List<KeyValuePair<string, double>> Metrics(List<Produced> outputs) => [.. outputs.SelectMany(o => o.Value as Metrics ?? [])];
}

/// <summary>What came of running a step.</summary>
internal sealed record Executed(StepRecord Step, IReadOnlyList<Produced> Outputs, IrisFlowException? Problem)
{
    /// <summary>Where its key has given other data before, the proof.</summary>
    public IReadOnlyList<EvidenceRecord> Evidence { get; init; } = [];

    /// <summary>False when the key goes on to stand for what it gave before.</summary>
    public bool IsOfRecord { get; init; } = true;
}
