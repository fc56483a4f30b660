namespace IrisFlow.Engine.Checkpoints;

/// <summary>Reads stored tables column by column, and believes a file nothing that it can't prove.</summary>
/// <remarks>
/// The digest in the database is made from the names and digests of the columns and from the metadata. So the digests that stand in a
/// file are either those of the table that was stored, or the table's digest does not come out; and a column is either the one that was
/// stored, or its own digest does not come out. Of the file's other claims nothing is used before it is proven: the types stand in the
/// database, places and lengths show in the columns. What is left are statistics, which nothing here proves and so nothing may use.
/// </remarks>
internal sealed class CheckpointReader(TableFormat format, Action<StoredObject> distrust)
{
    // About what the system reads ahead in any case.
    private const int SmallBytes = 64 * 1024;

    /// <summary>The table of an object; its columns and rows are read and proven when they are asked for.</summary>
    /// <exception cref="IrisFlowException">The file is not there, or not the one that was stored.</exception>
    public Table Read(StoredObject stored, ObjectPlace place)
    {
        var path = place.Now;
        if (stored.Bytes <= SmallBytes)
        {
            // Read whole in any case: the hash proves all of it at less cost than column by column.
            RequireFile(stored, path);
            RequireHash(stored, path);
            return Guarded(stored, path, () => format.Read(path));
        }

        var source = Open(stored, path, out var isHashed);
        if (source.ColumnDigests is null)
        {
            // Written by an earlier version, or in a format that keeps no digests.
            if (!isHashed)
            {
                RequireHash(stored, path);
            }

            return Guarded(stored, path, () => format.Read(path));
        }

        return new OpenedTable(this, stored, place, path, source, Proven(stored, path, source)).Table();
    }

    /// <summary>An object's file with its description proven: columns, number of rows and texts are those that were stored. Rows are not.</summary>
    /// <exception cref="IrisFlowException">The file is not there, or not the one that was stored.</exception>
    public TableSource OpenProven(StoredObject stored, string path)
    {
        var source = Open(stored, path, out var isHashed);
        if (source.ColumnDigests is not null)
        {
            _ = Proven(stored, path, source);
        }
        else if (!isHashed)
        {
            RequireHash(stored, path);
        }

        return source;
    }

    /// <summary>What a file says of itself.</summary>
    /// <exception cref="IrisFlowException">It can't be read.</exception>
    public TableSource Open(string path) => format.Open(path);

    /// <summary>The digests of an object's columns, by place, without reading the columns; null where its file keeps none.</summary>
    /// <exception cref="IrisFlowException">The file is not there, or not the one that was stored.</exception>
    public ColumnDigests? Digests(StoredObject stored, string path)
    {
        var source = Open(stored, path, out _);
        return source.ColumnDigests is null ? null : Proven(stored, path, source);
    }

    /// <summary>The finding for a checkpoint that can't be read.</summary>
    public static IrisFlowException Corrupt(Digest digest, string sentence, string? path, string? column = null, Exception? inner = null) => new(
        new Finding("IF503", $"The checkpoint {digest.Short} can't be read. {sentence}")
        {
            File = path,
            Column = column,
            Expected = "Run the step that makes it again: a damaged checkpoint counts as none.",
        },
        ExitCode.Corrupt,
        inner);

    private TableSource Open(StoredObject stored, string path, out bool isHashed)
    {
        // Touched since it was written: then all of it is looked at, as when a run is planned.
        isHashed = RequireFile(stored, path).LastWriteTimeUtc.Ticks != stored.Stamp;
        if (isHashed)
        {
            RequireHash(stored, path);
        }

        return Guarded(stored, path, () => format.Open(path));
    }

    private FileInfo RequireFile(StoredObject stored, string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw Corrupt(stored.Digest, "Its file is gone.", path);
        }

        if (file.Length != stored.Bytes)
        {
            throw Distrusted(stored, path, $"expected {stored.Bytes} bytes with SHA-256 {stored.FileHash[..12]}…, found {file.Length} bytes");
        }

        return file;
    }

    private ColumnDigests Proven(StoredObject stored, string path, TableSource source)
    {
        // What a step does with a column it may decide by its type alone, before it reads one: so types have to be proven now.
        if (!source.Schema.Equals(SchemaText.Read(stored.Schema)))
        {
            throw Distrusted(stored, path, "its columns are others than those that were stored");
        }

        var digests = ColumnDigests.Parse(source.ColumnDigests!, source.Schema.Count)
            ?? throw Distrusted(stored, path, "the digests of its columns can't be read");
        var found = TableDigest.Of(source.Schema, source.RowCount, source.Metadata, digests);
        return found == stored.Digest ? digests : throw Distrusted(stored, path, $"its content says that it is {found.Short}…");
    }

    private void RequireHash(StoredObject stored, string path)
    {
        var found = FileHash.Of(path);
        if (found != stored.FileHash)
        {
            throw Distrusted(stored, path, $"expected SHA-256 {stored.FileHash[..12]}…, found {(found is null ? "a file that can't be read" : $"{found[..12]}…")}");
        }
    }

    private T Guarded<T>(StoredObject stored, string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (IrisFlowException problem)
        {
            var finding = problem.Findings[0];
            throw Distrusted(stored, path, finding.Message, finding.Column, problem);
        }
    }

    /// <summary>The finding for a file that is not what was stored, which from then on is trusted by nobody.</summary>
    public IrisFlowException Distrusted(StoredObject stored, string path, string what, string? column = null, Exception? inner = null)
    {
        distrust(stored);
        return Corrupt(stored.Digest, $"Its file was changed or damaged: {what}{(what.EndsWith('.') ? "" : ".")}", path, column, inner);
    }
}
