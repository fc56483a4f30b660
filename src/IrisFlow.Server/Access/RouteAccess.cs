using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IrisFlow.Server.Access;

/// <summary>What a route asks of its caller, where its method does not say: a GET is for viewers, all else for operators and on record.</summary>
/// <param name="Role">The role that is enough; null where anybody may call.</param>
/// <param name="Changes">Whether it changes anything, so that it goes on record.</param>
internal sealed record RouteAccess(Role? Role, bool Changes)
{
    /// <summary>What it keeps is kept anew at every pause of whoever types, and counts for nothing yet: only who is refused goes on record.</summary>
    public bool KeepsDrafts { get; init; }

    /// <summary>What a request asks of its caller.</summary>
    public static RouteAccess Of(HttpContext context) => Of(context.GetEndpoint(), context.Request.Method);

    /// <summary>What a route asks of its caller.</summary>
    public static RouteAccess Of(Endpoint? route, string method) =>
        route?.Metadata.GetMetadata<RouteAccess>() is { } said ? said with { Changes = said.Changes && IsUnsafe(method) }
        : IsUnsafe(method) ? new(IrisFlow.Role.Operator, true)
        : new(IrisFlow.Role.Viewer, false);

    /// <summary>Whether a method may change something.</summary>
    public static bool IsUnsafe(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);
}

/// <summary>How a route says what it asks of its caller.</summary>
internal static class RouteAccessConventions
{
    /// <summary>The route is for this role and those above it.</summary>
    public static T For<T>(this T route, Role role)
        where T : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(role, true));

    /// <summary>The route keeps what an editor has not saved yet.</summary>
    public static T ForDrafts<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(IrisFlow.Role.Editor, true) { KeepsDrafts = true });

    /// <summary>The route is a question, though its method is POST: it changes nothing, so a viewer may ask and it is not on record.</summary>
    public static T Asks<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(Role.Viewer, false));

    /// <summary>Anybody may call the route; it goes on record.</summary>
    public static T ForAnybody<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(null, true));
}
