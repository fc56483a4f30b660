using System.Buffers;
using System.Text;
using System.Text.Json;
using IrisFlow.Hosting.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IrisFlow.Server.Problems;

/// <summary>A refusal as RFC 9457 has it: the rule as its type, all findings, and an id to look for in the log.</summary>
internal static class Problem
{
    /// <summary>The media type of every refusal.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>The status that says the same as an exit code.</summary>
    public static int StatusOf(IrisFlowException problem) => problem is Refusal refusal ? refusal.Status : problem.Exit switch
    {
        ExitCode.Usage => StatusCodes.Status422UnprocessableEntity,
        ExitCode.NotFound => StatusCodes.Status404NotFound,
        ExitCode.Locked or ExitCode.Refused or ExitCode.Cancelled => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Answers a request with a problem.</summary>
    public static async Task AnswerAsync(HttpContext context, IrisFlowException problem)
    {
        var status = StatusOf(problem);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Document.Layout))
        {
            json.WriteStartObject();
            json.WriteString("type", $"https://irisflow.dev/rules/{problem.Findings[0].Rule}");
            json.WriteString("title", problem.Findings[0].Message);
            json.WriteNumber("status", status);
            ErrorJson.Findings(json, problem.Findings);
            json.WriteString("traceId", context.TraceIdentifier);
            (problem as Refusal)?.More?.Invoke(json);
            json.WriteEndObject();
        }

        foreach (var (name, value) in (problem as Refusal)?.Headers ?? new Dictionary<string, string>())
        {
            context.Response.Headers[name] = value;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = MediaType;
        var text = Encoding.UTF8.GetBytes(SecretValues.OfThisProcess.Masked(Encoding.UTF8.GetString(buffer.WrittenSpan)));
        context.Response.ContentLength = text.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(text, context.RequestAborted);
        }
    }

    /// <summary>What a status without a body stands for, said by the framework before any of our code was asked.</summary>
    public static Refusal Of(HttpContext context, int status)
    {
        var (method, path) = (context.Request.Method, context.Request.Path);
        return new(status, status switch
        {
            StatusCodes.Status404NotFound => new Finding("IF856", $"There is nothing at {path}.") { Next = "GET /api/openapi.json" },
            StatusCodes.Status405MethodNotAllowed => new("IF856", $"{method} is not possible at {path}.") { Expected = $"It takes {context.Response.Headers.Allow}." },
            StatusCodes.Status408RequestTimeout => new("IF850", "The rest of the request did not come in time.") { Expected = "A request that keeps coming: at least 240 bytes a second." },
            StatusCodes.Status413PayloadTooLarge => new("IF852", "The request is larger than it may be."),
            StatusCodes.Status415UnsupportedMediaType => new("IF851", "The body is of a kind that is not understood here."),
            _ => new("IF850", $"The request is not understood: {ReasonPhrases.GetReasonPhrase(status)}."),
        });
    }
}
