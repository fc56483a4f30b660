using System.Text.Json.Nodes;
using IrisFlow.Sqlite;
using SQLitePCL;

namespace IrisFlow.Benchmarks;

/// <summary>Years of runs, written straight into a tracking database: ten workflows of ten steps, of which one in five ran and the rest was reused.</summary>
internal static class TrackedRuns
{
    public const int Runs = 100_000;

    public const int Steps = 10;

    private const int Workflows = 10;

    // A run a minute; every fifth makes something new from one of a hundred parameters.
    private const string Sql = """
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000;
        BEGIN;
        CREATE TEMP TABLE made AS
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < RUNS)
        SELECT i, strftime('%Y%m%d-%H%M%S000-', 1700000000 + i * 60, 'unixepoch') || printf('%06x', i) AS run,
               strftime('%Y-%m-%dT%H:%M:%S.000Z', 1700000000 + i * 60, 'unixepoch') AS at, i % 10 AS w, i % 5 = 0 AS fresh, (i / 10) % 100 AS k
        FROM n;
        CREATE TEMP TABLE places AS
        WITH RECURSIVE n (p) AS (SELECT 0 UNION ALL SELECT p + 1 FROM n WHERE p + 1 < STEPS)
        SELECT p, 's' || p AS step FROM n;
        CREATE TEMP TABLE worked AS
        SELECT m.i, m.run, m.at, m.fresh, m.k, p.p, p.step, m.w,
               printf('%016x%016x%016x%016x', m.w, m.k, p.p, 1) AS key, printf('%016x%016x%016x%016x', m.w, m.k, p.p, 2) AS digest,
               printf('%016x%016x%016x%016x', m.w, m.k, p.p - 1, 2) AS source
        FROM made m JOIN places p ORDER BY m.run, p.step;
        INSERT INTO runs (id, workflow, workflow_id, state, command, started_at, finished_at, epoch, owner)
        SELECT run, 'flow-' || w, w + 1, 'succeeded', 'irisflow run flow-' || w, at, at, 1, 'machine/1/1' FROM made;
        INSERT INTO parameters (run_id, step, parameters) SELECT run, '', json_object('k', k) FROM made;
        INSERT INTO steps (run_id, position, step, uses, state, reason, cache_key, code, milliseconds)
        SELECT run, p, step, 'data.filter', CASE WHEN fresh THEN 'succeeded' ELSE 'reused' END,
               CASE WHEN fresh THEN 'k changed' ELSE 'unchanged since run ' || run END, key, 'c0de', CASE WHEN fresh THEN 5 ELSE 0 END
        FROM worked;
        INSERT INTO parameters (run_id, step, parameters) SELECT run, step, json_object('k', k, 'place', p, 'keep', 'sepal_length <= 5') FROM worked;
        INSERT INTO checkpoints (run_id, step, port, kind, digest, row_count, position) SELECT run, step, 'rows', 'table', digest, 150, 0 FROM worked;
        INSERT INTO lineage (run_id, step, input, source, digest) SELECT run, step, 'rows', 's' || (p - 1) || '.rows', source FROM worked WHERE p > 0;
        INSERT INTO metrics (run_id, step, metric, value, position) SELECT run, step, 'accuracy', 0.9, 0 FROM worked WHERE p = STEPS - 1;
        INSERT INTO attempts (run_id, step, attempt, state, started_at, finished_at) SELECT run, step, 1, 'succeeded', at, at FROM worked WHERE fresh;
        INSERT INTO events (run_id, step, at, event, detail) SELECT run, NULL, at, 'run-started', 'irisflow run' FROM made;
        INSERT INTO events (run_id, step, at, event, detail) SELECT run, step, at, 'step-reused', 'unchanged' FROM worked;
        INSERT INTO events (run_id, step, at, event, detail) SELECT run, NULL, at, 'run-succeeded', NULL FROM made;
        INSERT OR REPLACE INTO cache (cache_key, run_id, step, created_at) SELECT key, run, step, at FROM worked;
        INSERT OR REPLACE INTO cache_outputs (cache_key, port, kind, digest, row_count, position) SELECT key, 'rows', 'table', digest, 150, 0 FROM worked;
        INSERT OR REPLACE INTO objects (digest, file, bytes, file_hash, stamp, row_count, columns)
        SELECT DISTINCT digest, digest || '.parquet', 4000, digest, 1, 150, '[{"name":"sepal_length","type":"float64"},{"name":"species","type":"string"}]' FROM worked;
        INSERT OR REPLACE INTO last_steps (workflow, step, run_id) SELECT 'flow-' || w, step, max(run) FROM worked GROUP BY w, step;
        INSERT OR REPLACE INTO costs (workflow, step, milliseconds, bytes) SELECT DISTINCT 'flow-' || w, step, 5, 4000 FROM worked;
        COMMIT;
        PRAGMA journal_mode = WAL;
        """;

    /// <summary>The database of a workspace.</summary>
    public static string Database(string workspace) => Path.Combine(workspace, "artifacts", "irisflow.db");

    /// <summary>The id of the n-th run, from 0.</summary>
    public static string Id(int n) => DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + (n * 60L)).ToString("yyyyMMdd-HHmmss") + $"000-{n:x6}";

    /// <summary>Writes the database.</summary>
    public static void Fill(string workspace)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Database(workspace))!);
        using (var store = SqliteRunStore.Open(Database(workspace)))
        {
            // Only to make the tables.
        }

        if (raw.sqlite3_open(Database(workspace), out var database) != raw.SQLITE_OK)
        {
            throw new InvalidOperationException("The database can't be opened.");
        }

        using (database)
        {
            for (var workflow = 0; workflow < Workflows; workflow++)
            {
                Execute(database, $"INSERT INTO workflows (id, name, definition, first_seen) VALUES ({workflow + 1}, 'flow-{workflow}', '{Definition(workflow)}', '2023-11-14T22:13:20.000Z')");
            }

            Execute(database, Sql.Replace("RUNS", $"{Runs}", StringComparison.Ordinal).Replace("STEPS", $"{Steps}", StringComparison.Ordinal));
        }
    }

    private static void Execute(sqlite3 database, string sql)
    {
        if (raw.sqlite3_exec(database, sql) != raw.SQLITE_OK)
        {
            throw new InvalidOperationException(raw.sqlite3_errmsg(database).utf8_to_string());
        }
    }

    private static string Definition(int workflow)
    {
        var steps = new JsonObject();
        for (var i = 0; i < Steps; i++)
        {
            var step = new JsonObject { ["uses"] = "data.filter", ["with"] = new JsonObject { ["keep"] = "sepal_length <= 5" } };
            if (i > 0)
            {
                step["from"] = new JsonObject { ["rows"] = $"s{i - 1}.rows" };
            }

            steps[$"s{i}"] = step;
        }

        return new JsonObject { ["format"] = 1, ["workflow"] = $"flow-{workflow}", ["steps"] = steps }.ToJsonString().Replace("\\u003C", "<", StringComparison.Ordinal);
    }
}
