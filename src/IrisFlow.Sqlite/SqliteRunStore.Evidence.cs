namespace IrisFlow.Sqlite;

/// <content>The same key with other content.</content>
public sealed partial class SqliteRunStore
{
    /// <inheritdoc/>
    public IReadOnlyList<EvidenceRecord> Evidence(string? key = null, string? run = null) => Read(r => r.Evidence(key, run));
}
