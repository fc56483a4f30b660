using System.Security.Cryptography;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Checkpoints;

/// <content>How a table becomes a file that is on disk under its final name.</content>
public sealed partial class CheckpointStore
{
    /// <summary>Writes a table and syncs it, under a temporary name. What is stored already is not written again.</summary>
    /// <exception cref="IrisFlowException">The disk is full, or can't be written.</exception>
    internal StagedObject Stage(Table table, Digest digest, string step)
    {
        // Read in full, whatever the stamp says: this is where a file that rotted away in silence is made again.
        // A condemned file may be deleted before this step is recorded, so the step brings its own.
        var known = _store.FindObject(digest);
        var isCondemned = _store.FindCondemned(digest) is not null;
        if (known is not null && !isCondemned && Look(known) is { } found && IsWhole(known, found.Stamp))
        {
            return new(known, null);
        }

        var temporary = NewTemporary(step);
        try
        {
            var written = Write(_format, table, digest, temporary, _doors);
            return known is not null && !isCondemned ? written : written with { Object = WithFreeName(written.Object, isCondemned) };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskProblem(problem, temporary, step);
        }
    }

    /// <summary>Begins to write a table, of which the digest is known only at its end, under a temporary name.</summary>
    /// <exception cref="IrisFlowException">The disk is full, or can't be written.</exception>
    internal CheckpointWriter Create(Schema schema, string step, CancellationToken cancellation) =>
        new(_format, schema, NewTemporary(step), _doors, (problem, path) => DiskProblem(problem, path, step), cancellation);

    /// <summary>What <see cref="Stage(Table, Digest, string)"/> gives, for a file that <see cref="Create"/> has written: what is stored already is not stored again.</summary>
    internal StagedObject Settle(StagedObject written)
    {
        var known = _store.FindObject(written.Object.Digest);
        var isCondemned = _store.FindCondemned(written.Object.Digest) is not null;
        if (known is not null && !isCondemned && Look(known) is { } found && IsWhole(known, found.Stamp))
        {
            Discard(written);
            return new(known, null);
        }

        return known is not null && !isCondemned ? written : written with { Object = WithFreeName(written.Object, isCondemned) };
    }

    /// <summary>A copy of a file that may get its final name, or be deleted, at any moment; null when it is gone already.</summary>
    /// <exception cref="IrisFlowException">The disk is full, or can't be written.</exception>
    internal StagedObject? TryCopy(StagedObject staged, string step)
    {
        var temporary = NewTemporary(step);
        try
        {
            using var source = new FileStream(PlaceOf(staged).Now, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            var (length, hash, stamp) = Write(source.CopyTo, temporary, _doors);
            return length == staged.Object.Bytes && hash == staged.Object.FileHash ? new(staged.Object with { Stamp = stamp }, temporary) : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskProblem(problem, temporary, step);
        }
    }

    /// <summary>Deletes a file that was written and will not be stored. What can't be deleted now is when the folder is next prepared.</summary>
    internal void Discard(StagedObject staged)
    {
        if (staged.Temporary is { } temporary)
        {
            CheckpointWriter.Delete(_files, temporary);
        }
    }

    /// <summary>Gives staged files their final names. When it returns, names and contents are on disk.</summary>
    /// <exception cref="IrisFlowException">The disk did not take the names.</exception>
    internal void Publish(IEnumerable<StagedObject> staged, string? step = null)
    {
        if (Name(staged, step))
        {
            SyncNames(step);
        }
    }

    /// <summary>The first half of <see cref="Publish"/>: gives staged files their final names, which are not on disk yet.</summary>
    /// <returns>False when there was nothing to name.</returns>
    /// <exception cref="IrisFlowException">The disk did not take the names.</exception>
    internal bool Name(IEnumerable<StagedObject> staged, string? step)
    {
        try
        {
            var named = false;
            foreach (var item in staged.Where(s => s.Temporary is not null))
            {
                _files.Rename(item.Temporary!, PathOf(item.Object));
                _doors.Pass(Phase.AfterRename);
                named = true;
            }

            return named;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskProblem(problem, Folder, step);
        }
    }

    /// <summary>The second half: when it returns, all names that were given are on disk.</summary>
    /// <exception cref="IrisFlowException">The disk did not take them.</exception>
    internal void SyncNames(string? step)
    {
        try
        {
            _files.SyncFolder(Folder);
            _doors.Pass(Phase.AfterFolderSync);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskProblem(problem, Folder, step);
        }
    }

    /// <summary>Writes a table under a temporary name and syncs it.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    internal static StagedObject Write(TableFormat format, Table table, Digest digest, string temporary, Doors? doors = null)
    {
        doors ??= new();
        var (length, hash, stamp) = Write(
            stream => format.Write(table.WithMetadata(TableDigest.ColumnsEntry, ColumnDigests.Of(table).ToString()), stream), temporary, doors);
        var stored = new StoredObject(digest, NameOf(digest, hash), length, hash, stamp, table.RowCount, SchemaText.Write(table.Schema));
        return new(stored, temporary);
    }

    /// <summary>Writes a file and syncs it.</summary>
    private static (long Length, string Hash, long Stamp) Write(Action<Stream> write, string temporary, Doors doors)
    {
        long length;
        string hash;
        using (var file = doors.Files.Create(temporary))
        {
            using var stream = new HashingStream(doors.Files, file.SafeFileHandle);
            write(stream);
            hash = stream.Finish();
            length = stream.Length;
            doors.Pass(Phase.BeforeSync);
            doors.Files.Sync(file.SafeFileHandle, temporary);
            doors.Pass(Phase.AfterSync);
        }

        return (length, hash, StampOf(temporary, length, doors));
    }

    /// <summary>The stamp of a file that was just written.</summary>
    /// <exception cref="IOException">It is not as long as what was written.</exception>
    internal static long StampOf(string temporary, long length, Doors doors)
    {
        var written = doors.Files.Look(temporary) ?? throw new IOException($"'{temporary}' is gone.");
        return written.Bytes == length ? written.Stamp : throw new IOException($"'{temporary}' has {written.Bytes} bytes instead of {length}.");
    }

    /// <summary>Another name where a file has this one that gc has given up, or may: it deletes the file when nobody looks.</summary>
    private StoredObject WithFreeName(StoredObject stored, bool isCondemned) =>
        Look(stored) is { } there && (isCondemned || stored.Stamp - there.Stamp > Settled.Ticks)
            ? stored with { File = $"{stored.Digest.Hex[..32]}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}-{stored.FileHash[..8]}.parquet" }
            : stored;

    internal static string NameOf(Digest digest, string hash) => $"{digest.Hex[..32]}-{hash[..8]}.parquet";
}
