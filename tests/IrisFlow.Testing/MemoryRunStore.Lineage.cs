namespace IrisFlow.Testing;

/// <content>What was made of what.</content>
public sealed partial class MemoryRunStore
{
    /// <inheritdoc/>
    public IReadOnlyList<ReaderRecord> Readers(Digest digest, int limit) => Read(c => Records(c)
        .SelectMany(r => r.Step.Inputs.Where(i => i.Digest == digest).Select(i => (r.Step, Reader: new ReaderRecord(r.Run, r.Step.Name, i.Port, i.Source))))
        .Take(limit)
        .Where(r => r.Step.State == StepState.Succeeded)
        .GroupBy(r => (r.Step.Key, r.Reader.Step, r.Reader.Input), r => r.Reader)
        .Select(g => g.First())
        .OrderByDescending(r => r.Run, StringComparer.Ordinal)
        .ThenBy(r => (r.Step, r.Input))
        .ToList());

    /// <inheritdoc/>
    public IReadOnlyList<ObjectUse> Injected(Digest digest, int limit) => Read(c => Records(c)
        .SelectMany(r => r.Step.Outputs.Where(o => o.Digest == digest).Select(o => new ObjectUse(r.Run, r.Step.Name, o)))
        .Take(limit)
        .Where(u => u.Output.Origin is not null)
        .ToList());

    private static IEnumerable<(string Run, StepRecord Step)> Records(Content content) => content.Steps
        .OrderByDescending(r => r.Key, StringComparer.Ordinal)
        .SelectMany(r => r.Value.Values.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => (r.Key, s)));
}
