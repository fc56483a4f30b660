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
    private readonly CheckpointReader _reader;
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
        (_temporary, _reader) = (Path.Combine(folder, ".tmp"), new(format, Distrust));
        (_doors, _files) = (doors, doors.Files);
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
        if (_store.FindObject(digest) is { } known && Look(known) is { } found && IsWhole(known, found.Stamp))
        {
            return new(known, null);
        }

        var temporary = NewTemporary(step);
        try
        {
            return Write(_format, table, digest, temporary, _doors);
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
    public ObjectState Check(StoredObject stored) =>
        Look(stored) is not { } found ? ObjectState.Missing
        : found.Bytes == stored.Bytes && (found.Stamp == stored.Stamp || IsWhole(stored, found.Stamp)) ? ObjectState.Whole
        : ObjectState.Damaged;

    /// <summary>The table with this content. Its columns are read when they are first asked for, each by itself.</summary>
    /// <exception cref="IrisFlowException">
    /// The file is not there or not whole; wrong data is never returned. A column that is damaged says so when it is asked for.
    /// </exception>
    public Table Read(Digest digest)
    {
        var stored = _store.FindObject(digest) ?? throw CheckpointReader.Corrupt(digest, "It is not in the tracking database.", null);
        return _reader.Read(stored, PathOf(stored));
    }

    /// <summary>The digests of an object's columns, by place, without reading the columns; null where its file keeps none.</summary>
    /// <exception cref="IrisFlowException">The file is not there, or not the one that was stored.</exception>
    internal ColumnDigests? DigestsOf(StoredObject stored) => _reader.Digests(stored, PathOf(stored));

    /// <summary>True when the file of an output is there and whole.</summary>
    internal bool Holds(OutputRecord output) => _store.FindObject(output.Digest) is { } stored && Check(stored) == ObjectState.Whole;

    /// <summary>A temporary path of its own, from which others may be made by adding to it.</summary>
    internal string NewTemporary(string step) => Path.Combine(_temporary, $"{step}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}");

    /// <summary>The files whose paths were made from a temporary one.</summary>
    internal static IEnumerable<string> TemporariesOf(string temporary) => Directory.EnumerateFiles(Path.GetDirectoryName(temporary)!, Path.GetFileName(temporary) + ".*");

    /// <summary>Takes over a file that another process has written and synced; null when it holds something else than was said.</summary>
    internal (Table Table, StagedObject Staged)? TryAdopt(StoredObject told, string temporary)
    {
        try
        {
            // Read at once, as the file will have another name when it is committed.
            var table = FileHash.Of(temporary) == told.FileHash ? _format.Read(temporary) : null;
            if (table is null || TableDigest.Of(table) != told.Digest)
            {
                return null;
            }

            if (_store.FindObject(told.Digest) is { } known && Check(known) == ObjectState.Whole)
            {
                return (table, new(known, null));
            }

            var file = new FileInfo(temporary);
            var stored = told with { Bytes = file.Length, Stamp = file.LastWriteTimeUtc.Ticks, Rows = table.RowCount, Schema = SchemaText.Write(table.Schema) };
            return (table, new(stored with { File = NameOf(stored.Digest, stored.FileHash) }, temporary));
        }
        catch (IrisFlowException)
        {
            return null;
        }
    }

    /// <summary>Hashes a file. One that was only touched, or came back from a copy of the workspace, is believed by its new stamp from then on.</summary>
    private bool IsWhole(StoredObject stored, long stamp)
    {
        // The stamp was taken before the bytes: what is written while they are hashed gets another.
        if (Tried(() => _files.HashOf(PathOf(stored))) != stored.FileHash)
        {
            return false;
        }

        if (stamp != stored.Stamp)
        {
            SetStamp(stored, stamp);
        }

        return true;
    }

    private (long Bytes, long Stamp)? Look(StoredObject stored) => Tried(() => _files.Look(PathOf(stored)));

    /// <summary>Nothing for a file that the disk does not give, which is as good as any other damage.</summary>
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

    /// <summary>Forgets the stamp of a damaged file, so that the next run hashes the file, and makes the checkpoint again.</summary>
    private void Distrust(StoredObject stored) => SetStamp(stored, 0);

    private void SetStamp(StoredObject stored, long stamp)
    {
        try
        {
            // A column may be read long after its object was looked up, which may have been made again by then.
            if (_store.FindObject(stored.Digest) == stored)
            {
                _store.Write(writer => writer.SaveObject(stored with { Stamp = stamp }));
            }
        }
        catch (IrisFlowException)
        {
            // Nothing rests on it: without it the file is hashed once more. And damage has to be told, whatever the database says.
        }
    }

    /// <summary>Writes a table under a temporary name and syncs it.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    internal static StagedObject Write(TableFormat format, Table table, Digest digest, string temporary, Doors? doors = null)
    {
        doors ??= new();
        long length;
        string hash;
        using (var file = doors.Files.Create(temporary))
        {
            using var stream = new HashingStream(doors.Files, file.SafeFileHandle);
            format.Write(table.WithMetadata(TableDigest.ColumnsEntry, ColumnDigests.Of(table).ToString()), stream);
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

        var stored = new StoredObject(
            digest, NameOf(digest, hash), length, hash, written.Stamp, table.RowCount, SchemaText.Write(table.Schema));
        return new(stored, temporary);
    }

    private static string NameOf(Digest digest, string hash) => $"{digest.Hex[..32]}-{hash[..8]}.parquet";

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
