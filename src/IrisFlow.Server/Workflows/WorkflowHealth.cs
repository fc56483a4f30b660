using System.Collections.Concurrent;
using System.Text.Json;
using IrisFlow.Hosting;

namespace IrisFlow.Server.Workflows;

/// <summary>What a list says of workflows, remembered as long as nothing of it can have changed: the files, the code, the data that steps read.</summary>
internal sealed class WorkflowHealth
{
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>How a workflow is.</summary>
    /// <param name="Steps">How many steps it has; 0 where its text is no workflow.</param>
    /// <param name="Note">Its remark.</param>
    /// <param name="Errors">How many findings are errors.</param>
    public sealed record Health(int Steps, string? Note, int Errors);

    public Health Of(Workspace workspace, WorkflowState state)
    {
        if (_known.GetValueOrDefault(state.Name) is { } known && known.ETag == state.ETag && known.Code == workspace.Catalog && known.Sources.All(s => s == Stamp(s.Path)))
        {
            return known.Health;
        }

        try
        {
            var found = EditedWorkflow.Check(workspace, state.Read(workspace));
            var health = new Health(found.Workflow!.Steps.Count, found.Workflow.Note, found.Findings.Count(f => f.Severity == Severity.Error));
            Remember(workspace, state, found, health);
            return health;
        }
        catch (IrisFlowException problem)
        {
            return new(0, null, problem.Findings.Count);
        }
    }

    private void Remember(Workspace workspace, WorkflowState state, EditedWorkflow found, Health health)
    {
        // A step that reads other workflows depends on more than can be seen from here.
        if (found.Checked!.Steps.Any(s => s.Descriptor?.IsVolatile == true))
        {
            return;
        }

        var environment = workspace.EnvironmentOf(found.Workflow!);
        var files =
            from step in found.Checked.Steps
            from parameter in step.Descriptor?.Parameters ?? []
            where parameter.IsSourceFile && step.With[parameter.Name]?.GetValueKind() == JsonValueKind.String
            select Stamp(environment.PathOf(step.With[parameter.Name]!.GetValue<string>()));
        _known[state.Name] = new(state.ETag, workspace.Catalog, [.. files], health);
    }

    private static Source Stamp(string path) => new FileInfo(path) is { Exists: true } file ? new(path, file.Length, file.LastWriteTimeUtc.Ticks) : new(path, -1, 0);

    private sealed record Known(string ETag, Catalog Code, IReadOnlyList<Source> Sources, Health Health);

    private sealed record Source(string Path, long Bytes, long Stamp);
}
