using IrisFlow.Hosting.Documents;
using IrisFlow.Server.Problems;
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
            if (caller.Role < role)
            {
                throw new Refusal(StatusCodes.Status403Forbidden, new Finding("IF862", $"{caller.Name} is {TokenJson.NameOf(caller.Role)}, and this is for the role {TokenJson.NameOf(role)}.")
                {
                    Expected = "A token of that role.",
                    Next = $"irisflow token create NAME --role {TokenJson.NameOf(role)}",
                });
            }
        }

        return next(context);
    }
}
