using System.Text;
using System.Text.Json.Nodes;
using IrisFlow.Server.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace IrisFlow.Server.Tests;

/// <summary>A request handled by one piece of code, with what turns failures into problems around it.</summary>
internal static class Asked
{
    /// <summary>A request with a JSON body.</summary>
    public static DefaultHttpContext With(string body, string? mediaType = "application/json")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.Path = "/api/things";
        context.Request.ContentType = mediaType;
        context.Request.Body = new MemoryStream(bytes);
        context.Request.ContentLength = bytes.Length;
        return context;
    }

    /// <summary>What is answered.</summary>
    public static async Task<Answer> AnswerAsync(this DefaultHttpContext context, RequestDelegate handler)
    {
        var body = new MemoryStream();
        context.Response.Body = body;
        await new ProblemMiddleware(handler, NullLogger<ProblemMiddleware>.Instance).InvokeAsync(context);
        return new(
            context.Response.StatusCode,
            Encoding.UTF8.GetString(body.ToArray()),
            context.Response.ContentType,
            context.Response.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The pointers of the findings of a rule.</summary>
    public static string[] Pointers(this Answer answer, string rule) =>
        [.. answer.Findings.Where(f => f["rule"]!.GetValue<string>() == rule).Select(f => f["pointer"]!.GetValue<string>())];

    /// <summary>What the finding at a pointer says.</summary>
    public static string At(this Answer answer, string pointer) =>
        answer.Findings.Single(f => f["pointer"]?.GetValue<string>() == pointer) is JsonObject finding ? $"{finding["message"]} {finding["expected"]}" : "";
}
