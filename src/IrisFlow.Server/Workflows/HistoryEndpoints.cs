using System.Globalization;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;
using IrisFlow.Server.Description;
using IrisFlow.Server.Paging;
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
        api.MapGet("/workflows/{name}/history", List).WithName("listVersions").WithSummary("The wordings in which a workflow ran or was saved, newest first.").Pages("history");
        api.MapGet("/workflows/{name}/history/{version}", Get).WithName("getVersion").WithSummary("One wording of a workflow.").Gives("version");
        api.MapGet("/workflows/{name}/diff", Diff).WithName("diffWorkflow").WithSummary("In what two wordings of a workflow differ, step by step.").Gives("workflow-diff");
    }

    private static IResult List(string name, HttpContext context, LiveWorkspace live)
    {
        WorkflowName.Require(name);
        var page = PageRequest.Of(context);
        var workspace = live.Current;
        var after = page.AfterNumber is { } id ? workspace.Store.FindVersion(name, id)?.Version ?? throw PageRequest.NoCursor() : null;
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
        var (found, text) = WorkflowVersions.Find(live.Current, name, version);
        return new Document(json => VersionJson.Write(json, found, text));
    }

    private static IResult Diff(string name, LiveWorkspace live, string from = "saved", string to = "draft")
    {
        WorkflowName.Require(name);
        var diff = WorkflowVersions.Compare(live.Current, name, from, to);
        return new Document(json => WorkflowDiffJson.Write(json, diff));
    }
}
