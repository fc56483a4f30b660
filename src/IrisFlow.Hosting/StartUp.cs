using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IrisFlow.Sqlite;

namespace IrisFlow.Hosting;

/// <summary>What every run needs and takes some ten milliseconds to load, begun beside the reading of the command line.</summary>
public static class StartUp
{
    /// <summary>Begins to load JSON, SQLite and cryptography. Nothing waits for it: whoever needs them first finds them loaded, or loads them.</summary>
    public static void Begin()
    {
        Task.Run(() => new JsonObject { ["text"] = "", ["whole"] = 1L, ["number"] = 0.5, ["flag"] = true }.ToJsonString());
        Task.Run(SqliteRunStore.LoadLibrary);
        Task.Run(() => SHA256.HashData([]));
    }
}
