namespace IrisFlow.Sqlite;

/// <content>Changes to what is kept.</content>
internal sealed partial class RunWriter
{
    // Known for the time of one transaction, in which nobody else writes: most workspaces have never condemned anything.
    private bool? _hasCondemned;

    public void SavePin(Pin pin) => database.Run(
        "INSERT OR REPLACE INTO pins (run_id, step, owner, reason, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        pin.Run, pin.Step, pin.Owner, pin.Reason, pin.CreatedAt, pin.ExpiresAt);

    public bool RemovePin(string run, string step) => database.Run("DELETE FROM pins WHERE run_id = ?1 AND step = ?2", run, step) > 0;

    public void Condemn(IReadOnlyList<CondemnedObject> objects)
    {
        foreach (var item in objects)
        {
            database.Run("INSERT OR REPLACE INTO condemned (digest, at, reason) VALUES (?1, ?2, ?3)", item.Digest.Hex, item.At, item.Reason);
        }

        // One pass over the cache for all of them: it has no index by content.
        database.Run("DELETE FROM cache WHERE cache_key IN (SELECT o.cache_key FROM cache_outputs o JOIN condemned c ON c.digest = o.digest)");
        database.Run("DELETE FROM cache_outputs WHERE cache_key NOT IN (SELECT cache_key FROM cache)");
        _hasCondemned = null;
    }

    public void Pardon(Digest digest)
    {
        if (_hasCondemned ??= database.Scalar("SELECT EXISTS (SELECT 1 FROM condemned)") == 1)
        {
            database.Run("DELETE FROM condemned WHERE digest = ?1", digest.Hex);
        }
    }

    public void Remove(Digest digest, DateTimeOffset at)
    {
        database.Run("DELETE FROM objects WHERE digest = ?1", digest.Hex);
        database.Run("UPDATE condemned SET at = ?2 WHERE digest = ?1", digest.Hex, at);
    }

    public void ImportRun(RunRecord run, IReadOnlyList<StepRecord> steps, IReadOnlySet<string> cached)
    {
        SaveRun(run);
        database.Run("UPDATE runs SET finished_at = ?2 WHERE id = ?1", run.Id, run.FinishedAt);
        foreach (var step in steps)
        {
            SaveStep(run.Id, step);
            SaveResults(run.Id, step);
            if (step.StartedAt is not null)
            {
                // Without its events: they happened elsewhere, and are not told here as if they happened now.
                database.Run(
                    "INSERT INTO attempts (run_id, step, attempt, state, started_at, finished_at, error) VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6)",
                    run.Id, step.Name, Names.Of(step.State), step.StartedAt, step.StartedAt.Value.AddMilliseconds(step.Milliseconds), step.Error);
            }

            if (step.Outputs.Count > 0)
            {
                database.Run(
                    """
                    INSERT INTO last_steps (workflow, step, run_id) VALUES (?1, ?2, ?3)
                    ON CONFLICT DO UPDATE SET run_id = excluded.run_id WHERE excluded.run_id > last_steps.run_id
                    """,
                    run.Workflow, step.Name, run.Id);
            }

            if (step.Key is not null && cached.Contains(step.Name) && database.Scalar("SELECT count(*) FROM cache WHERE cache_key = ?1", step.Key) == 0)
            {
                SaveCache(run.Id, step);
            }
        }

        AddEvent(run.Id, null, "run-imported", run.Command);
    }

    /// <summary>Content that a step ends with stays, though it was condemned.</summary>
    /// <exception cref="RemovedCheckpointException">It is too late for that.</exception>
    private void Use(StepRecord step)
    {
        if (!(_hasCondemned ??= database.Scalar("SELECT EXISTS (SELECT 1 FROM condemned)") == 1))
        {
            return;
        }

        foreach (var digest in step.Outputs.Select(o => o.Digest))
        {
            if (database.Run("DELETE FROM condemned WHERE digest = ?1", digest.Hex) > 0
                && database.Scalar("SELECT count(*) FROM objects WHERE digest = ?1", digest.Hex) == 0)
            {
                throw new RemovedCheckpointException(step.Name, digest);
            }
        }
    }
}
