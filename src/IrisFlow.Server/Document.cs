using System.Text.Encodings.Web;
using System.Text.Json;
using IrisFlow.Server.Conditions;
using Microsoft.AspNetCore.Http;

namespace IrisFlow.Server;

/// <summary>A JSON document as an answer, written by the same code as the document of the command line.</summary>
/// <param name="write">Writes the one value of the document.</param>
/// <param name="status">The status of the answer.</param>
internal sealed class Document(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) : IResult
{
    /// <summary>How all documents are written.</summary>
    public static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What identifies the state of what is shown; null where nobody edits it.</summary>
    public string? ETag { get; init; }

    /// <summary>True where more of it changes, by itself, than the tag stands for: it is sent each time.</summary>
    public bool IsMoving { get; init; }

    /// <summary>Where what was made can be found.</summary>
    public string? Location { get; init; }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (ETag is not null && !IsMoving && ETags.IsKnown(httpContext, ETag))
        {
            httpContext.Response.Headers.ETag = ETag;
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        // Written whole first: what fails halfway is then a problem and not half a document.
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Layout))
        {
            write(json);
        }

        var response = httpContext.Response;
        if (ETag is not null)
        {
            response.Headers.ETag = ETag;
        }

        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = buffer.Length;
        buffer.Position = 0;
        await buffer.CopyToAsync(response.Body, httpContext.RequestAborted);
    }
}
