using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using IrisFlow.Hosting.Documents;
using IrisFlow.Server.Access;
using IrisFlow.Server.Problems;
using IrisFlow.Server.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace IrisFlow.Server.Description;

/// <summary>The OpenAPI 3.1 document of the routes that are mapped. The same routes give the same text.</summary>
internal static class OpenApi
{
    // What may be null says so.
    private static readonly JsonSchemaExporterOptions Exported = new() { TreatNullObliviousAsNonNullable = true };

    /// <summary>The document.</summary>
    public static JsonObject Of(IEnumerable<Endpoint> endpoints)
    {
        var schemas = new SchemaComponents();
        var paths = new JsonObject();
        var routes = endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(method => (Route: route, Method: method)))
            .OrderBy(r => PathOf(r.Route), StringComparer.Ordinal).ThenBy(r => r.Method, StringComparer.Ordinal);
        foreach (var (route, method) in routes)
        {
            var path = PathOf(route);
            paths[path] ??= new JsonObject();
            paths[path]![method.ToLowerInvariant()] = Operation(route, method, schemas);
        }

        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = "IrisFlow", ["version"] = StudioServer.Version, ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" } },
            ["security"] = Security(),
            ["paths"] = paths,
            ["components"] = Components(schemas),
        };
    }

    private static string PathOf(RouteEndpoint route) =>
        "/" + string.Join('/', route.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
        {
            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            RoutePatternLiteralPart literal => literal.Content,
            _ => "",
        }))));

    private static JsonObject Operation(RouteEndpoint route, string method, SchemaComponents schemas)
    {
        var role = RouteAccess.Of(route, method).Role;
        var operation = new JsonObject
        {
            ["operationId"] = route.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName,
            ["summary"] = route.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary,
            ["tags"] = new JsonArray(PathOf(route).Split('/')[2]),
        };
        if (role is null)
        {
            operation["security"] = new JsonArray();
        }
        else
        {
            operation["x-role"] = TokenJson.NameOf(role.Value);
        }

        if (Parameters(route) is { Count: > 0 } parameters)
        {
            operation["parameters"] = parameters;
        }

        if (Body(route) is { } body)
        {
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = body };
        }

        operation["responses"] = Responses(route, schemas);
        return operation;
    }

    private static JsonArray Parameters(RouteEndpoint route)
    {
        var bound = route.Metadata.GetOrderedMetadata<IParameterBindingMetadata>().ToDictionary(p => p.Name, StringComparer.Ordinal);
        var inPath = route.RoutePattern.Parameters.Select(p => Parameter(p.Name, "path", bound.GetValueOrDefault(p.Name)?.ParameterInfo.ParameterType, isRequired: true));
        var inQuery = bound.Values
            .Where(p => route.RoutePattern.GetParameter(p.Name) is null && (p.HasTryParse || p.ParameterInfo.ParameterType == typeof(string)))
            .Select(p => Parameter(p.Name, "query", p.ParameterInfo.ParameterType, !p.IsOptional));
        var read = route.Metadata.GetOrderedMetadata<ReadParameter>().Select(r => Parameter(r.Name, r.Place, r.Name == "limit" ? typeof(int) : typeof(string), isRequired: false));
        return [.. inPath, .. inQuery, .. read];
    }

    private static JsonObject Parameter(string name, string place, Type? type, bool isRequired)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place };
        if (isRequired)
        {
            parameter["required"] = true;
        }

        parameter["schema"] = new JsonObject
        {
            ["type"] = Type.GetTypeCode(Nullable.GetUnderlyingType(type ?? typeof(string)) ?? type) switch
            {
                TypeCode.Int32 or TypeCode.Int64 => "integer",
                TypeCode.Double => "number",
                TypeCode.Boolean => "boolean",
                _ => "string",
            },
        };
        return parameter;
    }

    private static JsonObject? Body(RouteEndpoint route)
    {
        if (route.Metadata.GetMetadata<TakenBody>() is { } taken)
        {
            return Content("application/json", (JsonObject)Requests.Options.GetJsonSchemaAsNode(taken.Type, Exported));
        }

        return route.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts
            ? new(accepts.ContentTypes.Select(t => KeyValuePair.Create(t, (JsonNode?)new JsonObject())))
            : null;
    }

    private static JsonObject Responses(RouteEndpoint route, SchemaComponents schemas)
    {
        var responses = new JsonObject();
        foreach (var given in route.Metadata.GetOrderedMetadata<GivenAnswer>())
        {
            var answer = new JsonObject { ["description"] = "Done." };
            if (given.Schema is { } schema)
            {
                answer["content"] = Content("application/json", given.IsList ? List(schemas.List(schema)) : schemas.Reference(schema));
            }
            else if (given.MediaTypes.Count > 0)
            {
                answer["content"] = new JsonObject(given.MediaTypes.Select(t => KeyValuePair.Create(t, (JsonNode?)new JsonObject())));
            }

            responses[$"{given.Status}"] = answer;
        }

        responses["default"] = new JsonObject { ["$ref"] = "#/components/responses/problem" };
        return responses;
    }

    private static JsonObject List(JsonObject items) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["items"] = items, ["next"] = new JsonObject { ["type"] = new JsonArray("string", "null") } },
        ["required"] = new JsonArray("items", "next"),
        ["additionalProperties"] = false,
    };

    private static JsonObject Content(string mediaType, JsonObject schema) => new() { [mediaType] = new JsonObject { ["schema"] = schema } };

    private static JsonArray Security() => [new JsonObject { ["token"] = new JsonArray() }, new JsonObject { ["session"] = new JsonArray() }];

    private static JsonObject Components(SchemaComponents schemas)
    {
        var problem = new JsonObject { ["description"] = "It was refused, and why (RFC 9457).", ["content"] = Content(Problem.MediaType, schemas.Reference("problem")) };
        return new()
        {
            ["responses"] = new JsonObject { ["problem"] = problem },
            ["schemas"] = schemas.Write(),
            ["securitySchemes"] = new JsonObject
            {
                ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                ["session"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = "irisflow-session-PORT" },
            },
        };
    }
}
