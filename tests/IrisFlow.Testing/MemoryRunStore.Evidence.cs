namespace IrisFlow.Testing;

/// <content>The same key with other content.</content>
public sealed partial class MemoryRunStore
{
    /// <inheritdoc/>
    public IReadOnlyList<EvidenceRecord> Evidence(string? key = null, string? run = null) => Read(c => c.Evidence
        .Where(e => key is null || e.Key == key)
        .Where(e => run is null || c.Steps.GetValueOrDefault(run, []).Values.Any(s => s.Key == e.Key))
        .ToList());

    private sealed partial class Content
    {
        public List<EvidenceRecord> Evidence { get; private init; } = [];
    }

    private sealed partial class Writer
    {
        public void SaveEvidence(EvidenceRecord evidence) => content.Evidence.Add(evidence with { At = content.Runs[evidence.Run].StartedAt });
    }
}
