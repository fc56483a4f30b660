using System.Globalization;
using System.Security.Cryptography;

namespace IrisFlow.Engine.Checkpoints;

/// <summary>The files of checkpoints: one immutable Parquet file for each content, whatever run or step made it.</summary>
/// <remarks>
/// A file is written under a temporary name, synced, checked and renamed; only then may the database name it. Its final name holds
/// both the digest of the content and the hash of the bytes, so a name never stands for two different files. Nothing is deleted
/// when something goes wrong: what is left over is at worst a file that nobody names.
/// </remarks>
public sealed partial class CheckpointStore
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    // Well below the age at which gc takes a file without a row for one that a crash left.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    private readonly IRunStore _store;
    private readonly TableFormat _format;
    private readonly string _temporary;
    private readonly CheckpointReader _reader;

    /// <param name="folder">The folder of objects; made when it is not there.</param>
    /// <param name="format">How tables are written.</param>
    /// <param name="store">Where objects are looked up.</param>
    public CheckpointStore(string folder, TableFormat format, IRunStore store)
    {
        (Folder, _format, _store) = (folder, format, store);
        (_temporary, _reader) = (Path.Combine(folder, ".tmp"), new(format, Distrust));
    }

    /// <summary>The folder of objects.</summary>
    public string Folder { get; }

    /// <summary>The path of an object's file.</summary>
    public string PathOf(StoredObject stored) => Path.Combine(Folder, stored.File);

    /// <summary>Makes the folders, and removes temporary files that were abandoned long ago.</summary>
    /// <exception cref="IrisFlowException">The folders can't be made.</exception>
    public void Prepare(TimeProvider clock)
    {
        if (!Directory.Exists(_temporary))
        {
            try
            {
                Directory.CreateDirectory(_temporary);
                DurableFiles.SyncFolder(Folder);
                DurableFiles.SyncFolder(Path.GetDirectoryName(Path.GetFullPath(Folder))!);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw DiskProblem(problem, Folder);
            }
        }

        foreach (var file in Directory.EnumerateFiles(_temporary))
        {
            if (clock.GetUtcNow() - File.GetLastWriteTimeUtc(file) > Abandoned)
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Writes a table and syncs it, under a temporary name. What is stored already is not written again.</summary>
    /// <exception cref="IrisFlowException">The disk is full, or can't be written.</exception>
    internal StagedObject Stage(Table table, Digest digest, string step)
    {
        // Read in full, whatever the stamp says: this is where a file that rotted away in silence is made again.
        // A condemned file may be deleted before this step is recorded, so the step brings its own.
        var known = _store.FindObject(digest);
        var isCondemned = _store.FindCondemned(digest) is not null;
        if (known is not null && !isCondemned && new FileInfo(PathOf(known)) is { Exists: true } file && IsWhole(known, file))
        {
            return new(known, null);
        }

        var temporary = NewTemporary(step);
        try
        {
            var written = Write(_format, table, digest, temporary);
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
                DurableFiles.Rename(item.Temporary!, PathOf(item.Object));
                named = true;
            }

            return named;
        }
        catch (IOException problem)
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
            DurableFiles.SyncFolder(Folder);
        }
        catch (IOException problem)
        {
            throw DiskProblem(problem, Folder, step);
        }
    }

    /// <summary>Whether an object's file is there and, as far as can be told without reading it, whole.</summary>
    /// <remarks>A file that was touched since it was written is read and hashed; others cost one look at the folder.</remarks>
    public ObjectState Check(StoredObject stored)
    {
        var file = new FileInfo(PathOf(stored));
        if (!file.Exists)
        {
            return ObjectState.Missing;
        }

        if (file.Length != stored.Bytes)
        {
            return ObjectState.Damaged;
        }

        return file.LastWriteTimeUtc.Ticks == stored.Stamp || IsWhole(stored, file) ? ObjectState.Whole : ObjectState.Damaged;
    }

    /// <summary>The table with this content. Its columns are read when they are first asked for, each by itself.</summary>
    /// <exception cref="IrisFlowException">
    /// The file is not there or not whole; wrong data is never returned. A column that is damaged says so when it is asked for.
    /// </exception>
    public Table Read(Digest digest)
    {
        var stored = _store.FindObject(digest)
            ?? throw (_store.FindCondemned(digest) is { } gone ? Removed(digest, gone.At) : CheckpointReader.Corrupt(digest, "It is not in the tracking database.", null));
        return _reader.Read(stored, PathOf(stored));
    }

    /// <summary>The digests of an object's columns, by place, without reading the columns; null where its file keeps none.</summary>
    /// <exception cref="IrisFlowException">The file is not there, or not the one that was stored.</exception>
    internal ColumnDigests? DigestsOf(StoredObject stored) => _reader.Digests(stored, PathOf(stored));

    /// <summary>True when the file of an output is there and whole.</summary>
    internal bool Holds(OutputRecord output) => _store.FindObject(output.Digest) is { } stored && Check(stored) == ObjectState.Whole;

    /// <summary>A temporary path of its own, from which others may be made by adding to it.</summary>
    internal string NewTemporary(string step) => Path.Combine(_temporary, $"{step}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}");

    /// <summary>Hashes a file. One that was only touched, or came back from a copy of the workspace, is believed by its new stamp from then on.</summary>
    private bool IsWhole(StoredObject stored, FileInfo file)
    {
        // Taken before the bytes: what is written while they are hashed gets another.
        var stamp = file.LastWriteTimeUtc.Ticks;
        if (FileHash.Of(file.FullName) != stored.FileHash)
        {
            return false;
        }

        if (stamp != stored.Stamp)
        {
            SetStamp(stored, stamp);
        }

        return true;
    }

    /// <summary>Forgets the stamp of a damaged file, so that the next run hashes the file, and makes the checkpoint again.</summary>
    private void Distrust(StoredObject stored) => SetStamp(stored, 0);

    private void SetStamp(StoredObject stored, long stamp) => Correct(stored, stored with { Stamp = stamp });

    private void Correct(StoredObject stored, StoredObject corrected)
    {
        try
        {
            // A column may be read long after its object was looked up, which may have been made again, or removed by gc, by then.
            _store.Write(writer =>
            {
                if (_store.FindObject(stored.Digest) == stored)
                {
                    writer.SaveObject(corrected);
                }
            });
        }
        catch (IrisFlowException)
        {
            // Nothing rests on it: without it the file is hashed once more. And damage has to be told, whatever the database says.
        }
    }

    /// <summary>Writes a table under a temporary name and syncs it.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    internal static StagedObject Write(TableFormat format, Table table, Digest digest, string temporary)
    {
        var (length, hash, stamp) = Write(stream => format.Write(table.WithMetadata(TableDigest.ColumnsEntry, ColumnDigests.Of(table).ToString()), stream), temporary);
        var stored = new StoredObject(digest, NameOf(digest, hash), length, hash, stamp, table.RowCount, SchemaText.Write(table.Schema));
        return new(stored, temporary);
    }

    /// <summary>Writes a file and syncs it.</summary>
    private static (long Length, string Hash, long Stamp) Write(Action<Stream> write, string temporary)
    {
        long length;
        string hash;
        using (var file = Create(temporary))
        {
            using var stream = new HashingStream(file.SafeFileHandle);
            write(stream);
            hash = stream.Finish();
            length = stream.Length;
            DurableFiles.Sync(file.SafeFileHandle, temporary);
        }

        var written = new FileInfo(temporary);
        if (written.Length != length)
        {
            throw new IOException($"'{temporary}' has {written.Length} bytes instead of {length}.");
        }

        return (length, hash, written.LastWriteTimeUtc.Ticks);
    }

    /// <summary>Another name where a file has this one that gc has given up, or may: it deletes the file when nobody looks.</summary>
    private StoredObject WithFreeName(StoredObject stored, bool isCondemned)
    {
        var there = new FileInfo(PathOf(stored));
        return there.Exists && (isCondemned || stored.Stamp - there.LastWriteTimeUtc.Ticks > Settled.Ticks)
            ? stored with { File = $"{stored.Digest.Hex[..32]}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}-{stored.FileHash[..8]}.parquet" }
            : stored;
    }

    private static string NameOf(Digest digest, string hash) => $"{digest.Hex[..32]}-{hash[..8]}.parquet";

    /// <summary>A new file that nobody may write to once it is closed.</summary>
    private static FileStream Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }

        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
        };
        return new FileStream(path, options);
    }

    private static IrisFlowException Removed(Digest digest, DateTimeOffset at) => new(
        new Finding("IF512", $"The checkpoint {digest.Short} was removed by gc on {at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.")
        {
            Expected = "Run the step that makes it again.",
        },
        ExitCode.NotFound);

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
