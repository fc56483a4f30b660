using IrisFlow.Engine.Checkpoints;
using Microsoft.Win32.SafeHandles;

namespace IrisFlow.Reliability.Tests.Faults;

/// <summary>The disk, with a fault in one of its calls.</summary>
internal sealed class FaultyFiles(IFileOps disk, Fault fault) : IFileOps
{
    public void MakeFolder(string path) => Do(nameof(MakeFolder), () => disk.MakeFolder(path));

    public IReadOnlyList<ListedFile> List(string folder) => fault.Do(nameof(List), () => disk.List(folder));

    public void Delete(string path) => Do(nameof(Delete), () => disk.Delete(path));

    public FileStream Create(string path) => fault.Do(nameof(Create), () => disk.Create(path));

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        var copy = bytes.ToArray();
        Do(nameof(Write), () => disk.Write(file, copy, offset));
    }

    public void Sync(SafeFileHandle file, string path) => Do(nameof(Sync), () => disk.Sync(file, path));

    public void Rename(string from, string to) => Do(nameof(Rename), () => disk.Rename(from, to));

    public void SyncFolder(string path) => Do(nameof(SyncFolder), () => disk.SyncFolder(path));

    public FileLook? Look(string path) => fault.Do(nameof(Look), () => disk.Look(path));

    public string HashOf(string path) => fault.Do(nameof(HashOf), () => disk.HashOf(path));

    private void Do(string call, Action work) => fault.Do(call, () =>
    {
        work();
        return true;
    });
}
