namespace IrisFlow.Sqlite;

/// <content>Schedules and their ticks.</content>
internal sealed partial class RunWriter
{
    public void SaveSchedule(ScheduleState state, string? why, DateTimeOffset at)
    {
        database.Run(
            "INSERT OR REPLACE INTO schedules (workflow, revision, since, paused_at, paused_by, paused_reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            state.Workflow, state.Revision, state.Since, state.Pause?.At, state.Pause?.By, state.Pause?.Reason);
        if (why is not null)
        {
            Miss(state.Workflow, why, at);
        }
    }

    public void RemoveSchedule(string workflow, DateTimeOffset at)
    {
        database.Run("DELETE FROM schedules WHERE workflow = ?1", workflow);
        Miss(workflow, "The workflow has no schedule any more.", at);
    }

    public bool DecideTick(Tick tick) => database.Run(
        """
        INSERT INTO ticks (workflow, at, revision, cause, outcome, reason, run_id, decided_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason, run_id = excluded.run_id, decided_at = excluded.decided_at
        WHERE outcome = 'queued' AND excluded.outcome <> 'queued'
        """,
        tick.Workflow, tick.At, tick.Revision, Tick.Name(tick.Trigger), Tick.Name(tick.Outcome), tick.Reason, tick.Run, tick.DecidedAt) > 0;

    // In the transaction that begins the run: whoever of two servers is faster, and whenever one dies, a tick has one run or none.
    private void BeginTick(RunRecord run)
    {
        if (run.Tick is { } tick && !DecideTick(tick with { Outcome = TickOutcome.Started, Run = run.Id, DecidedAt = run.StartedAt }))
        {
            throw new RepeatedTickException(tick);
        }
    }

    private void Miss(string workflow, string why, DateTimeOffset at) =>
        database.Run("UPDATE ticks SET outcome = 'missed', reason = ?2, decided_at = ?3 WHERE workflow = ?1 AND outcome = 'queued'", workflow, why, at);
}
