using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;
using IrisFlow.Server.Description;
using IrisFlow.Server.Paging;
using IrisFlow.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Workflows;

/// <summary>The wordings that a workflow had, and in what two of them differ.</summary>
internal sealed class HistoryEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflows/{name}/history", List).WithName("listVersions").WithSummary("The wordings in which a workflow ran or was saved, newest first.").Pages();
        api.MapGet("/workflows/{name}/history/{version}", Get).WithName("getVersion").WithSummary("One wording of a workflow.");
        api.MapGet("/workflows/{name}/diff", Diff).WithName("diffWorkflow").WithSummary("In what two wordings of a workflow differ, step by step.");
    }

    private static IResult List(string name, HttpContext context, LiveWorkspace live)
    {
        WorkflowName.Require(name);
        var page = PageRequest.Of(context);
        var workspace = live.Current;
        var after = page.After is { } id ? VersionTexts.Find(workspace, name, id).Version : null;
        var found = workspace.Store.Versions(name, page.Fetch, after);
        if (found.Count == 0 && after is null)
        {
            _ = WorkflowState.Of(workspace, name);
        }

        return page.Page(found, v => v.Id.ToString(CultureInfo.InvariantCulture), VersionJson.Write);
    }

    private static IResult Get(string name, string version, LiveWorkspace live)
    {
        WorkflowName.Require(name);
        var (found, text) = VersionTexts.Find(live.Current, name, version);
        return new Document(json => VersionJson.Write(json, found, text));
    }

    private static IResult Diff(string name, LiveWorkspace live, string from = "saved", string to = "draft")
    {
        WorkflowName.Require(name);
        var workspace = live.Current;
        var (before, after) = (Wording(workspace, name, from), Wording(workspace, name, to));
        var diff = WorkflowDiff.Of(before.Workflow, after.Workflow, workspace.Catalog);
        return new Document(json => WorkflowDiffJson.Write(json, diff with { Moved = [.. diff.Moved.Union(Moved(before.Layout, after.Layout))] }));
    }

    private static (Workflow Workflow, JsonObject? Layout) Wording(Workspace workspace, string name, string version)
    {
        switch (version)
        {
            case "saved":
                var state = WorkflowState.Of(workspace, name);
                return (state.Read(workspace), state.Text.Layout is { } layout ? JsonDocumentText.Parse(layout, $"{name}.layout.json").Root as JsonObject : []);
            case "draft":
                var draft = DraftEndpoints.Find(workspace, name) ?? throw DraftEndpoints.Missing(name);
                return (EditedWorkflow.Read(workspace, name, draft["definition"]), draft["layout"] as JsonObject);
            default:
                return (VersionTexts.Read(workspace, name, version), null);
        }
    }

    /// <summary>The steps that stand elsewhere on the canvas; none where a wording has no layout.</summary>
    private static IEnumerable<string> Moved(JsonObject? before, JsonObject? after) =>
        before?["steps"] is JsonObject old && after?["steps"] is JsonObject now
            ? now.Where(s => old.ContainsKey(s.Key) && !JsonNode.DeepEquals(old[s.Key], s.Value)).Select(s => s.Key)
            : [];
}
