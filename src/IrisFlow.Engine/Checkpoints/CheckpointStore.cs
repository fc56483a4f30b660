using System.Globalization;
using System.Security.Cryptography;
using IrisFlow.Engine.Run;

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
        var stored = _store.FindObject(digest)
            ?? throw (_store.FindCondemned(digest) is { } gone ? Removed(digest, gone.At) : CheckpointReader.Corrupt(digest, "It is not in the tracking database.", null));
        return _reader.Read(stored, new(PathOf(stored)));
    }

    /// <summary>The table of a file that was written and may get its final name at any moment. It is read from the file as any other checkpoint is.</summary>
    internal Table Read(StagedObject staged) => _reader.Read(staged.Object, PlaceOf(staged));

    /// <summary>Where the file of an object is that was written just now.</summary>
    internal ObjectPlace PlaceOf(StagedObject staged) => new(PathOf(staged.Object), staged.Temporary);

    /// <summary>The digests of an object's columns, by place, without reading the columns; null where its file keeps none.</summary>
    /// <exception cref="IrisFlowException">The file is not there, or not the one that was stored.</exception>
    internal ColumnDigests? DigestsOf(StoredObject stored) => _reader.Digests(stored, PathOf(stored));

    /// <summary>True when the file of an output is there and whole.</summary>
    internal bool Holds(OutputRecord output) => _store.FindObject(output.Digest) is { } stored && Check(stored) == ObjectState.Whole;

    /// <summary>A temporary path of its own, from which others may be made by adding to it.</summary>
    internal string NewTemporary(string step) => Path.Combine(_temporary, $"{step}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}");

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

    private FileLook? Look(StoredObject stored) => Tried(() => _files.Look(PathOf(stored)));

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

    private static IrisFlowException Removed(Digest digest, DateTimeOffset at) => new(
        new Finding("IF512", $"The checkpoint {digest.Short} was removed by gc on {at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.")
        {
            Expected = "Run the step that makes it again.",
        },
        ExitCode.NotFound);

    internal static IrisFlowException DiskProblem(Exception problem, string path, string? step = null) => new(
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
