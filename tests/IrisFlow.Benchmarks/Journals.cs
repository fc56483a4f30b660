using System.Diagnostics;
using IrisFlow.Sqlite;

namespace IrisFlow.Benchmarks;

/// <summary>What a durable commit of one step costs with the write-ahead log and its gate, and with the rollback journals that need no gate.</summary>
internal static class Journals
{
    private const int Commits = 300;

    public static void Run(int rounds)
    {
        foreach (var mode in new[] { "WAL, without", "WAL, with the gate", "DELETE", "TRUNCATE", "PERSIST" })
        {
            var times = Enumerable.Range(0, rounds).Select(_ => MillisecondsPerCommit(mode)).ToList();
            Console.WriteLine($"{$"journal {mode}: a step committed durably",-66} {PublishedProgram.Median(times),9:0.000} ms");
        }
    }

    private static double MillisecondsPerCommit(string mode)
    {
        var folder = PublishedProgram.Folder();
        try
        {
            var path = Path.Combine(folder, "irisflow.db");
            using var store = SqliteRunStore.Open(path);
            store.Write(w => w.BeginRun(new RunRecord("1", "w")));
            var watch = Stopwatch.StartNew();
            if (mode.EndsWith("gate", StringComparison.Ordinal))
            {
                for (var i = 0; i < Commits; i++)
                {
                    store.Write(w => w.EndStep("1", 1, Step(i), cache: true));
                }

                return watch.Elapsed.TotalMilliseconds / Commits;
            }

            store.Dispose();
            using var database = SqliteRunStore.Connect(path);
            database.Execute($"PRAGMA journal_mode = {mode.Split(',')[0]}; PRAGMA wal_autocheckpoint = 1000");
            watch.Restart();
            for (var i = 0; i < Commits; i++)
            {
                database.Transaction(() => new RunWriter(database, TimeProvider.System).EndStep("1", 1, Step(i), cache: true));
            }

            return watch.Elapsed.TotalMilliseconds / Commits;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static StepRecord Step(int i) => new($"s{i}", i, "chain.count")
    {
        State = StepState.Succeeded,
        Key = Digest.FromHash(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i))).Hex,
        StartedAt = TimeProvider.System.GetUtcNow(),
        Outputs = [new("rows", "table", Digest.FromHash(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(-i))), 1)],
    };
}
