using System.Text.Json.Nodes;

namespace IrisFlow.Sqlite;

/// <content>Questions of who looks on.</content>
internal sealed partial class RunReader
{
    public long LastEvent() => database.Scalar("SELECT max(sequence) FROM events");

    public IReadOnlyList<RunRecord> RunPage(RunFilter filter, string? before, int limit)
    {
        // Only the conditions that are asked for stand in the statement: each combination finds its own index.
        var conditions = new (bool Asked, string Sql)[]
        {
            (filter.Parent is null, "parent IS NULL"),
            (filter.Parent is not null, "parent = ?1"),
            (filter.Workflow is not null, "workflow = ?2"),
            (filter.State is not null, "state = ?3"),
            (filter.FirstId is not null, "id >= ?4"),
            (filter.EndId is not null, "id < ?5"),
            (before is not null, "id < ?6"),
        };
        var page = All(
            $"""
            SELECT id, workflow, state, command, started_at, finished_at, epoch, owner, lease_until, origin, parent, variant, request FROM runs
            WHERE {string.Join(" AND ", conditions.Where(c => c.Asked).Select(c => c.Sql))} ORDER BY id DESC LIMIT ?7
            """,
            row => new RunRecord(row.Text(0), row.Text(1))
            {
                State = Names.RunState(row.Text(2)),
                Command = row.Text(3),
                StartedAt = row.Instant(4),
                FinishedAt = row.IsNull(5) ? null : row.Instant(5),
                Epoch = row.Long(6),
                Owner = row.Text(7),
                LeaseUntil = row.IsNull(8) ? null : row.Instant(8),
                Origin = row.TextOrNull(9),
                Parent = row.TextOrNull(10),
                Variant = row.TextOrNull(11),
                Request = row.Text(12),
            },
            filter.Parent, filter.Workflow, filter.State is { } state ? Names.Of(state) : null, filter.FirstId, filter.EndId, before, (long)limit);
        return [.. page.Select(run => run with { StepCounts = Counts(run.Id) })];
    }

    public IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, double>>> MetricsOf(IReadOnlyList<string> runs)
    {
        var found = new Dictionary<string, IReadOnlyList<KeyValuePair<string, double>>>();
        using var row = database.Prepare(
            """
            SELECT m.run_id, m.step, m.metric, m.value FROM json_each(?1) wanted
            CROSS JOIN metrics m ON m.run_id = wanted.value LEFT JOIN steps s ON s.run_id = m.run_id AND s.step = m.step
            ORDER BY wanted.key, s.position, m.position
            """).Bind(new JsonArray([.. runs.Select(r => (JsonNode)r)]).ToJsonString());
        while (row.Step())
        {
            if (!found.TryGetValue(row.Text(0), out var figures))
            {
                found[row.Text(0)] = figures = new List<KeyValuePair<string, double>>();
            }

            ((List<KeyValuePair<string, double>>)figures).Add(new($"{row.Text(1)}.{row.Text(2)}", row.IsNull(3) ? double.NaN : row.Double(3)));
        }

        return found;
    }

    public IReadOnlyList<AttemptRecord> Attempts(string run) => All(
        """
        SELECT a.step, a.attempt, a.state, a.started_at, a.finished_at, a.error FROM attempts a
        LEFT JOIN steps s ON s.run_id = a.run_id AND s.step = a.step WHERE a.run_id = ?1 ORDER BY s.position, a.step, a.attempt
        """,
        row => new AttemptRecord(row.Text(0), (int)row.Long(1), row.Text(2), row.Instant(3), row.IsNull(4) ? null : row.Instant(4), row.TextOrNull(5)),
        run);

    public DateTimeOffset? CancelRequestedAt(string run)
    {
        using var row = database.Prepare("SELECT cancel_requested_at FROM runs WHERE id = ?1").Bind(run);
        return row.Step() && !row.IsNull(0) ? row.Instant(0) : null;
    }

    public (string Run, string Request)? Submission(string key)
    {
        using var row = database.Prepare("SELECT run_id, request FROM submissions WHERE idempotency_key = ?1").Bind(key);
        return row.Step() ? (row.Text(0), row.Text(1)) : null;
    }
}
