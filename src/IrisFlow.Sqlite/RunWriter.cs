using System.Text.Json.Nodes;

namespace IrisFlow.Sqlite;

/// <summary>The changes of one transaction.</summary>
internal sealed partial class RunWriter(Database database, TimeProvider clock) : IRunWriter
{
    public void BeginRun(RunRecord run)
    {
        SaveRun(run);
        SaveSubmission(run);
        BeginTick(run);
        AddEvent(run.Id, null, "run-started", run.Command);
    }

    public void TakeOver(string run, long epoch, string owner, DateTimeOffset leaseUntil)
    {
        var changed = database.Run(
            "UPDATE runs SET epoch = ?2 + 1, owner = ?3, lease_until = ?4, state = 'running', finished_at = NULL, cancel_requested_at = NULL WHERE id = ?1 AND epoch = ?2",
            run, epoch, owner, leaseUntil);
        if (changed == 0)
        {
            throw new FencedException(run);
        }

        // Whoever worked on these is gone, or will be refused.
        database.Run("UPDATE attempts SET state = 'interrupted' WHERE run_id = ?1 AND state = 'running'", run);
        database.Run("UPDATE steps SET state = 'cancelled' WHERE run_id = ?1 AND state = 'running'", run);
        AddEvent(run, null, "run-resumed", owner);
    }

    public void Renew(string run, long epoch, DateTimeOffset leaseUntil)
    {
        if (database.Run("UPDATE runs SET lease_until = ?3 WHERE id = ?1 AND epoch = ?2", run, epoch, leaseUntil) == 0)
        {
            throw new FencedException(run);
        }
    }

    public void StartStep(string run, long epoch, StepRecord step)
    {
        RequireEpoch(run, epoch);
        database.Run(
            """
            INSERT INTO attempts (run_id, step, attempt, state, started_at)
            VALUES (?1, ?2, 1 + (SELECT count(*) FROM attempts WHERE run_id = ?1 AND step = ?2), 'running', ?3)
            """,
            run, step.Name, step.StartedAt);
        SaveStep(run, step);
        AddEvent(run, step.Name, "step-started", step.Reason);
    }

    public void FailAttempt(string run, long epoch, StepRecord step)
    {
        RequireEpoch(run, epoch);
        SaveStep(run, step with { State = StepState.Running });
        EndAttempt(run, step);
        AddEvent(run, step.Name, "attempt-failed", step.Error);
    }

    public void SaveObject(StoredObject stored)
    {
        database.Run(
            "INSERT OR REPLACE INTO objects (digest, file, bytes, file_hash, stamp, row_count, columns) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            stored.Digest.Hex, stored.File, stored.Bytes, stored.FileHash, stored.Stamp, stored.Rows, stored.Schema);
        Pardon(stored.Digest);
    }

    public void EndStep(string run, long epoch, StepRecord step, bool cache)
    {
        RequireEpoch(run, epoch);
        Use(step);
        SaveStep(run, step);
        if (step.StartedAt is not null)
        {
            EndAttempt(run, step);
        }

        SaveResults(run, step);
        if (step.Outputs.Count > 0)
        {
            database.Run(
                "INSERT OR REPLACE INTO last_steps (workflow, step, run_id) VALUES ((SELECT workflow FROM runs WHERE id = ?1), ?2, ?1)",
                run, step.Name);
        }

        if (step is { State: StepState.Succeeded })
        {
            SaveCost(run, step);
        }

        if (cache && step.Key is not null)
        {
            SaveCache(run, step);
        }

        AddEvent(run, step.Name, "step-" + Names.Of(step.State), step.Error ?? step.Reason);
    }

    public void EndRun(string run, long epoch, RunState state, DateTimeOffset at)
    {
        RequireEpoch(run, epoch);
        database.Run("UPDATE runs SET state = ?2, finished_at = ?3 WHERE id = ?1", run, Names.Of(state), at);
        AddEvent(run, null, "run-" + Names.Of(state), null);
    }

    public void Remember(SourceMemo memo) => database.Run(
        "INSERT OR REPLACE INTO sources (path, bytes, stamp, digest) VALUES (?1, ?2, ?3, ?4)",
        memo.Path, memo.Bytes, memo.Stamp, memo.Digest);

    public void SaveCode(CodeRecord code) => database.Run(
        "INSERT OR REPLACE INTO codes (fingerprint, methods, warnings) VALUES (?1, ?2, ?3)",
        code.Fingerprint, MethodList.Pack(code.Methods), code.Warnings.Count == 0 ? null : Texts(code.Warnings));

    public void SaveFingerprint(string codeBase, string roots, string fingerprint) => database.Run(
        "INSERT OR REPLACE INTO fingerprints (code_base, roots, fingerprint) VALUES (?1, ?2, ?3)", codeBase, roots, fingerprint);

    public void AddEvent(string run, string? step, string name, string? detail) => Event(run, step, name, detail, clock.GetUtcNow());

    private void Event(string run, string? step, string name, string? detail, DateTimeOffset at) => database.Run(
        "INSERT INTO events (run_id, step, at, event, detail) VALUES (?1, ?2, ?3, ?4, ?5)", run, step, at, name, detail);

    private static string Texts(IReadOnlyList<string> texts) => new JsonArray([.. texts.Select(w => (JsonNode)w)]).ToJsonString();

    private void SaveRun(RunRecord run)
    {
        database.Run(
            "INSERT INTO workflows (name, definition, first_seen) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            run.Workflow, run.Definition, run.StartedAt);
        database.Run(
            """
            INSERT INTO runs (id, workflow, workflow_id, state, command, started_at, epoch, owner, lease_until, file, request, origin, parent, variant)
            VALUES (?1, ?2, (SELECT id FROM workflows WHERE name = ?2 AND definition = ?3), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            """,
            run.Id, run.Workflow, run.Definition, Names.Of(run.State), run.Command, run.StartedAt, run.Epoch, run.Owner, run.LeaseUntil, run.File,
            run.Request, run.Origin, run.Parent, run.Variant);
        database.Run("INSERT INTO parameters (run_id, step, parameters) VALUES (?1, '', ?2)", run.Id, run.Parameters);
    }

    private void SaveStep(string run, StepRecord step) => database.Run(
        """
        INSERT OR REPLACE INTO steps (run_id, position, step, uses, state, reason, cache_key, code, milliseconds, error, warnings)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """,
        run, step.Position, step.Name, step.Uses, Names.Of(step.State), step.Reason, step.Key, step.Code, step.Milliseconds, step.Error,
        step.Warnings.Count == 0 ? null : Texts(step.Warnings));

    private void SaveResults(string run, StepRecord step)
    {
        database.Run("INSERT OR REPLACE INTO parameters (run_id, step, parameters) VALUES (?1, ?2, ?3)", run, step.Name, step.Parameters);
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
    }

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
            Event(run, step.Name, "step-started", step.Reason, step.StartedAt.Value);
        }
    }

    private void SaveCost(string run, StepRecord step) => database.Run(
        """
        INSERT OR REPLACE INTO costs (workflow, step, milliseconds, bytes)
        VALUES ((SELECT workflow FROM runs WHERE id = ?1), ?2, ?3,
                (SELECT coalesce(sum(o.bytes), 0) FROM checkpoints c JOIN objects o ON o.digest = c.digest WHERE c.run_id = ?1 AND c.step = ?2))
        """,
        run, step.Name, step.Milliseconds);

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
}
