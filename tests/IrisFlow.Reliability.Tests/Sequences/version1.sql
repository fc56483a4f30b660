-- The schema of version 1, as it was published. It never changes.
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
PRAGMA user_version = 1;
