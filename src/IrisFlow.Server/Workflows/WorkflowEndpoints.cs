using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Workflows;

/// <summary>The workflows of the workspace.</summary>
internal sealed class WorkflowEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/workflows", List).WithName("listWorkflows").WithSummary("All workflows, by name.");

    private static IResult List(LiveWorkspace live)
    {
        var workspace = live.Current;
        return new Document(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var name in workspace.Workflows.Names)
            {
                json.WriteStartObject();
                json.WriteString("workflow", name);
                json.WriteNumber("steps", workspace.Load(name).Steps.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNull("next");
            json.WriteEndObject();
        });
    }
}
