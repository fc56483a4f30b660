namespace IrisFlow.Sqlite;

/// <content>All objects, and where they are used.</content>
internal sealed partial class RunReader
{
    public IReadOnlyList<StoredObject> Objects()
    {
        var objects = new List<StoredObject>();
        using var row = database.Prepare("SELECT digest, file, bytes, file_hash, stamp, row_count, columns FROM objects ORDER BY digest");
        while (row.Step())
        {
            objects.Add(new(Digest.Parse(row.Text(0)), row.Text(1), row.Long(2), row.Text(3), row.Long(4), row.Long(5), row.Text(6)));
        }

        return objects;
    }

    public IReadOnlyList<ObjectUse> Uses(IReadOnlySet<Digest> digests)
    {
        var uses = new List<ObjectUse>();
        using var row = database.Prepare("SELECT run_id, step, port, kind, digest, row_count, origin FROM checkpoints ORDER BY run_id DESC, step, position");
        while (row.Step())
        {
            if (Digest.Parse(row.Text(4)) is var digest && digests.Contains(digest))
            {
                uses.Add(new(row.Text(0), row.Text(1), new(row.Text(2), row.Text(3), digest, row.Long(5)) { Origin = row.TextOrNull(6) }));
            }
        }

        return uses;
    }
}
