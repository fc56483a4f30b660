using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IrisFlow.Server.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IrisFlow.Server.Reading;

/// <summary>Reads the body of a request strictly: JSON of limited size and depth, every member known, none twice, each of its type.</summary>
internal static class Requests
{
    /// <summary>The largest body unless a route says otherwise: a workflow of some ten thousand steps.</summary>
    public const int Limit = 4 << 20;

    /// <summary>How the members of a request are named and read.</summary>
    public static readonly JsonSerializerOptions Options = Strict();

    /// <summary>The body as an object of a type. Members of type <see cref="JsonNode"/> are handed on as they stand.</summary>
    /// <exception cref="IrisFlowException">It is not as it should be; all findings at once, each with its JSON pointer.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, int limit = Limit)
        where T : class
    {
        var root = await ReadAsync(context, limit);
        var findings = RequestShape.Findings(Options.GetTypeInfo(typeof(T)), root);
        if (findings.Count > 0)
        {
            throw new Refusal(StatusCodes.Status422UnprocessableEntity, findings);
        }

        try
        {
            return root.Deserialize<T>(Options)!;
        }
        catch (JsonException problem)
        {
            throw new IrisFlowException(RequestShape.Wrong("", "The request holds a value that is not as it should be."), inner: problem);
        }
    }

    /// <summary>The body as JSON, whatever it holds.</summary>
    /// <exception cref="IrisFlowException">It is no JSON, too large, nested too deep, or has a member twice.</exception>
    public static async Task<JsonNode?> ReadAsync(HttpContext context, int limit = Limit)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new Refusal(
                StatusCodes.Status415UnsupportedMediaType,
                new Finding("IF851", $"The body is {context.Request.ContentType ?? "of no known kind"}.") { Expected = "Content-Type: application/json" });
        }

        var bytes = await BytesAsync(context, limit);
        try
        {
            return JsonDocumentText.Parse(bytes, "request").Root;
        }
        catch (IrisFlowException problem)
        {
            throw new Refusal(StatusCodes.Status400BadRequest, [.. problem.Findings.Select(f => f with { File = null })]);
        }
    }

    private static async Task<byte[]> BytesAsync(HttpContext context, int limit)
    {
        if (context.Request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit;
        }

        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (BadHttpRequestException problem) when (problem.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge(limit);
        }
        catch (IOException problem) when (problem is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            // The server says so of pieces whose lengths make no sense.
            throw new Refusal(StatusCodes.Status400BadRequest, new Finding("IF850", "The body of the request can't be read to its end."));
        }

        return body.ToArray();
    }

    private static Refusal TooLarge(int limit) =>
        new(StatusCodes.Status413PayloadTooLarge, new Finding("IF852", "The request is larger than it may be.") { Expected = $"At most {limit:N0} bytes." });

    private static JsonSerializerOptions Strict()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            MaxDepth = 64,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.MakeReadOnly();
        return options;
    }
}
