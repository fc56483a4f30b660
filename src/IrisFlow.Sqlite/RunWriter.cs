using System.Text.Json.Nodes;

namespace IrisFlow.Sqlite;

/// <summary>The changes of one transaction.</summary>
internal sealed class RunWriter(Database database, TimeProvider clock) : IRunWriter
{
    public void BeginRun(RunRecord run)
    {
        database.Run(
            "INSERT INTO workflows (name, definition, first_seen) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            run.Workflow, run.Definition, run.StartedAt);
        database.Run(
            """
            INSERT INTO runs (id, workflow, workflow_id, state, command, started_at, epoch, owner)
            VALUES (?1, ?2, (SELECT id FROM workflows WHERE name = ?2 AND definition = ?3), ?4, ?5, ?6, ?7, ?8)
            """,
            run.Id, run.Workflow, run.Definition, Names.Of(run.State), run.Command, run.StartedAt, run.Epoch, run.Owner);
        database.Run("INSERT INTO parameters (run_id, step, parameters) VALUES (?1, '', ?2)", run.Id, run.Parameters);
        Event(run.Id, null, "run-started", run.Command);
    }

    public void StartStep(string run, StepRecord step)
    {
        database.Run(
            """
            INSERT INTO attempts (run_id, step, attempt, state, started_at)
            VALUES (?1, ?2, 1 + (SELECT count(*) FROM attempts WHERE run_id = ?1 AND step = ?2), 'running', ?3)
            """,
            run, step.Name, step.StartedAt);
        SaveStep(run, step);
        Event(run, step.Name, "step-started", step.Reason);
    }

    public void SaveObject(StoredObject stored) => database.Run(
        "INSERT OR REPLACE INTO objects (digest, file, bytes, file_hash, stamp, row_count, columns) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        stored.Digest.Hex, stored.File, stored.Bytes, stored.FileHash, stored.Stamp, stored.Rows, stored.Schema);

    public void EndStep(string run, long epoch, StepRecord step, bool cache)
    {
        RequireEpoch(run, epoch);
        SaveStep(run, step);
        database.Run("INSERT OR REPLACE INTO parameters (run_id, step, parameters) VALUES (?1, ?2, ?3)", run, step.Name, step.Parameters);
        if (step.StartedAt is not null)
        {
            EndAttempt(run, step);
        }

        foreach (var input in step.Inputs)
        {
            database.Run(
                "INSERT OR REPLACE INTO lineage (run_id, step, input, source, digest) VALUES (?1, ?2, ?3, ?4, ?5)",
                run, step.Name, input.Port, input.Source, input.Digest.Hex);
        }

        for (var i = 0; i < step.Outputs.Count; i++)
        {
            var output = step.Outputs[i];
            database.Run(
                "INSERT OR REPLACE INTO checkpoints (run_id, step, port, kind, digest, row_count, origin, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                run, step.Name, output.Port, output.Kind, output.Digest.Hex, output.Rows, output.Origin, i);
        }

        for (var i = 0; i < step.Metrics.Count; i++)
        {
            database.Run(
                "INSERT OR REPLACE INTO metrics (run_id, step, metric, value, position) VALUES (?1, ?2, ?3, ?4, ?5)",
                run, step.Name, step.Metrics[i].Key, step.Metrics[i].Value, i);
        }

        if (step.Outputs.Count > 0)
        {
            database.Run(
                "INSERT OR REPLACE INTO last_steps (workflow, step, run_id) VALUES ((SELECT workflow FROM runs WHERE id = ?1), ?2, ?1)",
                run, step.Name);
        }

        if (cache && step.Key is not null)
        {
            SaveCache(run, step);
        }

        Event(run, step.Name, "step-" + Names.Of(step.State), step.Error ?? step.Reason);
    }

    public void EndRun(string run, long epoch, RunState state, DateTimeOffset at)
    {
        RequireEpoch(run, epoch);
        database.Run("UPDATE runs SET state = ?2, finished_at = ?3 WHERE id = ?1", run, Names.Of(state), at);
        Event(run, null, "run-" + Names.Of(state), null);
    }

    public void Remember(SourceMemo memo) => database.Run(
        "INSERT OR REPLACE INTO sources (path, bytes, stamp, digest) VALUES (?1, ?2, ?3, ?4)",
        memo.Path, memo.Bytes, memo.Stamp, memo.Digest);

    private void SaveStep(string run, StepRecord step) => database.Run(
        """
        INSERT OR REPLACE INTO steps (run_id, position, step, uses, state, reason, cache_key, code, milliseconds, error, warnings)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """,
        run, step.Position, step.Name, step.Uses, Names.Of(step.State), step.Reason, step.Key, step.Code, step.Milliseconds, step.Error,
        step.Warnings.Count == 0 ? null : new JsonArray([.. step.Warnings.Select(w => (JsonNode)w)]).ToJsonString());

    private void EndAttempt(string run, StepRecord step)
    {
        var finished = step.StartedAt!.Value.AddMilliseconds(step.Milliseconds);
        var changed = database.Run(
            "UPDATE attempts SET state = ?3, finished_at = ?4, error = ?5 WHERE run_id = ?1 AND step = ?2 AND state = 'running'",
            run, step.Name, Names.Of(step.State), finished, step.Error);
        if (changed == 0)
        {
            // Work so short that its beginning and its end fall into one transaction.
            database.Run(
                """
                INSERT INTO attempts (run_id, step, attempt, state, started_at, finished_at, error)
                VALUES (?1, ?2, 1 + (SELECT count(*) FROM attempts WHERE run_id = ?1 AND step = ?2), ?3, ?4, ?5, ?6)
                """,
                run, step.Name, Names.Of(step.State), step.StartedAt, finished, step.Error);
        }
    }

    private void SaveCache(string run, StepRecord step)
    {
        database.Run(
            "INSERT OR REPLACE INTO cache (cache_key, run_id, step, created_at) VALUES (?1, ?2, ?3, ?4)",
            step.Key, run, step.Name, clock.GetUtcNow());
        for (var i = 0; i < step.Outputs.Count; i++)
        {
            var output = step.Outputs[i];
            database.Run(
                "INSERT OR REPLACE INTO cache_outputs (cache_key, port, kind, digest, row_count, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                step.Key, output.Port, output.Kind, output.Digest.Hex, output.Rows, i);
        }
    }

    private void RequireEpoch(string run, long epoch)
    {
        if (database.Scalar("SELECT epoch FROM runs WHERE id = ?1", run) != epoch)
        {
            throw new FencedException(run);
        }
    }

    private void Event(string run, string? step, string name, string? detail) => database.Run(
        "INSERT INTO events (run_id, step, at, event, detail) VALUES (?1, ?2, ?3, ?4, ?5)",
        run, step, clock.GetUtcNow(), name, detail);
}
