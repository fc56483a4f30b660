namespace IrisFlow;

/// <summary>The same key gave other content: proof that an activity is not deterministic. Both objects are kept.</summary>
/// <param name="Key">The key.</param>
/// <param name="Uses">The activity.</param>
/// <param name="Port">The output that differs.</param>
/// <param name="Run">The run in which it gave other content.</param>
/// <param name="Step">The step of that run.</param>
/// <param name="Digest">What it gave there.</param>
/// <param name="OtherRun">The run that the key stood for until then.</param>
/// <param name="OtherDigest">What it had given there.</param>
public sealed record EvidenceRecord(string Key, string Uses, string Port, string Run, string Step, Digest Digest, string OtherRun, Digest OtherDigest)
{
    /// <summary>The columns that differ, sorted; empty when they could not be compared, or when only the texts that travel with the table differ.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>When it was seen; set by the store.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>The part of the store that keeps evidence.</summary>
public partial interface IRunStore
{
    /// <summary>The evidence against a key, or against any key that a run has a step for; all there is when both are null. Oldest first.</summary>
    /// <param name="key">Only of this key.</param>
    /// <param name="run">Only of the keys of this run's steps.</param>
    IReadOnlyList<EvidenceRecord> Evidence(string? key = null, string? run = null);
}

/// <summary>The part of a transaction that keeps evidence.</summary>
public partial interface IRunWriter
{
    /// <summary>Records that a key gave other content than before.</summary>
    void SaveEvidence(EvidenceRecord evidence);
}
