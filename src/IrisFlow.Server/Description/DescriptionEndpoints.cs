using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Description;

/// <summary>What the server says of itself: all routes, and the schemas of its documents.</summary>
internal sealed class DescriptionEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/openapi.json", Describe).WithName("describe").WithSummary("This document.").Gives("openapi");
        api.MapGet("/schemas/{name}", Schema).WithName("getSchema").WithSummary("The JSON Schema of a document.").Gives("json-schema");
    }

    private static Document Describe(EndpointDataSource routes)
    {
        var document = OpenApi.Of(routes.Endpoints);
        return new(json => document.WriteTo(json));
    }

    private static Document Schema(string name)
    {
        var schema = PublishedSchemas.Read(name);
        return new(json => schema.WriteTo(json));
    }
}
