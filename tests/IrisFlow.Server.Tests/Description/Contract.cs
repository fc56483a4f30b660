using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IrisFlow.Server.Description;
using IrisFlow.Testing.Schemas;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Tests.Description;

/// <summary>
/// Holds every answer that a test gets to what the server's OpenAPI document says of the call: its status and its schema. A document that has a member too many
/// or too few so fails whichever test sees it first.
/// </summary>
internal sealed class Contract : DelegatingHandler
{
    private readonly JsonNode _document;
    private readonly List<(Regex Path, string Template)> _paths;

    /// <summary>The contract of a server.</summary>
    public Contract(StudioServer server)
        : base(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        _document = OpenApi.Of(server.Service<EndpointDataSource>().Endpoints);
        _paths = [.. _document["paths"]!.AsObject().Select(p => p.Key).OrderBy(p => p.Count(c => c == '{')).Select(p => (new Regex($"^{Regex.Replace(p, @"\{\w+\}", "[^/]+")}$"), p))];
    }

    /// <summary>What contradicts the document in an answer.</summary>
    public IReadOnlyList<string> Problems(HttpMethod method, string path, int status, string? mediaType, string text)
    {
        if (status >= 400)
        {
            return mediaType is "application/problem+json" ? Against("problem", text) : [];
        }

        if (_paths.FirstOrDefault(p => p.Path.IsMatch(path)).Template is not { } template || _document["paths"]![template]![method.Method.ToLowerInvariant()] is not { } operation || status == 304)
        {
            return [];
        }

        return operation["responses"]![$"{(status == 206 ? 200 : status)}"] is not { } answer ? [$"the status {status} is not foreseen"]
            : answer["content"] is not { } content ? text.Length == 0 ? [] : ["an answer where none is foreseen"]
            : mediaType is null || content[mediaType] is not { } foreseen ? [$"the type {mediaType} is not foreseen"]
            : foreseen["schema"] is { } schema ? JsonSchema.Problems(schema, JsonNode.Parse(text), _document)
            : [];
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        var path = request.RequestUri!.OriginalString.Split('?', '#')[0];
        path = path[Math.Max(0, path.IndexOf("/api/", StringComparison.Ordinal))..];

        // An address that attacks may reach another route than the one that it looks like.
        if (mediaType == "text/event-stream" || path.AsSpan().ContainsAny('%', '\\', ';') || path.Contains("..", StringComparison.Ordinal) || path.Contains("/.", StringComparison.Ordinal) || path.Contains("//", StringComparison.Ordinal))
        {
            return response;
        }

        var isText = mediaType is "application/json" or "application/problem+json";
        if (isText)
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
        }

        var problems = Problems(request.Method, path, (int)response.StatusCode, mediaType, isText ? await response.Content.ReadAsStringAsync(cancellationToken) : "");
        Assert.True(problems.Count == 0, $"{request.Method} {path} is not answered as the OpenAPI document says: {string.Join("; ", problems.Take(5))}");
        return response;
    }

    private IReadOnlyList<string> Against(string component, string text) => JsonSchema.Problems(_document["components"]!["schemas"]![component]!, JsonNode.Parse(text), _document);
}
