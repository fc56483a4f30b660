using System.Text.Json.Nodes;
using IrisFlow.Server.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace IrisFlow.Server.Access;

/// <summary>Puts on record who asked for a change, what it was, and how it ended; what was refused too, unless nobody is known who asked.</summary>
internal sealed partial class AuditMiddleware(RequestDelegate next, LiveWorkspace live, TimeProvider clock, ILogger<AuditMiddleware> log)
{
    /// <summary>Whose token was wrong.</summary>
    private const string Unknown = "unknown";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!RouteAccess.Of(context).Changes || context.GetEndpoint() is null)
        {
            await next(context);
            return;
        }

        var began = clock.GetTimestamp();
        var status = StatusCodes.Status500InternalServerError;
        string? rule = null;
        try
        {
            await next(context);
            status = context.Response.StatusCode;
        }
        catch (IrisFlowException problem)
        {
            (status, rule) = (Problem.StatusOf(problem), problem.Findings[0].Rule);
            throw;
        }
        catch (BadHttpRequestException problem)
        {
            status = problem.StatusCode;
            throw;
        }
        finally
        {
            Record(context, status, rule, clock.GetElapsedTime(began));
        }
    }

    private void Record(HttpContext context, int status, string? rule, TimeSpan took)
    {
        if (RouteAccess.Of(context).KeepsDrafts && status < StatusCodes.Status400BadRequest)
        {
            return;
        }

        // A wrong token at the door is worth a line; a call without one, and what comes after too many, is not.
        var isWrongToken = RouteAccess.Of(context).Role is null && status == StatusCodes.Status401Unauthorized;
        if ((Caller.Find(context)?.Name ?? (isWrongToken ? Unknown : null)) is not { } actor)
        {
            return;
        }

        var detail = new JsonObject { ["method"] = context.Request.Method, ["status"] = status, ["milliseconds"] = (long)took.TotalMilliseconds };
        if (rule is not null)
        {
            detail["rule"] = rule;
        }

        var action = context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? context.Request.Method;
        try
        {
            live.Current.Store.Write(w => w.AddAudit(new(0, clock.GetUtcNow(), actor, action, context.Request.Path, detail.ToJsonString())));
        }
        catch (IrisFlowException problem)
        {
            // The change is made, and its answer may be on its way: it stands, and the log says what the trail lacks.
            Unrecorded(log, actor, action, context.Request.Path, problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The trail lacks a line: {Actor} did {Action} at {Path}.")]
    private static partial void Unrecorded(ILogger log, string actor, string action, string path, Exception problem);
}
