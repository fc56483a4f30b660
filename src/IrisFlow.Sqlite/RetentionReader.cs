namespace IrisFlow.Sqlite;

/// <content>Questions about what is kept.</content>
internal sealed partial class RunReader
{
    public IReadOnlyList<Pin> Pins() => All(
        "SELECT run_id, step, owner, created_at, reason, expires_at FROM pins ORDER BY run_id, step",
        row => new Pin(row.Text(0), row.Text(1), row.Text(2), row.Instant(3)) { Reason = row.Text(4), ExpiresAt = row.IsNull(5) ? null : row.Instant(5) });

    public IReadOnlyList<RunRecord> RunHeads() => All(
        "SELECT id, workflow, state, started_at, finished_at, epoch, owner, lease_until, parent FROM runs ORDER BY id",
        row => new RunRecord(row.Text(0), row.Text(1))
        {
            State = Names.RunState(row.Text(2)),
            StartedAt = row.Instant(3),
            FinishedAt = row.IsNull(4) ? null : row.Instant(4),
            Epoch = row.Long(5),
            Owner = row.Text(6),
            LeaseUntil = row.IsNull(7) ? null : row.Instant(7),
            Parent = row.TextOrNull(8),
        });

    public IReadOnlyList<HeldContent> HeldBy(string run) => All(
        "SELECT step, digest, 1 FROM checkpoints WHERE run_id = ?1 UNION ALL SELECT step, digest, 0 FROM lineage WHERE run_id = ?1",
        row => new HeldContent(row.Text(0), Digest.Parse(row.Text(1)), row.Long(2) == 1),
        run);

    public IReadOnlyList<ObjectFile> ObjectFiles() => All(
        "SELECT digest, file, bytes FROM objects ORDER BY digest", row => new ObjectFile(Digest.Parse(row.Text(0)), row.Text(1), row.Long(2)));

    public IReadOnlyList<CondemnedObject> Condemned() => All(
        "SELECT c.digest, c.at, c.reason FROM condemned c JOIN objects o ON o.digest = c.digest ORDER BY c.digest",
        row => new CondemnedObject(Digest.Parse(row.Text(0)), row.Instant(1), row.Text(2)));

    public CondemnedObject? FindCondemned(Digest digest) => All(
        "SELECT c.at, c.reason, o.digest IS NULL FROM condemned c LEFT JOIN objects o ON o.digest = c.digest WHERE c.digest = ?1",
        row => new CondemnedObject(digest, row.Instant(0), row.Text(1)) { IsRemoved = row.Long(2) == 1 },
        digest.Hex) is [var found] ? found : null;

    public IReadOnlyDictionary<Digest, double> MakingTimes()
    {
        // With max, SQLite takes the other column from the same row: the time of the newest run.
        var times = All(
            """
            SELECT c.digest, s.milliseconds, max(s.run_id) FROM steps s JOIN checkpoints c ON c.run_id = s.run_id AND c.step = s.step
            WHERE s.state = 'succeeded' GROUP BY c.digest
            """,
            row => (Digest: Digest.Parse(row.Text(0)), Milliseconds: row.Double(1)));
        return times.ToDictionary(t => t.Digest, t => t.Milliseconds);
    }

    private List<T> All<T>(string sql, Func<Statement, T> read, params ReadOnlySpan<SqlValue> values)
    {
        var found = new List<T>();
        using var row = database.Prepare(sql).Bind(values);
        while (row.Step())
        {
            found.Add(read(row));
        }

        return found;
    }
}
