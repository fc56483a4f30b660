using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests;

/// <summary>What a workspace tracks, asked through SQLite's own shell, and its files: none of our code is asked about our code.</summary>
internal static class Tracked
{
    public static string Database(this ProgramWorkspace workspace) => workspace.At("artifacts/irisflow.db");

    public static string Objects(this ProgramWorkspace workspace) => workspace.At("artifacts/objects");

    /// <summary>The rows of a query; none where the database or the table is not there yet.</summary>
    public static async Task<IReadOnlyList<JsonNode>> QueryAsync(this ProgramWorkspace workspace, string sql)
    {
        if (!File.Exists(workspace.Database()))
        {
            return [];
        }

        var result = await PublishedProgram.RunOtherAsync("sqlite3", workspace.Root, ["-json", "-cmd", ".timeout 10000", workspace.Database(), sql]);
        Assert.True(result.ExitCode == 0 || result.Error.Contains("no such table", StringComparison.Ordinal), $"{sql}\n{result}");
        return result.Out.Length == 0 ? [] : [.. ((JsonArray)JsonNode.Parse(result.Out)!).Select(n => n!)];
    }

    /// <summary>The steps whose success is on record, so that their keys find their outputs.</summary>
    public static async Task<IReadOnlyList<string>> CommittedAsync(this ProgramWorkspace workspace) =>
        [.. (await workspace.QueryAsync("SELECT step FROM cache")).Select(r => (string)r["step"]!)];

    /// <summary>Fails unless every file that the database names is whole, and nothing half-written has a final name.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="views">False where a gc was killed: the views of runs are tidied by the next one.</param>
    public static async Task MustBeWholeAsync(this ProgramWorkspace workspace, bool views = true)
    {
        foreach (var row in await workspace.QueryAsync("PRAGMA integrity_check"))
        {
            Assert.Equal("ok", (string)row["integrity_check"]!);
        }

        // A checkpoint without an object gives a row with nulls, and so fails as well; unless gc says that it removed the object.
        var named = await workspace.QueryAsync(
            """
            SELECT c.digest, o.file, o.bytes, o.file_hash FROM
            (SELECT digest FROM checkpoints UNION SELECT digest FROM cache_outputs UNION SELECT digest FROM objects) c
            LEFT JOIN objects o ON o.digest = c.digest
            WHERE o.digest IS NOT NULL OR c.digest NOT IN (SELECT digest FROM condemned)
            """);
        foreach (var row in named)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(workspace.Objects(), (string)row["file"]!));
            Assert.Equal((long)row["bytes"]!, bytes.LongLength);
            Assert.Equal((string)row["file_hash"]!, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }

        // What a crash left behind and nobody names is whole, too: its name holds the beginning of its hash.
        foreach (var file in Files(workspace.Objects(), SearchOption.TopDirectoryOnly))
        {
            Assert.EndsWith($"-{Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)))[..8]}.parquet", file, StringComparison.Ordinal);
        }

        // A file in the view of a run is one of the objects, byte by byte. What a process left beside the views is no part of them.
        var hashes = named.Select(row => (string)row["file_hash"]!).ToHashSet();
        foreach (var link in views && Directory.Exists(workspace.At("artifacts/runs"))
            ? Directory.GetDirectories(workspace.At("artifacts/runs")).SelectMany(view => Files(view, SearchOption.AllDirectories)) : [])
        {
            Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(link))), hashes);
        }
    }

    /// <summary>Keeps a copy of all that runs have left so far.</summary>
    public static Task PutAsideAsync(this ProgramWorkspace workspace) => CopyAsync(workspace, "artifacts", "aside");

    /// <summary>Makes everything as it was when it was put aside.</summary>
    public static async Task BringBackAsync(this ProgramWorkspace workspace)
    {
        Directory.Delete(workspace.At("artifacts"), recursive: true);
        await CopyAsync(workspace, "aside", "artifacts");
    }

    private static async Task CopyAsync(ProgramWorkspace workspace, string from, string to) =>
        Assert.Equal(0, (await PublishedProgram.RunOtherAsync("cp", workspace.Root, ["-a", from, to])).ExitCode);

    /// <summary>Asks a question again and again until there is an answer; the test's own timeout ends it.</summary>
    public static async Task UntilAsync(this ProgramWorkspace workspace, string sql)
    {
        while ((await workspace.QueryAsync(sql)).Count == 0)
        {
            // Each question starts a process, which is pause enough.
        }
    }

    /// <summary>The digest of each output in a run's document.</summary>
    public static IReadOnlyDictionary<string, string> Digests(this JsonNode run) => run["steps"]!.AsArray()
        .SelectMany(s => s!["outputs"]!.AsArray().Select(o => (Address: $"{s["name"]}.{o!["port"]}", Digest: (string)o["digest"]!)))
        .ToDictionary(o => o.Address, o => o.Digest);

    /// <summary>The state of each step in a run's document.</summary>
    public static IReadOnlyDictionary<string, string> States(this JsonNode run) =>
        run["steps"]!.AsArray().ToDictionary(s => (string)s!["name"]!, s => (string)s!["state"]!);

    public static JsonNode Step(this JsonNode run, string name) => run["steps"]!.AsArray().Single(s => (string)s!["name"]! == name)!;

    /// <summary>A number from the environment, for a longer search on demand.</summary>
    public static int Count(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var given) ? given : otherwise;

    private static IEnumerable<string> Files(string folder, SearchOption depth) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", depth) : [];
}
