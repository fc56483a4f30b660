namespace IrisFlow.Server.Tests.Checkpoints;

/// <summary>Checkpoints whose files are not what was stored.</summary>
internal static class Damage
{
    /// <summary>Changes a byte in the first page, and the file's time with it, as a disk or a person would.</summary>
    public static void Pages(RunningServer server, string address) => Change(server, address, (_, path) =>
    {
        var bytes = File.ReadAllBytes(path);
        bytes[200] ^= 0x55;
        return bytes;
    });

    /// <summary>Changes a byte and leaves length and time as they were, which only a checksum shows.</summary>
    public static void Silently(RunningServer server, string address)
    {
        var path = PathOf(server, address);
        var time = File.GetLastWriteTimeUtc(path);
        Pages(server, address);
        File.SetLastWriteTimeUtc(path, time);
    }

    /// <summary>Deletes the file.</summary>
    public static void Delete(RunningServer server, string address) => File.Delete(PathOf(server, address));

    /// <summary>Puts a link in the place of the file.</summary>
    public static void Link(RunningServer server, string address)
    {
        var path = PathOf(server, address);
        var elsewhere = Path.Combine(server.Files.Root, "elsewhere");
        File.Move(path, elsewhere);
        File.CreateSymbolicLink(path, elsewhere);
    }

    private static void Change(RunningServer server, string address, Func<string, string, byte[]> change)
    {
        var path = PathOf(server, address);
        var bytes = change(address, path);
        File.Delete(path);
        File.WriteAllBytes(path, bytes);
    }

    private static string PathOf(RunningServer server, string address) =>
        server.Workspace.Engine.Checkpoints.PathOf(server.Workspace.Store.FindObject(Digest.Parse(address[^64..]))!);
}
