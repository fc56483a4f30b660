namespace IrisFlow.Sqlite;

/// <content>The same key with other content.</content>
internal sealed partial class RunReader
{
    public IReadOnlyList<EvidenceRecord> Evidence(string? key, string? run)
    {
        var found = new List<EvidenceRecord>();
        using var row = database.Prepare(
            $"""
            SELECT cache_key, uses, port, run_id, step, digest, other_run_id, other_digest, columns, at FROM evidence
            WHERE true {(key is null ? "" : "AND cache_key = ?1")}
            {(run is null ? "" : "AND cache_key IN (SELECT cache_key FROM steps WHERE run_id = ?2 AND cache_key IS NOT NULL)")} ORDER BY id
            """).Bind(key is null && run is null ? [] : run is null ? [key] : [key, run]);
        while (row.Step())
        {
            found.Add(new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), Digest.Parse(row.Text(5)), row.Text(6), Digest.Parse(row.Text(7)))
            {
                Columns = Texts(row, 8),
                At = row.Instant(9),
            });
        }

        return found;
    }
}
