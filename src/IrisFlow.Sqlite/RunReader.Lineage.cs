namespace IrisFlow.Sqlite;

/// <content>What was made of what.</content>
internal sealed partial class RunReader
{
    public IReadOnlyList<ReaderRecord> Readers(Digest digest, int limit) => All(
        """
        SELECT max(l.run_id), l.step, l.input, l.source
        FROM (SELECT run_id, step, input, source FROM lineage WHERE digest = ?1 ORDER BY run_id DESC LIMIT ?2) l
        JOIN steps s ON s.run_id = l.run_id AND s.step = l.step
        WHERE s.state = 'succeeded' GROUP BY s.cache_key, l.step, l.input ORDER BY 1 DESC, 2, 3
        """,
        row => new ReaderRecord(row.Text(0), row.Text(1), row.Text(2), row.Text(3)),
        digest.Hex, (long)limit);

    public IReadOnlyList<ObjectUse> Injected(Digest digest, int limit) => All(
        """
        SELECT run_id, step, port, kind, row_count, origin
        FROM (SELECT run_id, step, port, kind, row_count, origin FROM checkpoints WHERE digest = ?1 ORDER BY run_id DESC LIMIT ?2) WHERE origin IS NOT NULL
        """,
        row => new ObjectUse(row.Text(0), row.Text(1), new(row.Text(2), row.Text(3), digest, row.Long(4)) { Origin = row.TextOrNull(5) }),
        digest.Hex, (long)limit);
}
