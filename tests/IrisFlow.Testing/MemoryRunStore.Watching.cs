namespace IrisFlow.Testing;

/// <content>Looking on and steering from outside.</content>
public sealed partial class MemoryRunStore
{
    /// <inheritdoc/>
    public long LastEvent() => Read(c => (long)c.Events.Count);

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> RunPage(RunFilter filter, string? before, int limit) => Read(c => c.Runs.Values.Reverse()
        .Where(r => r.Parent == filter.Parent && (filter.Workflow ?? r.Workflow) == r.Workflow && (filter.State ?? r.State) == r.State)
        .Where(r => string.CompareOrdinal(filter.FirstId ?? "", r.Id) <= 0 && string.CompareOrdinal(r.Id, filter.EndId ?? "~") < 0 && string.CompareOrdinal(r.Id, before ?? "~") < 0)
        .Take(limit)
        .Select(r => Counted(c, r) with { Definition = "", Parameters = "{}" })
        .ToList());

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, double>>> MetricsOf(IReadOnlyList<string> runs) => Read(c => runs
        .Select(run => (Run: run, Figures: (IReadOnlyList<KeyValuePair<string, double>>)[.. c.Steps.GetValueOrDefault(run, []).Values
            .OrderBy(s => s.Position).SelectMany(s => s.Metrics.Select(m => KeyValuePair.Create($"{s.Name}.{m.Key}", m.Value)))]))
        .Where(r => r.Figures.Count > 0)
        .ToDictionary(r => r.Run, r => r.Figures));

    /// <inheritdoc/>
    public IReadOnlyList<AttemptRecord> Attempts(string run) => Read(c => c.Steps.GetValueOrDefault(run, []).Values
        .Where(s => s.StartedAt is not null)
        .OrderBy(s => s.Position)
        .Select(s => new AttemptRecord(
            s.Name, 1, s.State.ToString().ToLowerInvariant(), s.StartedAt!.Value, s.State == StepState.Running ? null : s.StartedAt.Value.AddMilliseconds(s.Milliseconds), s.Error))
        .ToList());

    /// <inheritdoc/>
    public DateTimeOffset? CancelRequestedAt(string run) => Read(c => c.CancelRequests.TryGetValue(run, out var at) ? at : (DateTimeOffset?)null);

    /// <inheritdoc/>
    public (string Run, string Request)? FindSubmission(string key) => Read(c => c.Submission(key));

    private sealed partial class Content
    {
        public Dictionary<string, DateTimeOffset> CancelRequests { get; private init; } = [];

        public Dictionary<string, (string Run, string Request)> Submissions { get; private init; } = [];

        public (string Run, string Request)? Submission(string key) => Submissions.TryGetValue(key, out var found) ? found : null;
    }

    private sealed partial class Writer
    {
        public bool RequestCancel(string run, DateTimeOffset at)
        {
            if (content.Runs.GetValueOrDefault(run) is not { State: RunState.Running } || !content.CancelRequests.TryAdd(run, at))
            {
                return false;
            }

            AddEvent(run, null, "cancel-requested", null);
            return true;
        }

        public void Submit(string run, Submission submission)
        {
            if (content.Submission(submission.Key) is { } earlier)
            {
                throw new RepeatedSubmissionException(earlier.Run, earlier.Request);
            }

            content.Submissions[submission.Key] = (run, submission.Request);
        }

        private void SaveSubmission(RunRecord run)
        {
            if (run.Submission is { } submission)
            {
                Submit(run.Id, submission);
            }
        }
    }
}
