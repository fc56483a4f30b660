namespace IrisFlow.Testing;

/// <content>The wordings that a workflow had.</content>
public sealed partial class MemoryRunStore
{
    /// <inheritdoc/>
    public IReadOnlyList<WorkflowVersion> Versions(string workflow, int limit, WorkflowVersion? after = null) => Read(c => Wordings(c, workflow)
        .Select(w => w.Version)
        .OrderByDescending(v => v.At).ThenByDescending(v => v.Id)
        .Where(v => after is null || v.At < after.At || (v.At == after.At && v.Id < after.Id))
        .Take(limit)
        .ToList());

    /// <inheritdoc/>
    public (WorkflowVersion Version, string Definition)? FindVersion(string workflow, long id) => Read(c =>
        Wordings(c, workflow).Where(w => w.Version.Id == id).Select(w => ((WorkflowVersion, string)?)w).FirstOrDefault());

    private static IEnumerable<(WorkflowVersion Version, string Definition)> Wordings(Content content, string workflow)
    {
        var runs = content.Runs.Values.Where(r => r.Workflow == workflow).ToLookup(r => r.Definition);
        var saves = content.Saves.Where(s => s.Workflow == workflow).ToLookup(s => s.Definition);
        return runs.SelectMany(r => r).Select(r => (r.Definition, At: r.StartedAt)).Concat(saves.SelectMany(s => s).Select(s => (s.Definition, s.At)))
            .OrderBy(w => w.At).Select(w => w.Definition).Distinct()
            .Select((text, i) => (
                new WorkflowVersion(
                    i + 1, saves[text].Any() ? saves[text].Last().At : runs[text].First().StartedAt, saves[text].LastOrDefault().Actor, runs[text].FirstOrDefault()?.Id, runs[text].Count()),
                text));
    }

    private sealed partial class Content
    {
        public List<(string Workflow, string Definition, string Actor, DateTimeOffset At)> Saves { get; private init; } = [];
    }

    private sealed partial class Writer
    {
        public void SaveVersion(string workflow, string definition, string actor, DateTimeOffset at) => content.Saves.Add((workflow, definition, actor, at));
    }
}
