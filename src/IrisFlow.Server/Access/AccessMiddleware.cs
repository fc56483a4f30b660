using Microsoft.AspNetCore.Http;

namespace IrisFlow.Server.Access;

/// <summary>The one place where a call is let through or not: every route below <c>/api</c>, and every path there that is no route.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, Gate gate)
{
    public Task InvokeAsync(HttpContext context)
    {
        var needed = context.GetEndpoint() is not null || context.Request.Path.StartsWithSegments("/api") ? RouteAccess.Of(context).Role : null;
        if (needed is { } role)
        {
            var caller = gate.Identify(context) ?? throw Caller.Unknown();
            context.Features.Set(caller);
            caller.Demand(role);
        }

        return next(context);
    }
}
