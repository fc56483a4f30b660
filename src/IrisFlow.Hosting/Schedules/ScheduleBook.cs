using System.Collections.Concurrent;

namespace IrisFlow.Hosting.Schedules;

/// <summary>The schedules of a workspace as its workflows are saved: never those of a draft. A file is read again only when it has changed.</summary>
public sealed class ScheduleBook
{
    private readonly ConcurrentDictionary<string, (string Stamp, ScheduledWorkflow? Found)> _files = new(StringComparer.Ordinal);
    private volatile CodeSchedules? _code;

    /// <summary>All workflows that have a schedule, by name.</summary>
    public IReadOnlyList<ScheduledWorkflow> All(Workspace workspace)
    {
        var names = workspace.Workflows.Names.Where(WorkflowName.IsValid).ToHashSet(StringComparer.Ordinal);
        var inFiles = names.Select(n => InFile(workspace, n)).OfType<ScheduledWorkflow>();
        return [.. inFiles.Concat(InCode(workspace).Where(s => !names.Contains(s.Workflow))).OrderBy(s => s.Workflow, StringComparer.Ordinal)];
    }

    /// <summary>The schedule of a workflow.</summary>
    /// <exception cref="IrisFlowException">There is no such workflow, or it has no schedule.</exception>
    public ScheduledWorkflow Of(Workspace workspace, string workflow)
    {
        WorkflowName.Require(workflow);
        var found = File.Exists(workspace.Workflows.PathOf(workflow)) ? InFile(workspace, workflow) : InCode(workspace).FirstOrDefault(s => s.Workflow == workflow);
        if (found is null && !File.Exists(workspace.Workflows.PathOf(workflow)) && !workspace.NamesInCode.Contains(workflow))
        {
            throw workspace.Workflows.Unknown(workflow, workspace.NamesInCode);
        }

        return found ?? throw None(workflow);
    }

    /// <summary>What is said of a workflow that has no schedule.</summary>
    internal static IrisFlowException None(string workflow) => new(
        new Finding("IF485", $"Workflow '{workflow}' has no schedule.")
        {
            Expected = "Its file has one under \"schedule\": { \"cron\": \"30 2 * * *\", \"zone\": \"Europe/Berlin\" }.",
            Next = "irisflow schedules",
        },
        ExitCode.NotFound);

    private ScheduledWorkflow? InFile(Workspace workspace, string name)
    {
        var file = new FileInfo(workspace.Workflows.PathOf(name));
        var stamp = file.Exists ? $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}" : "";
        if (!_files.TryGetValue(name, out var known) || known.Stamp != stamp)
        {
            _files[name] = known = (stamp, Read(workspace, name, file.FullName));
        }

        return known.Found;
    }

    private IReadOnlyList<ScheduledWorkflow> InCode(Workspace workspace)
    {
        if (_code is { } known && known.Workspace == workspace)
        {
            return known.Found;
        }

        var found = workspace.NamesInCode.Select(workspace.InCode).Where(w => w?.Schedule is not null)
            .Select(w => new ScheduledWorkflow(w!.Name, w.Schedule!, ScheduleRules.Check(w.Schedule!, w.Parameters))).ToList();
        _code = new(workspace, found);
        return found;
    }

    private static ScheduledWorkflow? Read(Workspace workspace, string name, string path)
    {
        try
        {
            var workflow = WorkflowReader.ReadFile(path);
            return workflow.Schedule is { } schedule ? new(name, schedule, ScheduleRules.Check(schedule, workflow.Parameters)) : null;
        }
        catch (IrisFlowException problem)
        {
            // A file that an editor has left broken has its schedule still, and keeps what is remembered of it.
            try
            {
                var schedule = JsonDocumentText.Parse(File.ReadAllBytes(path), path).Root?["schedule"];
                return schedule is null ? null : ScheduledWorkflow.Broken(name, schedule, problem.Findings);
            }
            catch (Exception unreadable) when (unreadable is IrisFlowException or IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                return workspace.HasRuns && workspace.Store.Schedules().Any(s => s.Workflow == name) ? ScheduledWorkflow.Broken(name, null, problem.Findings) : null;
            }
        }
    }

    // A workspace whose code was compiled anew is another object.
    private sealed record CodeSchedules(Workspace Workspace, IReadOnlyList<ScheduledWorkflow> Found);
}
