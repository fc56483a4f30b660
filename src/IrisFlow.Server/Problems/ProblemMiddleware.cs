using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IrisFlow.Server.Problems;

/// <summary>Turns whatever goes wrong with a request into a problem document. What was unforeseen is told to the log only: its text may hold anything.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            {
                await Problem.AnswerAsync(context, Problem.Of(context, context.Response.StatusCode));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
#pragma warning disable CA1031 // The last line of defence: every refusal has the same form, and no text of an exception gets out.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            await AnswerAsync(context, problem);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception problem)
    {
        var told = problem switch
        {
            IrisFlowException expected => expected,
            BadHttpRequestException malformed => Problem.Of(context, malformed.StatusCode),
            _ => new IrisFlowException(
                new Finding("IF900", "Something unforeseen happened.") { Expected = $"This is a fault in IrisFlow; the server's log tells more of {context.TraceIdentifier}." },
                ExitCode.StepFailed),
        };
        if (told.Findings[0].Rule == "IF900")
        {
            Unforeseen(log, context.TraceIdentifier, context.Request.Method, context.Request.Path, problem);
        }

        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }

        context.Response.Clear();
        await Problem.AnswerAsync(context, told);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{TraceId}: {Method} {Path} failed.")]
    private static partial void Unforeseen(ILogger log, string traceId, string method, string path, Exception problem);
}
