using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Comparison;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Verification;

/// <summary>Looks, each time a step ran, whether its key has given other data before: in daily use this is how a step shows that it is not deterministic.</summary>
/// <remarks>
/// The key goes on to stand for what it gave first, so that whatever was made from it stays reusable; both objects are kept. Only
/// where the first was stored and can't be read any more does the key stand for the new data: it would be a miss for ever.
/// </remarks>
internal sealed class KeyWitness(IRunStore store, CheckpointStore checkpoints)
{
    /// <summary>The step as it ran; where it contradicts its key, with a warning and the evidence.</summary>
    public Executed Examine(string run, Executed executed)
    {
        try
        {
            return executed.Step is { State: StepState.Succeeded, Key: { } key } && store.FindCached(key) is { } first ? Compare(run, executed, key, first) : executed;
        }
        catch (IrisFlowException)
        {
            // The store can't be read: what comes next, the commit, has to say so.
            return executed;
        }
    }

    private Executed Compare(string run, Executed executed, string key, CachedOutputs first)
    {
        var step = executed.Step;
        var evidence = first.Outputs
            .Join(executed.Outputs, o => o.Port, p => p.Port.Name, (old, made) => (Old: old, Made: made))
            .Where(p => p.Old.Digest != p.Made.Record.Digest)
            .Select(p => (Record: new EvidenceRecord(key, step.Uses, p.Old.Port, run, step.Name, p.Made.Record.Digest, first.Run, p.Old.Digest), Columns: Columns(p.Old, p.Made.Table)))
            .Select(p => (Record: p.Record with { Columns = p.Columns ?? [] }, IsReadable: p.Columns is not null, WasStored: store.FindObject(p.Record.OtherDigest) is not null))
            .ToList();
        if (evidence.Count == 0)
        {
            return executed;
        }

        var keepsFirst = evidence.TrueForAll(e => e.IsReadable || !e.WasStored);
        return executed with
        {
            Step = step with { Warnings = [.. step.Warnings, .. evidence.Select(e => InWords(e.Record, e.IsReadable, keepsFirst))] },
            Evidence = [.. evidence.Select(e => e.Record)],
            IsOfRecord = !keepsFirst,
        };
    }

    private static string InWords(EvidenceRecord evidence, bool isReadable, bool keepsFirst) =>
        $"{evidence.Port} is other data than in run {evidence.OtherRun} for the same key: "
        + (isReadable ? ColumnDifferences.InWords(evidence.Columns) : "what it was then can't be read")
        + $"; {evidence.Uses} is not deterministic. "
        + (keepsFirst ? $"Later runs reuse the data of run {evidence.OtherRun}." : "Later runs reuse the data of this run.");

    private IReadOnlyList<string>? Columns(OutputRecord old, Table made)
    {
        try
        {
            return ColumnDifferences.Between(checkpoints.Read(old.Digest), made);
        }
        catch (IrisFlowException)
        {
            // Never kept; or gone or damaged, which is why the step ran. That its digest was another one is known all the same.
            return null;
        }
    }
}
