namespace IrisFlow.Sqlite;

/// <content>What was uploaded, and who made a content.</content>
internal sealed partial class RunReader
{
    public Upload? FindUpload(string id)
    {
        using var row = database.Prepare("SELECT id, digest, name, at FROM uploads WHERE id = ?1").Bind(id);
        return row.Step() ? UploadOf(row) : null;
    }

    public IReadOnlyList<Upload> Uploads(DateTimeOffset since)
    {
        var uploads = new List<Upload>();
        using var row = database.Prepare("SELECT id, digest, name, at FROM uploads WHERE at >= ?1 ORDER BY at DESC, id").Bind(since);
        while (row.Step())
        {
            uploads.Add(UploadOf(row));
        }

        return uploads;
    }

    public IReadOnlyList<ObjectUse> Makers(Digest digest, int limit)
    {
        var uses = new List<ObjectUse>();
        using var row = database.Prepare(
            "SELECT run_id, step, port, kind, row_count, origin FROM checkpoints WHERE digest = ?1 ORDER BY run_id DESC, step, position LIMIT ?2").Bind(digest.Hex, limit);
        while (row.Step())
        {
            uses.Add(new(row.Text(0), row.Text(1), new(row.Text(2), row.Text(3), digest, row.Long(4)) { Origin = row.TextOrNull(5) }));
        }

        return uses;
    }

    private static Upload UploadOf(Statement row) => new(row.Text(0), Digest.Parse(row.Text(1)), row.Text(2), row.Instant(3));
}
