using Microsoft.Win32.SafeHandles;

namespace IrisFlow.Engine.Checkpoints;

/// <summary>The door to the disk: every file operation in the life of a checkpoint goes through it, so that a test can let any one of them fail.</summary>
/// <remarks>What an operation throws is an <see cref="IOException"/> or an <see cref="UnauthorizedAccessException"/>.</remarks>
internal interface IFileOps
{
    /// <summary>Makes a folder, and those above it, where they are not there.</summary>
    void MakeFolder(string path);

    /// <summary>The files in a folder with the instants, in UTC, at which they were last written.</summary>
    IReadOnlyList<ListedFile> List(string folder);

    /// <summary>Deletes a file; one that is gone already is no error.</summary>
    void Delete(string path);

    /// <summary>Makes a new file that nobody may write to once it is closed.</summary>
    FileStream Create(string path);

    /// <summary>Writes all of the bytes at a place of a file.</summary>
    void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Returns when the file's content is on disk. After an error the file must not be trusted or synced again.</summary>
    void Sync(SafeFileHandle file, string path);

    /// <summary>Gives a file its final name, in one step, on the same file system.</summary>
    void Rename(string from, string to);

    /// <summary>Returns when the names in a folder are on disk.</summary>
    void SyncFolder(string path);

    /// <summary>The length of a file in bytes and the stamp of its last write; null when it is not there.</summary>
    FileLook? Look(string path);

    /// <summary>SHA-256 of a file's bytes in hexadecimal.</summary>
    string HashOf(string path);
}

/// <summary>A file of a folder, and the instant, in UTC, at which it was last written.</summary>
internal sealed record ListedFile(string Path, DateTime Written);

/// <summary>The length of a file in bytes, and the stamp of its last write.</summary>
internal sealed record FileLook(long Bytes, long Stamp);
