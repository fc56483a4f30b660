using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;
using IrisFlow.Server.Access;
using IrisFlow.Server.Conditions;
using IrisFlow.Server.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Workflows;

/// <summary>The workflows of the workspace: read, saved as canonical text, deleted.</summary>
internal sealed class WorkflowEndpoints : IEndpoints
{
    private readonly WorkflowHealth _health = new();

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflows", List).WithName("listWorkflows").WithSummary("All workflows, by name.").Lists("api-workflows");
        api.MapGet("/workflows/{name}", Get).WithName("getWorkflow").WithSummary("A workflow: its text, its definition and its layout.").Gives("api-workflow");
        api.MapPut("/workflows/{name}", SaveAsync).For(Role.Editor).WithName("saveWorkflow").WithSummary("Saves a workflow as canonical text.").Takes<SaveRequest>().IfUnchanged()
            .Gives("api-workflow", StatusCodes.Status200OK, StatusCodes.Status201Created);
        api.MapDelete("/workflows/{name}", Delete).For(Role.Editor).WithName("deleteWorkflow").WithSummary("Deletes the files of a workflow; its history stays.").IfUnchanged().GivesNothing();
    }

    private IResult List(LiveWorkspace live)
    {
        var workspace = live.Current;
        var drafts = new WorkflowDrafts(workspace.Artifacts);
        var names = new WorkflowFiles(workspace.Workflows).Names.Union(workspace.NamesInCode).Order(StringComparer.Ordinal);
        return new Document(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var name in names)
            {
                Item(json, workspace, name, drafts);
            }

            json.WriteEndArray();
            json.WriteNull("next");
            json.WriteEndObject();
        });
    }

    private static IResult Get(string name, LiveWorkspace live)
    {
        var state = WorkflowState.Of(live.Current, name);
        return new Document(state.Write) { ETag = state.ETag };
    }

    private static async Task<IResult> SaveAsync(string name, HttpContext context, LiveWorkspace live, TimeProvider clock)
    {
        WorkflowName.Require(name);
        var request = await WorkflowRequests.ReadAsync<SaveRequest>(context);
        var workspace = live.Current;
        var (text, layout) = Canonical(workspace, name, request);
        return OneAtATime.Do(workspace, writer =>
        {
            var current = WorkflowState.Find(workspace, name);
            ETags.Demand(context, current?.ETag, current is null ? null : current.Write);
            if (current is { File: null } && !current.Text.Text.AsSpan().SequenceEqual(text))
            {
                throw new IrisFlowException(new Finding("IF873", $"C# defines workflow '{name}', and otherwise than this.")
                {
                    Expected = "A file would take its place silently: change the C#, or save under another name.",
                    Next = $"irisflow check {name} --write",
                });
            }

            new WorkflowFiles(workspace.Workflows).Save(name, text, layout);
            writer.SaveVersion(name, Encoding.UTF8.GetString(text), Caller.Of(context).Name, clock.GetUtcNow());
            var saved = WorkflowState.Of(workspace, name);
            return new Document(saved.Write, current is null ? StatusCodes.Status201Created : StatusCodes.Status200OK) { ETag = saved.ETag };
        });
    }

    private static IResult Delete(string name, HttpContext context, LiveWorkspace live)
    {
        var workspace = live.Current;
        return OneAtATime.Do(workspace, _ =>
        {
            var current = WorkflowState.Of(workspace, name);
            ETags.Demand(context, current.ETag, current.Write);
            new WorkflowFiles(workspace.Workflows).Delete(name);
            new WorkflowDrafts(workspace.Artifacts).Delete(name);
            return Results.NoContent();
        });
    }

    private static (byte[] Text, byte[]? Layout) Canonical(Workspace workspace, string name, JsonObject request)
    {
        try
        {
            var layout = request["layout"] as JsonObject;
            return (
                WorkflowWriter.WriteBytes(EditedWorkflow.Read(workspace, name, request["definition"]), workspace.Catalog),
                layout is null ? null : layout.Count == 0 ? [] : CanonicalJson.WriteSorted(layout));
        }
        catch (IrisFlowException problem)
        {
            throw WorkflowRequests.InRequest(problem);
        }
    }

    /// <summary>A workflow and how it is; without a state where its file can't be read, which must not take the others off the list.</summary>
    private (WorkflowState? State, WorkflowHealth.Health Health)? Look(Workspace workspace, string name)
    {
        try
        {
            return WorkflowState.Find(workspace, name) is { } state ? (state, _health.Of(workspace, state)) : null;
        }
        catch (IrisFlowException problem)
        {
            return (null, new(0, null, problem.Findings.Count));
        }
    }

    private void Item(Utf8JsonWriter json, Workspace workspace, string name, WorkflowDrafts drafts)
    {
        if (Look(workspace, name) is not var (state, health))
        {
            // Deleted since the names were listed.
            return;
        }

        json.WriteStartObject();
        json.WriteString("workflow", name);
        json.WriteNumber("steps", health.Steps);
        json.WriteString("note", health.Note);
        json.WriteBoolean("inCode", state?.InCode == true);
        json.WriteBoolean("hasDraft", drafts.Has(name));
        json.WriteString("etag", state?.ETag);
        json.WriteNumber("findings", health.Errors);
        if (workspace.Store.Runs(name, 1) is [var run])
        {
            json.WriteStartObject("lastRun");
            json.WriteString("run", run.Id);
            json.WriteString("state", RunHeadJson.State(run));
            json.WriteString("startedAt", run.StartedAt);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("lastRun");
        }

        json.WriteEndObject();
    }
}
