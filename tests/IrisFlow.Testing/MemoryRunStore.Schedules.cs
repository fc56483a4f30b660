namespace IrisFlow.Testing;

/// <content>Schedules and their ticks.</content>
public sealed partial class MemoryRunStore
{
    /// <inheritdoc/>
    public IReadOnlyList<ScheduleState> Schedules() => Read(c => c.Schedules.Values.OrderBy(s => s.Workflow, StringComparer.Ordinal).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<Tick> Ticks(string workflow, DateTimeOffset? before, int limit) => Read(c => TicksOf(c, workflow)
        .Where(t => !(t.At >= before)).OrderByDescending(t => t.At).ThenByDescending(t => t.Revision, StringComparer.Ordinal).Take(limit).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<Tick> BegunTicks(string workflow, int limit) => Read(c => TicksOf(c, workflow)
        .Where(t => t.Outcome is TickOutcome.Started or TickOutcome.Failed).OrderByDescending(t => t.At).Take(limit).ToList());

    /// <inheritdoc/>
    public DateTimeOffset? LastTick(string workflow, string revision, DateTimeOffset until) => Read(c => TicksOf(c, workflow)
        .Where(t => t.Revision == revision && t.At <= until && t.Trigger != TickTrigger.ByHand).Select(t => (DateTimeOffset?)t.At).Max());

    /// <inheritdoc/>
    public IReadOnlyList<Tick> WaitingTicks(string workflow) => Read(c => TicksOf(c, workflow).Where(t => t.Outcome == TickOutcome.Queued).OrderBy(t => t.At).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> TickRuns(string workflow) => Read(c => TicksOf(c, workflow)
        .Where(t => t.Run is not null).Select(t => c.Runs[t.Run!]).Where(r => r.State == RunState.Running).OrderByDescending(r => r.Id, StringComparer.Ordinal).ToList());

    /// <inheritdoc/>
    public Tick? TickOf(string run) => Read(c => c.Ticks.Values.FirstOrDefault(t => t.Run == run));

    private static IEnumerable<Tick> TicksOf(Content content, string workflow) => content.Ticks.Values.Where(t => t.Workflow == workflow);

    private sealed partial class Content
    {
        public Dictionary<string, ScheduleState> Schedules { get; private init; } = [];

        public Dictionary<(string Workflow, string Revision, DateTimeOffset At), Tick> Ticks { get; private init; } = [];
    }

    private sealed partial class Writer
    {
        public void SaveSchedule(ScheduleState state, string? why, DateTimeOffset at)
        {
            content.Schedules[state.Workflow] = state;
            if (why is not null)
            {
                Miss(state.Workflow, why, at);
            }
        }

        public void RemoveSchedule(string workflow, DateTimeOffset at)
        {
            content.Schedules.Remove(workflow);
            Miss(workflow, "The workflow has no schedule any more.", at);
        }

        public bool DecideTick(Tick tick)
        {
            var key = (tick.Workflow, tick.Revision, tick.At);
            if (content.Ticks.GetValueOrDefault(key) is { } known)
            {
                if (known.Outcome != TickOutcome.Queued || tick.Outcome == TickOutcome.Queued)
                {
                    return false;
                }

                tick = tick with { Trigger = known.Trigger };
            }

            content.Ticks[key] = tick;
            return true;
        }

        private void BeginTick(RunRecord run)
        {
            if (run.Tick is { } tick && !DecideTick(tick with { Outcome = TickOutcome.Started, Run = run.Id, DecidedAt = run.StartedAt }))
            {
                throw new RepeatedTickException(tick);
            }
        }

        private void Miss(string workflow, string why, DateTimeOffset at)
        {
            foreach (var waiting in content.Ticks.Where(t => t.Value.Workflow == workflow && t.Value.Outcome == TickOutcome.Queued).ToList())
            {
                content.Ticks[waiting.Key] = waiting.Value with { Outcome = TickOutcome.Missed, Reason = why, DecidedAt = at };
            }
        }
    }
}
