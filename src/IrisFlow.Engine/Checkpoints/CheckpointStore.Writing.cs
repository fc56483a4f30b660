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

        var written = doors.Files.Look(temporary) ?? throw new IOException($"'{temporary}' is gone.");
        if (written.Bytes != length)
        {
            throw new IOException($"'{temporary}' has {written.Bytes} bytes instead of {length}.");
        }

        return (length, hash, written.Stamp);
    }

    /// <summary>Another name where a file has this one that gc has given up, or may: it deletes the file when nobody looks.</summary>
    private StoredObject WithFreeName(StoredObject stored, bool isCondemned) =>
        Look(stored) is { } there && (isCondemned || stored.Stamp - there.Stamp > Settled.Ticks)
            ? stored with { File = $"{stored.Digest.Hex[..32]}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}-{stored.FileHash[..8]}.parquet" }
            : stored;

    private static string NameOf(Digest digest, string hash) => $"{digest.Hex[..32]}-{hash[..8]}.parquet";
}
