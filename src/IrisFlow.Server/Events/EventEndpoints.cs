using System.Globalization;
using IrisFlow.Server.Access;
using IrisFlow.Server.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace IrisFlow.Server.Events;

/// <summary>The stream of everything that happens.</summary>
internal sealed class EventEndpoints : IEndpoints
{
    private const string LastEventId = "Last-Event-ID";

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/events", StreamAsync).WithName("streamEvents").WithSummary("What happens, as it happens: one stream of Server-Sent Events for all runs and workflows.").Reads("after").ReadsHeaders(LastEventId)
            .GivesFile("text/event-stream");

    private static async Task StreamAsync(HttpContext context, EventHub hub, Gate gate, IHostApplicationLifetime lifetime)
    {
        // A stream has no end of its own: without this, a server that is told to stop would wait for its listeners.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var caller = Caller.Of(context);
        using var client = hub.Join(() => gate.IsStillIn(caller));
        try
        {
            var after = Last(context.Request) ?? client.Position;
            await SendAsync(context, [EventMessage.Beginning(Math.Min(after, client.Position)), .. hub.Missed(after, client)], end.Token);
            while (await client.TakeAsync(end.Token) is { } news)
            {
                await SendAsync(context, news, end.Token);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException)
        {
            // The client has gone, or the server ends.
        }
        finally
        {
            hub.Leave(client);
        }
    }

    // The header is what a browser sends when it comes back by itself; the parameter is for a page that was loaded anew.
    private static long? Last(HttpRequest request) =>
        long.TryParse(request.Headers[LastEventId].ToString() is { Length: > 0 } header ? header : request.Query["after"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : null;

    private static async Task SendAsync(HttpContext context, IEnumerable<EventMessage> messages, CancellationToken cancellation)
    {
        foreach (var message in messages)
        {
            await context.Response.BodyWriter.WriteAsync(message.Bytes, cancellation);
        }

        await context.Response.Body.FlushAsync(cancellation);
    }
}
