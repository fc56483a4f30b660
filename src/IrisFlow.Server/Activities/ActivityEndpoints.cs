using IrisFlow.Hosting.Documents;
using IrisFlow.Server.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Activities;

/// <summary>What steps can use.</summary>
internal sealed class ActivityEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/activities", List).WithName("listActivities").WithSummary("What steps can use, by name, each with the JSON Schema of its parameters.").Gives("api-activities");
        api.MapGet("/activities/{uses}", Get).WithName("getActivity").WithSummary("An activity.").Gives("activity");
    }

    private static Document List(LiveWorkspace live)
    {
        var code = live.Code;
        var catalog = code.Workspace.Catalog;
        return new Document(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var activity in catalog.All)
            {
                ActivityJson.Write(json, activity, catalog);
            }

            json.WriteEndArray();
            json.WriteNull("next");
            json.WritePropertyName("policy");
            PolicySchema.Write().WriteTo(json);
            ErrorJson.Findings(json, code.Findings);
            json.WriteEndObject();
        })
        { ETag = code.ETag };
    }

    private static Document Get(string uses, LiveWorkspace live)
    {
        var code = live.Code;
        var catalog = code.Workspace.Catalog;
        var activity = catalog.Find(uses) ?? throw ActivityJson.Unknown(uses, catalog);
        return new Document(json => ActivityJson.Write(json, activity, catalog)) { ETag = code.ETag };
    }
}
