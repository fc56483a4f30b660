namespace IrisFlow.Sqlite;

/// <content>Who may do what over HTTP, and who did.</content>
internal sealed partial class RunWriter
{
    public void SaveToken(ApiToken token, string hash) => database.Run(
        "INSERT INTO tokens (id, name, role, hash, created_at, created_by, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        token.Id, token.Name, Names.Of(token.Role), hash, token.CreatedAt, token.CreatedBy, token.ExpiresAt);

    public bool RevokeToken(string id, DateTimeOffset at)
    {
        database.Run("DELETE FROM sessions WHERE token = ?1", id);
        return database.Run("UPDATE tokens SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL", id, at) > 0;
    }

    public void UseToken(string id, DateTimeOffset at) => database.Run("UPDATE tokens SET used_at = ?2 WHERE id = ?1", id, at);

    public void SaveSession(Session session, string hash, DateTimeOffset now)
    {
        database.Run("DELETE FROM sessions WHERE expires_at <= ?1", now);
        database.Run(
            "INSERT INTO sessions (hash, name, role, token, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            hash, session.Name, Names.Of(session.Role), session.Token, session.ExpiresAt);
    }

    public void RemoveSession(string hash) => database.Run("DELETE FROM sessions WHERE hash = ?1", hash);

    public void AddAudit(AuditRecord record) => database.Run(
        "INSERT INTO audit (at, actor, action, subject, detail) VALUES (?1, ?2, ?3, ?4, ?5)",
        record.At, record.Actor, record.Action, record.Subject, record.Detail);
}
