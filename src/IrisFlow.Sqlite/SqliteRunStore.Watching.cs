namespace IrisFlow.Sqlite;

/// <content>Looking on and steering from outside.</content>
public sealed partial class SqliteRunStore
{
    /// <inheritdoc/>
    public long LastEvent() => Read(r => r.LastEvent());

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> RunPage(RunFilter filter, string? before, int limit) => Read(r => r.RunPage(filter, before, limit));

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, double>>> MetricsOf(IReadOnlyList<string> runs) => Read(r => r.MetricsOf(runs));

    /// <inheritdoc/>
    public IReadOnlyList<AttemptRecord> Attempts(string run) => Read(r => r.Attempts(run));

    /// <inheritdoc/>
    public DateTimeOffset? CancelRequestedAt(string run) => Read(r => r.CancelRequestedAt(run));

    /// <inheritdoc/>
    public (string Run, string Request)? FindSubmission(string key) => Read(r => r.Submission(key));
}
