using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IrisFlow.Server.Description;

/// <summary>The type that a route reads its JSON body as.</summary>
internal sealed record TakenBody(Type Type);

/// <summary>The published schema of what a route answers.</summary>
internal sealed record GivenDocument(string Schema, int Status);

/// <summary>A member of the query that a route reads, beyond those that stand in its signature.</summary>
internal sealed record ReadQuery(string Name);

/// <summary>How a route says what its document can't be told from its signature.</summary>
internal static class RouteDescription
{
    /// <summary>The route reads its body as this type.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route) => route.WithMetadata(new TakenBody(typeof(T)));

    /// <summary>The route answers with a document that <c>src/docs/schemas</c> describes.</summary>
    /// <param name="route">The route.</param>
    /// <param name="schema">The schema's name, such as <c>plan</c>.</param>
    /// <param name="status">The status of the answer.</param>
    public static RouteHandlerBuilder Gives(this RouteHandlerBuilder route, string schema, int status = StatusCodes.Status200OK) => route.WithMetadata(new GivenDocument(schema, status));

    /// <summary>The route reads these members of the query.</summary>
    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder route, params string[] names) => route.WithMetadata([.. names.Select(n => new ReadQuery(n))]);

    /// <summary>The route answers page by page.</summary>
    public static RouteHandlerBuilder Pages(this RouteHandlerBuilder route, params string[] filters) => route.Reads([.. filters, "limit", "after"]);
}
