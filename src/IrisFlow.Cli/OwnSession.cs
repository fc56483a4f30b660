using System.Runtime.InteropServices;

namespace IrisFlow.Cli;

/// <summary>A process that belongs to no terminal: Ctrl-C at the one that started it, and its end, do not reach it.</summary>
internal static class OwnSession
{
    /// <summary>Leaves the session of the one that started this process. On Windows a process without a console has none.</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows())
        {
            // Refused only to the leader of a group, which nothing else ends by its terminal either.
            _ = setsid();
        }
    }

#pragma warning disable IDE1006, SYSLIB1054 // libc's own name.
    [DllImport("libc", SetLastError = true)]
    private static extern int setsid();
#pragma warning restore IDE1006, SYSLIB1054
}
