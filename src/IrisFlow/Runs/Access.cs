namespace IrisFlow;

/// <summary>What somebody may do over HTTP; each role may do what those before it may.</summary>
public enum Role
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Also starts, cancels, resumes and forks runs, and uploads data.</summary>
    Operator,

    /// <summary>Also saves workflows and manages tokens.</summary>
    Editor,
}

/// <summary>A token for a program that calls the server. The token itself is known to its owner only; what is kept of it is a hash.</summary>
/// <param name="Id">What it is called where it is listed and revoked.</param>
/// <param name="Name">Whom or what it is for.</param>
/// <param name="Role">What it allows.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
public sealed record ApiToken(string Id, string Name, Role Role, DateTimeOffset CreatedAt, string CreatedBy)
{
    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When somebody took it back; null for never.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it was last used, to the hour; null for never.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>Whether it still allows anything.</summary>
    public bool IsValid(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}

/// <summary>A browser that is signed in. The text of its cookie is known to the browser only; what is kept of it is a hash.</summary>
/// <param name="Name">Who signed in.</param>
/// <param name="Role">What the session allows.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record Session(string Name, Role Role, DateTimeOffset ExpiresAt)
{
    /// <summary>The id of the API token that it was begun with, with which it ends; null where it was the token that the server printed.</summary>
    public string? Token { get; init; }
}

/// <summary>Something that somebody did over HTTP.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What: the name of the call.</param>
/// <param name="Subject">To what: its path.</param>
/// <param name="Detail">How it ended, as a JSON object.</param>
public sealed record AuditRecord(long Id, DateTimeOffset At, string Actor, string Action, string Subject, string Detail);

/// <summary>Who may do what over HTTP, and who did.</summary>
public partial interface IRunStore
{
    /// <summary>All API tokens, those that ended among them, oldest first.</summary>
    IReadOnlyList<ApiToken> Tokens();

    /// <summary>The API token with this hash, whether or not it is still valid; null when there is none.</summary>
    ApiToken? FindToken(string hash);

    /// <summary>The session with this hash, whether or not it is over; null when there is none.</summary>
    Session? FindSession(string hash);

    /// <summary>What was done, newest first.</summary>
    /// <param name="before">Only what was done before the record with this id; null for all.</param>
    /// <param name="limit">At most so many.</param>
    IReadOnlyList<AuditRecord> Audit(long? before, int limit);
}

/// <summary>Changes to who may do what over HTTP.</summary>
public partial interface IRunWriter
{
    /// <summary>Adds an API token.</summary>
    void SaveToken(ApiToken token, string hash);

    /// <summary>Takes an API token back, and ends the sessions that were begun with it.</summary>
    /// <returns>False when there is no such token, or it was taken back before.</returns>
    bool RevokeToken(string id, DateTimeOffset at);

    /// <summary>Records that an API token was used.</summary>
    void UseToken(string id, DateTimeOffset at);

    /// <summary>Begins a session; those that are over by <paramref name="now"/> are forgotten.</summary>
    void SaveSession(Session session, string hash, DateTimeOffset now);

    /// <summary>Ends a session.</summary>
    void RemoveSession(string hash);

    /// <summary>Records what somebody did; the id is given by the store.</summary>
    void AddAudit(AuditRecord record);
}
