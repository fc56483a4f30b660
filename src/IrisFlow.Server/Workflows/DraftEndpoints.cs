using System.Text.Json.Nodes;
using IrisFlow.Hosting;
using IrisFlow.Server.Access;
using IrisFlow.Server.Conditions;
using IrisFlow.Server.Description;
using IrisFlow.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Workflows;

/// <summary>What is being edited and not saved yet. It survives a reload and a restart; no run and no schedule reads it.</summary>
internal sealed class DraftEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflows/{name}/draft", Get).WithName("getDraft").WithSummary("The autosaved draft of a workflow.").Gives("draft");
        api.MapPut("/workflows/{name}/draft", SaveAsync).ForDrafts().WithName("saveDraft").WithSummary("Keeps a draft of a workflow.").Takes<DraftRequest>().IfUnchanged().Gives("draft");
        api.MapDelete("/workflows/{name}/draft", Delete).ForDrafts().WithName("deleteDraft").WithSummary("Gives up the draft of a workflow.").IfUnchanged().GivesNothing();
    }

    private static IResult Get(string name, LiveWorkspace live)
    {
        var text = new WorkflowDrafts(live.Current.Artifacts).Find(name) ?? throw WorkflowDrafts.Missing(name);
        return Answer(text);
    }

    private static async Task<IResult> SaveAsync(string name, HttpContext context, LiveWorkspace live)
    {
        WorkflowName.Require(name);
        var request = await WorkflowRequests.ReadAsync<DraftRequest>(context);
        var text = CanonicalJson.Write(new JsonObject
        {
            ["definition"] = request["definition"]?.DeepClone(),
            ["layout"] = request["layout"]?.DeepClone() ?? new JsonObject(),
            ["base"] = request["base"]?.DeepClone(),
        });
        var workspace = live.Current;
        var drafts = new WorkflowDrafts(workspace.Artifacts);
        return OneAtATime.Do(workspace, _ =>
        {
            var current = drafts.Find(name);
            ETags.Demand(context, current is null ? null : Tag(current), json => json.WriteRawValue(current));
            drafts.Save(name, text);
            return Answer(text);
        });
    }

    private static IResult Delete(string name, HttpContext context, LiveWorkspace live)
    {
        var workspace = live.Current;
        var drafts = new WorkflowDrafts(workspace.Artifacts);
        return OneAtATime.Do(workspace, _ =>
        {
            var current = drafts.Find(name) ?? throw WorkflowDrafts.Missing(name);
            ETags.Demand(context, Tag(current), json => json.WriteRawValue(current));
            drafts.Delete(name);
            return Results.NoContent();
        });
    }

    private static Document Answer(byte[] text) => new(json => json.WriteRawValue(text)) { ETag = Tag(text) };

    private static string Tag(byte[] text) => new WorkflowText(text, null).ETag;
}
