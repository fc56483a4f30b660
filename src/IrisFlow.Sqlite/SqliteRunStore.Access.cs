namespace IrisFlow.Sqlite;

/// <content>Who may do what over HTTP, and who did.</content>
public sealed partial class SqliteRunStore
{
    /// <inheritdoc/>
    public IReadOnlyList<ApiToken> Tokens() => Read(r => r.Tokens());

    /// <inheritdoc/>
    public ApiToken? FindToken(string hash) => Read(r => r.Token(hash));

    /// <inheritdoc/>
    public Session? FindSession(string hash) => Read(r => r.Session(hash));

    /// <inheritdoc/>
    public IReadOnlyList<AuditRecord> Audit(long? before, int limit) => Read(r => r.Audit(before, limit));
}
