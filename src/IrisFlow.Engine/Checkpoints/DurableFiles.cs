using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace IrisFlow.Engine.Checkpoints;

/// <summary>The few file operations that a commit rests on, each of which throws when the system says no.</summary>
/// <remarks>
/// .NET 10 loses the error of <c>fsync</c> on Linux and can't open a folder to sync it, so libc is called directly. Its own rename
/// would copy across file systems, which is not atomic; libc's refuses.
/// </remarks>
internal static class DurableFiles
{
    private const int ReadOnly = 0;

    /// <summary>Returns when the file's content is on disk. After an error the file must not be trusted or synced again.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    public static void Sync(SafeFileHandle file, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (fsync((int)file.DangerousGetHandle()) != 0)
        {
            throw Failed("sync", path);
        }
    }

    /// <summary>Returns when the names in a folder are on disk.</summary>
    /// <exception cref="IOException">The disk did not take them.</exception>
    public static void SyncFolder(string path)
    {
        // Windows journals names by itself and has no call for it.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = open(path, ReadOnly);
        if (folder < 0)
        {
            throw Failed("open", path);
        }

        try
        {
            if (fsync(folder) != 0)
            {
                throw Failed("sync", path);
            }
        }
        finally
        {
            _ = close(folder);
        }
    }

    /// <summary>Gives a file its final name, in one step, on the same file system.</summary>
    /// <exception cref="IOException">It could not be renamed.</exception>
    public static void Rename(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            File.Move(from, to, overwrite: true);
        }
        else if (rename(from, to) != 0)
        {
            throw Failed("rename", from);
        }
    }

    private static IOException Failed(string what, string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"Could not {what} '{path}': {new Win32Exception(error).Message}.", error);
    }

#pragma warning disable IDE1006, SYSLIB1054, CA2101 // libc's own names; plain DllImport needs no unsafe code, and paths are UTF-8 on Linux.
    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int file);

    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int file);

    [DllImport("libc", SetLastError = true)]
    private static extern int rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
#pragma warning restore IDE1006, SYSLIB1054, CA2101
}
