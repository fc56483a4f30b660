using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Description;

/// <summary>What the server says of itself: all routes, and the schemas of its documents.</summary>
internal sealed class DescriptionEndpoints : IEndpoints
{
    private const string Folder = "schemas/";

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/openapi.json", Describe).WithName("describe").WithSummary("This document.");
        api.MapGet("/schemas/{name}", Schema).WithName("getSchema").WithSummary("The JSON Schema of a document.");
    }

    private static Document Describe(EndpointDataSource routes)
    {
        var document = OpenApi.Of(routes.Endpoints);
        return new(json => document.WriteTo(json));
    }

    private static Document Schema(string name)
    {
        var all = typeof(DescriptionEndpoints).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Select(n => n[Folder.Length..]).ToList();
        if (!all.Contains(name))
        {
            throw new IrisFlowException(new Finding("IF856", $"There is no schema '{name}'.") { Expected = NearMiss.OneOf(name, all, "The schemas are") }, ExitCode.NotFound);
        }

        using var file = typeof(DescriptionEndpoints).Assembly.GetManifestResourceStream(Folder + name)!;
        var schema = JsonNode.Parse(file)!;
        return new(json => schema.WriteTo(json));
    }
}
