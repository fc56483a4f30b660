namespace IrisFlow.Sqlite;

/// <content>What was made of what.</content>
public sealed partial class SqliteRunStore
{
    /// <inheritdoc/>
    public IReadOnlyList<ReaderRecord> Readers(Digest digest, int limit) => Read(r => r.Readers(digest, limit));

    /// <inheritdoc/>
    public IReadOnlyList<ObjectUse> Injected(Digest digest, int limit) => Read(r => r.Injected(digest, limit));
}
