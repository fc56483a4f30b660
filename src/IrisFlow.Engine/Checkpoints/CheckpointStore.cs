using System.Security.Cryptography;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Checkpoints;

/// <summary>The files of checkpoints: one immutable Parquet file for each content, whatever run or step made it.</summary>
/// <remarks>
/// A file is written under a temporary name, synced, checked and renamed; only then may the database name it. Its final name holds
/// both the digest of the content and the hash of the bytes, so a name never stands for two different files. Nothing is deleted
/// when something goes wrong: what is left over is at worst a file that nobody names.
/// </remarks>
public sealed class CheckpointStore
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly IRunStore _store;
    private readonly TableFormat _format;
    private readonly string _temporary;
    private readonly Doors _doors;
    private readonly IFileOps _files;

    /// <param name="folder">The folder of objects; made when it is not there.</param>
    /// <param name="format">How tables are written.</param>
    /// <param name="store">Where objects are looked up.</param>
    public CheckpointStore(string folder, TableFormat format, IRunStore store)
        : this(folder, format, store, new())
    {
    }

    /// <summary>The same through other doors.</summary>
    internal CheckpointStore(string folder, TableFormat format, IRunStore store, Doors doors)
    {
        (Folder, _format, _store) = (folder, format, store);
        (_temporary, _doors, _files) = (Path.Combine(folder, ".tmp"), doors, doors.Files);
    }

    /// <summary>The folder of objects.</summary>
    public string Folder { get; }

    /// <summary>The path of an object's file.</summary>
    public string PathOf(StoredObject stored) => Path.Combine(Folder, stored.File);

    /// <summary>Makes the folders, and removes temporary files that were abandoned long ago.</summary>
    /// <exception cref="IrisFlowException">The folders can't be made.</exception>
    public void Prepare(TimeProvider clock)
    {
        try
        {
            if (!Directory.Exists(_temporary))
            {
                _files.MakeFolder(Folder);
                _files.SyncFolder(Folder);
                _files.SyncFolder(Path.GetDirectoryName(Path.GetFullPath(Folder))!);
                _files.MakeFolder(_temporary);
            }

            foreach (var (file, written) in _files.List(_temporary))
            {
                if (clock.GetUtcNow() - written > Abandoned)
                {
                    _files.Delete(file);
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskProblem(problem, Folder);
        }
    }

    /// <summary>Writes a table and syncs it, under a temporary name. What is stored already is not written again.</summary>
    /// <exception cref="IrisFlowException">The disk is full, or can't be written.</exception>
    internal StagedObject Stage(Table table, Digest digest, string step)
    {
        // Read in full, whatever the stamp says: this is where a file that rotted away in silence is made again.
        if (_store.FindObject(digest) is { } known && HashOf(PathOf(known)) == known.FileHash)
        {
            return new(known, null);
        }

        var temporary = Path.Combine(_temporary, $"{step}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        try
        {
            return Write(table, digest, temporary);
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
        try
        {
            var renamed = false;
            foreach (var item in staged.Where(s => s.Temporary is not null))
            {
                _files.Rename(item.Temporary!, PathOf(item.Object));
                _doors.Pass(Phase.AfterRename);
                renamed = true;
            }

            if (renamed)
            {
                _files.SyncFolder(Folder);
                _doors.Pass(Phase.AfterFolderSync);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskProblem(problem, Folder, step);
        }
    }

    /// <summary>Whether an object's file is there and, as far as can be told without reading it, whole.</summary>
    /// <remarks>A file that was touched since it was written is read and hashed; others cost one look at the folder.</remarks>
    public ObjectState Check(StoredObject stored)
    {
        var path = PathOf(stored);
        if (Tried(() => _files.Look(path)) is not { } found)
        {
            return ObjectState.Missing;
        }

        return found.Bytes == stored.Bytes && (found.Stamp == stored.Stamp || HashOf(path) == stored.FileHash) ? ObjectState.Whole : ObjectState.Damaged;
    }

    /// <summary>Reads the table with this content.</summary>
    /// <exception cref="IrisFlowException">The file is not there or not whole; wrong data is never returned.</exception>
    public Table Read(Digest digest, IReadOnlyList<string>? columns = null, CancellationToken cancellation = default)
    {
        var stored = _store.FindObject(digest) ?? throw Corrupt(digest, "It is not in the tracking database.", null);
        var path = PathOf(stored);
        if (!File.Exists(path))
        {
            throw Corrupt(digest, "Its file is gone.", path);
        }

        if (HashOf(path) is var found && found != stored.FileHash)
        {
            Distrust(stored);
            throw Corrupt(
                digest, $"Its file was changed or damaged: expected SHA-256 {stored.FileHash[..12]}…, found {(found is null ? "a file that can't be read" : $"{found[..12]}…")}.", path);
        }

        return _format.Read(path, columns, cancellation);
    }

    /// <summary>Forgets the stamp of a damaged file, so that the next run hashes the file, and makes the checkpoint again.</summary>
    private void Distrust(StoredObject stored)
    {
        try
        {
            _store.Write(writer => writer.SaveObject(stored with { Stamp = 0 }));
        }
        catch (IrisFlowException)
        {
            // The damage itself is what has to be told, and will be found again.
        }
    }

    private StagedObject Write(Table table, Digest digest, string temporary)
    {
        long length;
        string hash;
        using (var file = _files.Create(temporary))
        {
            using var stream = new HashingStream(_files, file.SafeFileHandle);
            _format.Write(table, stream);
            hash = stream.Finish();
            length = stream.Length;
            _doors.Pass(Phase.BeforeSync);
            _files.Sync(file.SafeFileHandle, temporary);
            _doors.Pass(Phase.AfterSync);
        }

        var written = _files.Look(temporary) ?? throw new IOException($"'{temporary}' is gone.");
        if (written.Bytes != length)
        {
            throw new IOException($"'{temporary}' has {written.Bytes} bytes instead of {length}.");
        }

        var stored = new StoredObject(
            digest, $"{digest.Hex[..32]}-{hash[..8]}.parquet", length, hash, written.Stamp, table.RowCount, SchemaText.Write(table.Schema));
        return new(stored, temporary);
    }

    /// <summary>Null for a file that the disk does not give whole, which is as good as any other damage.</summary>
    private string? HashOf(string path) => Tried(() => _files.HashOf(path));

    private static T? Tried<T>(Func<T?> look)
    {
        try
        {
            return look();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private static IrisFlowException Corrupt(Digest digest, string sentence, string? path) => new(
        new Finding("IF503", $"The checkpoint {digest.Short} can't be read. {sentence}")
        {
            File = path,
            Expected = "Run the step that makes it again: a damaged checkpoint counts as none.",
        },
        ExitCode.Corrupt);

    private static IrisFlowException DiskProblem(Exception problem, string path, string? step = null) => new(
        new Finding("IF504", $"The checkpoint could not be written: {problem.Message}")
        {
            File = path,
            Step = step,
            Expected = "Free some space, or make the folder writable, and run again: what was committed is reused.",
        },
        ExitCode.StepFailed,
        problem);
}

/// <summary>What can be said of a checkpoint's file.</summary>
public enum ObjectState
{
    /// <summary>It is there, as it was written.</summary>
    Whole,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is there with another length or other bytes.</summary>
    Damaged,
}

/// <summary>A file that is written and synced, but not named yet; without a temporary path it was stored before.</summary>
internal sealed record StagedObject(StoredObject Object, string? Temporary);
