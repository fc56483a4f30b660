using Microsoft.Win32.SafeHandles;

namespace IrisFlow.Engine.Checkpoints;

/// <summary>The disk itself.</summary>
internal sealed class FileOps : IFileOps
{
    public static FileOps Disk { get; } = new();

    public void MakeFolder(string path) => Directory.CreateDirectory(path);

    public IReadOnlyList<ListedFile> List(string folder) =>
        [.. Directory.EnumerateFiles(folder).Select(f => new ListedFile(f, File.GetLastWriteTimeUtc(f)))];

    public void Delete(string path) => File.Delete(path);

    public FileStream Create(string path)
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

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(file, bytes, offset);

    public void Sync(SafeFileHandle file, string path) => DurableFiles.Sync(file, path);

    public void Rename(string from, string to) => DurableFiles.Rename(from, to);

    public void SyncFolder(string path) => DurableFiles.SyncFolder(path);

    public FileLook? Look(string path) => new FileInfo(path) is { Exists: true } file ? new(file.Length, file.LastWriteTimeUtc.Ticks) : null;

    public string HashOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return Convert.ToHexStringLower(FileHash.Of(file));
    }
}
