namespace IrisFlow.Sqlite;

/// <content>Who may do what over HTTP, and who did.</content>
internal sealed partial class RunReader
{
    private const string TokenColumns = "id, name, role, created_at, created_by, expires_at, revoked_at, used_at";

    public IReadOnlyList<ApiToken> Tokens() => All($"SELECT {TokenColumns} FROM tokens ORDER BY created_at, id", TokenOf);

    public ApiToken? Token(string hash) => All($"SELECT {TokenColumns} FROM tokens WHERE hash = ?1", TokenOf, hash) is [var found] ? found : null;

    public Session? Session(string hash) => All(
        "SELECT name, role, expires_at, token FROM sessions WHERE hash = ?1",
        row => new Session(row.Text(0), Names.Role(row.Text(1)), row.Instant(2)) { Token = row.TextOrNull(3) },
        hash) is [var found] ? found : null;

    public IReadOnlyList<AuditRecord> Audit(long? before, int limit) => All(
        "SELECT id, at, actor, action, subject, detail FROM audit WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
        row => new AuditRecord(row.Long(0), row.Instant(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5)),
        before ?? long.MaxValue, limit);

    private static ApiToken TokenOf(Statement row) => new(row.Text(0), row.Text(1), Names.Role(row.Text(2)), row.Instant(3), row.Text(4))
    {
        ExpiresAt = row.IsNull(5) ? null : row.Instant(5),
        RevokedAt = row.IsNull(6) ? null : row.Instant(6),
        UsedAt = row.IsNull(7) ? null : row.Instant(7),
    };
}
