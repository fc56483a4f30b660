namespace IrisFlow.Testing;

/// <content>Who may do what over HTTP, and who did.</content>
public sealed partial class MemoryRunStore
{
    /// <inheritdoc/>
    public IReadOnlyList<ApiToken> Tokens() => Read(c => c.Tokens.Values.OrderBy(t => t.CreatedAt).ThenBy(t => t.Id, StringComparer.Ordinal).ToList());

    /// <inheritdoc/>
    public ApiToken? FindToken(string hash) => Read(c => c.Tokens.GetValueOrDefault(hash));

    /// <inheritdoc/>
    public Session? FindSession(string hash) => Read(c => c.Sessions.GetValueOrDefault(hash));

    /// <inheritdoc/>
    public IReadOnlyList<AuditRecord> Audit(long? before, int limit) => Read(c => Enumerable.Reverse(c.Audit).Where(a => before is null || a.Id < before).Take(limit).ToList());

    private sealed partial class Content
    {
        public Dictionary<string, ApiToken> Tokens { get; private init; } = [];

        public Dictionary<string, Session> Sessions { get; private init; } = [];

        public List<AuditRecord> Audit { get; private init; } = [];
    }

    private sealed partial class Writer
    {
        public void SaveToken(ApiToken token, string hash) => content.Tokens.Add(hash, token);

        public bool RevokeToken(string id, DateTimeOffset at)
        {
            Forget(s => s.Token == id);
            return Change(id, t => t.RevokedAt is null, t => t with { RevokedAt = at });
        }

        public void UseToken(string id, DateTimeOffset at) => Change(id, _ => true, t => t with { UsedAt = at });

        public void SaveSession(Session session, string hash, DateTimeOffset now)
        {
            Forget(s => s.ExpiresAt <= now);
            content.Sessions.Add(hash, session);
        }

        public void RemoveSession(string hash) => content.Sessions.Remove(hash);

        public void AddAudit(AuditRecord record) => content.Audit.Add(record with { Id = content.Audit.Count + 1 });

        private bool Change(string id, Func<ApiToken, bool> applies, Func<ApiToken, ApiToken> change)
        {
            var hash = content.Tokens.Where(t => t.Value.Id == id && applies(t.Value)).Select(t => t.Key).FirstOrDefault();
            if (hash is not null)
            {
                content.Tokens[hash] = change(content.Tokens[hash]);
            }

            return hash is not null;
        }

        private void Forget(Func<Session, bool> over)
        {
            foreach (var (hash, _) in content.Sessions.Where(s => over(s.Value)).ToList())
            {
                content.Sessions.Remove(hash);
            }
        }
    }
}
