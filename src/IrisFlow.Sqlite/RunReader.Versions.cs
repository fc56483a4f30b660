namespace IrisFlow.Sqlite;

/// <content>The wordings that a workflow had.</content>
internal sealed partial class RunReader
{
    private const string VersionTables =
        """
        SELECT w.id, coalesce(s.at, w.first_seen) AS at, s.actor, (SELECT min(r.id) FROM runs r WHERE r.workflow_id = w.id),
            (SELECT count(*) FROM runs r WHERE r.workflow_id = w.id), w.definition
        FROM workflows w LEFT JOIN saves s ON s.id = (SELECT max(id) FROM saves WHERE workflow_id = w.id)
        """;

    public IReadOnlyList<WorkflowVersion> Versions(string workflow, int limit, WorkflowVersion? after)
    {
        var found = new List<WorkflowVersion>();
        using var row = after is null
            ? database.Prepare($"{VersionTables} WHERE w.name = ?1 ORDER BY at DESC, w.id DESC LIMIT ?2").Bind(workflow, (long)limit)
            : database.Prepare(
                $"""
                {VersionTables} WHERE w.name = ?1 AND (coalesce(s.at, w.first_seen) < ?3 OR coalesce(s.at, w.first_seen) = ?3 AND w.id < ?4)
                ORDER BY at DESC, w.id DESC LIMIT ?2
                """).Bind(workflow, (long)limit, after.At, after.Id);
        while (row.Step())
        {
            found.Add(Version(row));
        }

        return found;
    }

    public (WorkflowVersion Version, string Definition)? Version(string workflow, long id)
    {
        using var row = database.Prepare($"{VersionTables} WHERE w.name = ?1 AND w.id = ?2").Bind(workflow, id);
        return row.Step() ? (Version(row), row.Text(5)) : null;
    }

    private static WorkflowVersion Version(Statement row) => new(row.Long(0), row.Instant(1), row.TextOrNull(2), row.TextOrNull(3), row.Long(4));
}
