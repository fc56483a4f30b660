namespace IrisFlow.Sqlite;

/// <summary>The schema of the tracking database, version by version. <c>PRAGMA user_version</c> holds the version of a file.</summary>
/// <remarks>A published step is never edited: a change is a new step at the end, and <c>src/docs/tracking.md</c> says what it means.</remarks>
internal static class Migrations
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE workflows (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, definition TEXT NOT NULL, first_seen TEXT NOT NULL,
            UNIQUE (name, definition));
        CREATE TABLE runs (
            id TEXT PRIMARY KEY, workflow TEXT NOT NULL, workflow_id INTEGER NOT NULL REFERENCES workflows (id), state TEXT NOT NULL,
            command TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT, epoch INTEGER NOT NULL, owner TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX runs_by_workflow ON runs (workflow, id);
        CREATE TABLE steps (
            run_id TEXT NOT NULL REFERENCES runs (id), position INTEGER NOT NULL, step TEXT NOT NULL, uses TEXT NOT NULL, state TEXT NOT NULL,
            reason TEXT NOT NULL, cache_key TEXT, code TEXT, milliseconds REAL NOT NULL, error TEXT, warnings TEXT,
            PRIMARY KEY (run_id, step)) WITHOUT ROWID;
        CREATE TABLE attempts (
            run_id TEXT NOT NULL, step TEXT NOT NULL, attempt INTEGER NOT NULL, state TEXT NOT NULL, started_at TEXT NOT NULL,
            finished_at TEXT, error TEXT,
            PRIMARY KEY (run_id, step, attempt)) WITHOUT ROWID;
        CREATE TABLE parameters (
            run_id TEXT NOT NULL, step TEXT NOT NULL, parameters TEXT NOT NULL,
            PRIMARY KEY (run_id, step)) WITHOUT ROWID;
        CREATE TABLE objects (
            digest TEXT PRIMARY KEY, file TEXT NOT NULL, bytes INTEGER NOT NULL, file_hash TEXT NOT NULL, stamp INTEGER NOT NULL,
            row_count INTEGER NOT NULL, columns TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE checkpoints (
            run_id TEXT NOT NULL, step TEXT NOT NULL, port TEXT NOT NULL, kind TEXT NOT NULL, digest TEXT NOT NULL, row_count INTEGER NOT NULL,
            origin TEXT, position INTEGER NOT NULL,
            PRIMARY KEY (run_id, step, port)) WITHOUT ROWID;
        CREATE TABLE lineage (
            run_id TEXT NOT NULL, step TEXT NOT NULL, input TEXT NOT NULL, source TEXT NOT NULL, digest TEXT NOT NULL,
            PRIMARY KEY (run_id, step, input)) WITHOUT ROWID;
        CREATE TABLE cache (
            cache_key TEXT PRIMARY KEY, run_id TEXT NOT NULL, step TEXT NOT NULL, created_at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE cache_outputs (
            cache_key TEXT NOT NULL, port TEXT NOT NULL, kind TEXT NOT NULL, digest TEXT NOT NULL, row_count INTEGER NOT NULL,
            position INTEGER NOT NULL,
            PRIMARY KEY (cache_key, port)) WITHOUT ROWID;
        CREATE TABLE last_steps (
            workflow TEXT NOT NULL, step TEXT NOT NULL, run_id TEXT NOT NULL,
            PRIMARY KEY (workflow, step)) WITHOUT ROWID;
        CREATE TABLE metrics (
            run_id TEXT NOT NULL, step TEXT NOT NULL, metric TEXT NOT NULL, value REAL, position INTEGER NOT NULL,
            PRIMARY KEY (run_id, step, metric)) WITHOUT ROWID;
        CREATE TABLE events (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL, step TEXT, at TEXT NOT NULL, event TEXT NOT NULL, detail TEXT);
        CREATE INDEX events_by_run ON events (run_id, sequence);
        CREATE TABLE sources (
            path TEXT PRIMARY KEY, bytes INTEGER NOT NULL, stamp INTEGER NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
        """,
        """
        ALTER TABLE runs ADD COLUMN lease_until TEXT;
        ALTER TABLE runs ADD COLUMN file TEXT;
        ALTER TABLE runs ADD COLUMN request TEXT NOT NULL DEFAULT '{}';
        ALTER TABLE runs ADD COLUMN origin TEXT;
        ALTER TABLE runs ADD COLUMN parent TEXT;
        ALTER TABLE runs ADD COLUMN variant TEXT;
        CREATE INDEX runs_by_parent ON runs (parent, id) WHERE parent IS NOT NULL;
        CREATE INDEX runs_alone ON runs (id) WHERE parent IS NULL;
        CREATE INDEX runs_alone_by_workflow ON runs (workflow, id) WHERE parent IS NULL;
        CREATE INDEX runs_unfinished ON runs (id) WHERE state = 'running';
        CREATE INDEX steps_at_work ON steps (cache_key) WHERE state = 'running';
        CREATE TABLE costs (
            workflow TEXT NOT NULL, step TEXT NOT NULL, milliseconds REAL NOT NULL, bytes INTEGER NOT NULL,
            PRIMARY KEY (workflow, step)) WITHOUT ROWID;
        CREATE TABLE codes (
            fingerprint TEXT PRIMARY KEY, methods BLOB NOT NULL, warnings TEXT) WITHOUT ROWID;
        CREATE TABLE fingerprints (
            code_base TEXT NOT NULL, roots TEXT NOT NULL, fingerprint TEXT NOT NULL,
            PRIMARY KEY (code_base, roots)) WITHOUT ROWID;
        CREATE TABLE evidence (
            id INTEGER PRIMARY KEY, cache_key TEXT NOT NULL, uses TEXT NOT NULL, port TEXT NOT NULL, run_id TEXT NOT NULL, step TEXT NOT NULL,
            digest TEXT NOT NULL, other_run_id TEXT NOT NULL, other_digest TEXT NOT NULL, columns TEXT, at TEXT NOT NULL);
        CREATE INDEX evidence_by_key ON evidence (cache_key);
        CREATE TABLE pins (
            run_id TEXT NOT NULL, step TEXT NOT NULL, owner TEXT NOT NULL, reason TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT,
            PRIMARY KEY (run_id, step)) WITHOUT ROWID;
        CREATE TABLE condemned (
            digest TEXT PRIMARY KEY, at TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
        """,
        """
        ALTER TABLE runs ADD COLUMN cancel_requested_at TEXT;
        CREATE TABLE submissions (
            idempotency_key TEXT PRIMARY KEY, request TEXT NOT NULL, run_id TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX runs_alone_by_state ON runs (state, id) WHERE parent IS NULL;
        CREATE INDEX runs_alone_by_workflow_and_state ON runs (workflow, state, id) WHERE parent IS NULL;
        CREATE INDEX checkpoints_by_digest ON checkpoints (digest);
        CREATE INDEX lineage_by_digest ON lineage (digest);
        CREATE TABLE saves (
            id INTEGER PRIMARY KEY, workflow TEXT NOT NULL, workflow_id INTEGER NOT NULL REFERENCES workflows (id), at TEXT NOT NULL,
            actor TEXT NOT NULL);
        CREATE INDEX saves_by_workflow ON saves (workflow, id);
        CREATE INDEX saves_by_wording ON saves (workflow_id, id);
        CREATE INDEX runs_by_wording ON runs (workflow_id, id);
        CREATE TABLE uploads (
            id TEXT PRIMARY KEY, digest TEXT NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE tokens (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL, created_by TEXT NOT NULL,
            expires_at TEXT, revoked_at TEXT, used_at TEXT) WITHOUT ROWID;
        CREATE TABLE sessions (
            hash TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, token TEXT, expires_at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
            detail TEXT NOT NULL);
        CREATE TABLE schedules (
            workflow TEXT PRIMARY KEY, revision TEXT NOT NULL, since TEXT NOT NULL, paused_at TEXT, paused_by TEXT, paused_reason TEXT) WITHOUT ROWID;
        CREATE TABLE ticks (
            workflow TEXT NOT NULL, at TEXT NOT NULL, revision TEXT NOT NULL, cause TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL,
            run_id TEXT, decided_at TEXT NOT NULL,
            PRIMARY KEY (workflow, at, revision)) WITHOUT ROWID;
        CREATE INDEX ticks_by_run ON ticks (run_id) WHERE run_id IS NOT NULL;
        CREATE INDEX ticks_begun ON ticks (workflow, at) WHERE outcome IN ('started', 'failed');
        CREATE INDEX ticks_waiting ON ticks (workflow, at) WHERE outcome = 'queued';
        """,
    ];

    /// <summary>The version that this program writes.</summary>
    public static int Newest => Steps.Length;

    /// <summary>Whether a database is of the version that this program writes.</summary>
    public static bool IsCurrent(Database database) => (int)database.Scalar("PRAGMA user_version") == Newest;

    /// <summary>Brings a database up to the newest version, one transaction a step; a copy of an older file is kept beside it.</summary>
    /// <exception cref="IrisFlowException">The database is of a version that this program does not know.</exception>
    public static void Apply(Database database) => Apply(database, Steps);

    /// <summary>The same with other steps.</summary>
    internal static void Apply(Database database, IReadOnlyList<string> steps)
    {
        var version = (int)database.Scalar("PRAGMA user_version");
        if (version == steps.Count)
        {
            return;
        }

        if (version > steps.Count)
        {
            throw new IrisFlowException(new Finding("IF607", $"The tracking database has version {version}; this program knows versions up to {steps.Count}.")
            {
                File = database.Path,
                Expected = "A newer IrisFlow wrote it: use that one, or name another workspace with --workspace.",
            });
        }

        if (version > 0)
        {
            Keep(database, $"{database.Path}.v{version}.bak");
        }

        for (var step = version; step < steps.Count; step++)
        {
            var next = step + 1;
            database.Transaction(() =>
            {
                // Another process may have been faster; it then waited for, or did, the same step.
                if (database.Scalar("PRAGMA user_version") < next)
                {
                    database.Execute(steps[next - 1]);
                    database.Execute($"PRAGMA user_version = {next}");
                }
            });
        }
    }

    /// <summary>Keeps a copy of a database as it is.</summary>
    private static void Keep(Database database, string copy)
    {
        var unfinished = copy + ".tmp";
        try
        {
            // VACUUM INTO refuses a file that is there; an upgrade that was interrupted has left one, perhaps half of it.
            File.Delete(unfinished);
            database.Run("VACUUM INTO ?1", unfinished);
            File.Move(unfinished, copy, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(
                new Finding("IF604", $"The tracking database can't be copied before it is upgraded: {problem.Message}")
                {
                    File = copy,
                    Expected = "Give this user the right to write in the folder artifacts/, or name another workspace with --workspace.",
                },
                inner: problem);
        }
    }
}
