using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace IrisFlow.Hosting;

/// <summary>The wordings that a workflow had, has and is to have: those of its history by number, <c>saved</c> and <c>draft</c>.</summary>
public static class WorkflowVersions
{
    /// <summary>The wording of the file, or of the C# where there is no file.</summary>
    public const string Saved = "saved";

    /// <summary>The wording of the draft.</summary>
    public const string Draft = "draft";

    /// <summary>A wording of a workflow's history, and its text.</summary>
    /// <exception cref="IrisFlowException">The workflow never had it.</exception>
    public static (WorkflowVersion Version, string Text) Find(Workspace workspace, string workflow, string version) =>
        long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && workspace.Store.FindVersion(workflow, id) is { } found
            ? found
            : throw new IrisFlowException(
                new Finding("IF875", $"Workflow '{workflow}' has no version '{version}'.") { Expected = "A version is a number of its history, saved, or draft.", Next = $"irisflow history {workflow}" },
                ExitCode.NotFound);

    /// <summary>In what two wordings differ. A step that stands elsewhere on the canvas has moved, where both wordings have a layout.</summary>
    /// <exception cref="IrisFlowException">The workflow has no such wording, or this program can't read it.</exception>
    public static WorkflowDiff Compare(Workspace workspace, string workflow, string from, string to)
    {
        var (before, after) = (Wording(workspace, workflow, from), Wording(workspace, workflow, to));
        var diff = WorkflowDiff.Of(before.Workflow, after.Workflow, workspace.Catalog);
        return diff with { Moved = [.. diff.Moved.Union(Moved(before.Layout, after.Layout))] };
    }

    private static (Workflow Workflow, JsonObject? Layout) Wording(Workspace workspace, string workflow, string version)
    {
        var path = workspace.Workflows.PathOf(workflow);
        switch (version)
        {
            case Saved when new WorkflowFiles(workspace.Workflows).Find(workflow) is { } files:
                return (WorkflowReader.Read(files.Text, path), files.Layout is { } layout ? JsonDocumentText.Parse(layout, $"{workflow}.layout.json").Root as JsonObject : []);
            case Saved:
                return (workspace.InCode(workflow) ?? throw workspace.Workflows.Unknown(workflow, workspace.NamesInCode), []);
            case Draft:
                var draft = new WorkflowDrafts(workspace.Artifacts).Find(workflow) ?? throw WorkflowDrafts.Missing(workflow);
                var root = (JsonObject)JsonDocumentText.Parse(draft, $"{workflow}.json").Root!;
                return (EditedWorkflow.Read(workspace, workflow, root["definition"]), root["layout"] as JsonObject);
            default:
                return (WorkflowReader.Read(Encoding.UTF8.GetBytes(Find(workspace, workflow, version).Text), path), null);
        }
    }

    private static IEnumerable<string> Moved(JsonObject? before, JsonObject? after) =>
        before?["steps"] is JsonObject old && after?["steps"] is JsonObject now
            ? now.Where(s => old.ContainsKey(s.Key) && !JsonNode.DeepEquals(old[s.Key], s.Value)).Select(s => s.Key)
            : [];
}
