namespace IrisFlow.Sqlite;

/// <content>The wordings that a workflow had.</content>
internal sealed partial class RunWriter
{
    public void SaveVersion(string workflow, string definition, string actor, DateTimeOffset at)
    {
        database.Run("INSERT INTO workflows (name, definition, first_seen) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", workflow, definition, at);
        database.Run(
            "INSERT INTO saves (workflow, workflow_id, at, actor) VALUES (?1, (SELECT id FROM workflows WHERE name = ?1 AND definition = ?2), ?3, ?4)",
            workflow, definition, at, actor);
    }
}
