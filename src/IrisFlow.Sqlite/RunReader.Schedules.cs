namespace IrisFlow.Sqlite;

/// <content>Schedules and their ticks.</content>
internal sealed partial class RunReader
{
    private const string TickColumns = "SELECT workflow, revision, at, cause, outcome, reason, run_id, decided_at FROM ticks";

    public IReadOnlyList<ScheduleState> Schedules() => All(
        "SELECT workflow, revision, since, paused_at, paused_by, paused_reason FROM schedules ORDER BY workflow",
        row => new ScheduleState(row.Text(0), row.Text(1), row.Instant(2)) { Pause = row.IsNull(3) ? null : new(row.Instant(3), row.Text(4), row.Text(5)) });

    public IReadOnlyList<Tick> Ticks(string workflow, DateTimeOffset? before, int limit) => before is null
        ? All($"{TickColumns} WHERE workflow = ?1 ORDER BY at DESC, revision DESC LIMIT ?2", TickOf, workflow, (long)limit)
        : All($"{TickColumns} WHERE workflow = ?1 AND at < ?3 ORDER BY at DESC, revision DESC LIMIT ?2", TickOf, workflow, (long)limit, before);

    public IReadOnlyList<Tick> BegunTicks(string workflow, int limit) =>
        All($"{TickColumns} WHERE workflow = ?1 AND outcome IN ('started', 'failed') ORDER BY at DESC LIMIT ?2", TickOf, workflow, (long)limit);

    public DateTimeOffset? LastTick(string workflow, string revision, DateTimeOffset until)
    {
        using var row = database.Prepare(
            "SELECT at FROM ticks WHERE workflow = ?1 AND at <= ?3 AND revision = ?2 AND cause <> 'by-hand' ORDER BY at DESC LIMIT 1").Bind(workflow, revision, until);
        return row.Step() ? row.Instant(0) : null;
    }

    public IReadOnlyList<Tick> WaitingTicks(string workflow) => All($"{TickColumns} WHERE workflow = ?1 AND outcome = 'queued' ORDER BY at", TickOf, workflow);

    public IReadOnlyList<RunRecord> TickRuns(string workflow) => ReadRuns(
        "CROSS JOIN ticks t ON t.run_id = r.id WHERE r.state = 'running' AND t.workflow = ?1 ORDER BY r.id DESC LIMIT ?2", workflow, -1);

    public Tick? TickOf(string run) => All($"{TickColumns} WHERE run_id = ?1", TickOf, run) is [var found, ..] ? found : null;

    private static Tick TickOf(Statement row) => new(row.Text(0), row.Text(1), row.Instant(2), Names.TickTrigger(row.Text(3)))
    {
        Outcome = Names.TickOutcome(row.Text(4)),
        Reason = row.Text(5),
        Run = row.TextOrNull(6),
        DecidedAt = row.Instant(7),
    };
}
