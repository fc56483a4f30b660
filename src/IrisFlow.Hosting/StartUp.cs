using System.Security.Cryptography;
using IrisFlow.Sqlite;

namespace IrisFlow.Hosting;

/// <summary>What every run needs and takes some ten milliseconds to load, begun beside the reading of the command line.</summary>
public static class StartUp
{
    /// <summary>Begins to load cryptography and SQLite. Nothing waits for it: whoever needs them first finds them loaded, or loads them.</summary>
    public static void Begin()
    {
        Task.Run(SqliteRunStore.LoadLibrary);
        Task.Run(() => SHA256.HashData([]));
    }
}
