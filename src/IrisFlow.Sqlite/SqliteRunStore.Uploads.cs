namespace IrisFlow.Sqlite;

/// <content>What was uploaded, and who made a content.</content>
public sealed partial class SqliteRunStore
{
    /// <inheritdoc/>
    public Upload? FindUpload(string id) => Read(r => r.FindUpload(id));

    /// <inheritdoc/>
    public IReadOnlyList<Upload> Uploads(DateTimeOffset since) => Read(r => r.Uploads(since));

    /// <inheritdoc/>
    public IReadOnlyList<ObjectUse> Makers(Digest digest, int limit) => Read(r => r.Makers(digest, limit));
}
