namespace IrisFlow.Sqlite;

/// <content>Schedules and their ticks.</content>
public sealed partial class SqliteRunStore
{
    /// <inheritdoc/>
    public IReadOnlyList<ScheduleState> Schedules() => Read(r => r.Schedules());

    /// <inheritdoc/>
    public IReadOnlyList<Tick> Ticks(string workflow, DateTimeOffset? before, int limit) => Read(r => r.Ticks(workflow, before, limit));

    /// <inheritdoc/>
    public IReadOnlyList<Tick> BegunTicks(string workflow, int limit) => Read(r => r.BegunTicks(workflow, limit));

    /// <inheritdoc/>
    public DateTimeOffset? LastTick(string workflow, string revision, DateTimeOffset until) => Read(r => r.LastTick(workflow, revision, until));

    /// <inheritdoc/>
    public IReadOnlyList<Tick> WaitingTicks(string workflow) => Read(r => r.WaitingTicks(workflow));

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> TickRuns(string workflow) => Read(r => r.TickRuns(workflow));

    /// <inheritdoc/>
    public Tick? TickOf(string run) => Read(r => r.TickOf(run));
}
