namespace IrisFlow.Sqlite;

/// <content>All objects, and where they are used.</content>
public sealed partial class SqliteRunStore
{
    /// <inheritdoc/>
    public IReadOnlyList<StoredObject> Objects() => Read(r => r.Objects());

    /// <inheritdoc/>
    public IReadOnlyList<ObjectUse> Uses(IReadOnlySet<Digest> digests) => Read(r => r.Uses(digests));
}
