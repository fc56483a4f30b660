namespace IrisFlow.Sqlite;

/// <content>The wordings that a workflow had.</content>
public sealed partial class SqliteRunStore
{
    /// <inheritdoc/>
    public IReadOnlyList<WorkflowVersion> Versions(string workflow, int limit, WorkflowVersion? after = null) => Read(r => r.Versions(workflow, limit, after));

    /// <inheritdoc/>
    public (WorkflowVersion Version, string Definition)? FindVersion(string workflow, long id) => Read(r => r.Version(workflow, id));
}
