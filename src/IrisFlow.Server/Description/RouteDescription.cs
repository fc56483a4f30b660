using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IrisFlow.Server.Description;

/// <summary>The type that a route reads its JSON body as.</summary>
internal sealed record TakenBody(Type Type);

/// <summary>What a route answers when it does what it was asked.</summary>
/// <param name="Status">The status.</param>
internal sealed record GivenAnswer(int Status)
{
    /// <summary>The published schema of the JSON document; null for no document.</summary>
    public string? Schema { get; init; }

    /// <summary>True where the document is a list of what the schema describes, under <c>items</c>.</summary>
    public bool IsList { get; init; }

    /// <summary>The media types of an answer that is no JSON document.</summary>
    public IReadOnlyList<string> MediaTypes { get; init; } = [];
}

/// <summary>A text that a route reads, beyond those that stand in its signature.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place"><c>query</c> or <c>header</c>.</param>
internal sealed record ReadParameter(string Name, string Place);

/// <summary>How a route says what its document can't be told from its signature.</summary>
internal static class RouteDescription
{
    /// <summary>The route reads its body as this type.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route) => route.WithMetadata(new TakenBody(typeof(T)));

    /// <summary>The route answers with a document that <c>src/docs/schemas</c> describes.</summary>
    /// <param name="route">The route.</param>
    /// <param name="schema">The schema's name, such as <c>plan</c>.</param>
    /// <param name="statuses">The statuses that the answer can have; 200 where none is named.</param>
    public static RouteHandlerBuilder Gives(this RouteHandlerBuilder route, string schema, params int[] statuses) =>
        route.WithMetadata([.. (statuses is [] ? [StatusCodes.Status200OK] : statuses).Select(s => new GivenAnswer(s) { Schema = schema })]);

    /// <summary>The route does what it is asked, and there is nothing to say.</summary>
    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder route) => route.WithMetadata(new GivenAnswer(StatusCodes.Status204NoContent));

    /// <summary>The route answers with something that is no JSON document, of one of these types.</summary>
    public static RouteHandlerBuilder GivesFile(this RouteHandlerBuilder route, params string[] mediaTypes) => route.WithMetadata(new GivenAnswer(StatusCodes.Status200OK) { MediaTypes = mediaTypes });

    /// <summary>The route answers with a whole list.</summary>
    /// <param name="route">The route.</param>
    /// <param name="schema">The schema of an item, or of a list of them.</param>
    public static RouteHandlerBuilder Lists(this RouteHandlerBuilder route, string schema) => route.WithMetadata(new GivenAnswer(StatusCodes.Status200OK) { Schema = schema, IsList = true });

    /// <summary>The route answers with a list, page by page.</summary>
    /// <param name="route">The route.</param>
    /// <param name="schema">The schema of an item, or of a list of them.</param>
    /// <param name="filters">What the query can ask for.</param>
    public static RouteHandlerBuilder Pages(this RouteHandlerBuilder route, string schema, params string[] filters) => route.Lists(schema).Reads([.. filters, "limit", "after"]);

    /// <summary>The route reads these members of the query.</summary>
    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder route, params string[] names) => route.WithMetadata([.. names.Select(n => new ReadParameter(n, "query"))]);

    /// <summary>The route reads these headers.</summary>
    public static RouteHandlerBuilder ReadsHeaders(this RouteHandlerBuilder route, params string[] names) => route.WithMetadata([.. names.Select(n => new ReadParameter(n, "header"))]);

    /// <summary>The route changes what can be edited, if it is still as whoever asks has seen it.</summary>
    public static RouteHandlerBuilder IfUnchanged(this RouteHandlerBuilder route) => route.ReadsHeaders("If-Match", "If-None-Match");

    /// <summary>The route does the same thing once, however often it is asked with the same key.</summary>
    public static RouteHandlerBuilder OnceOnly(this RouteHandlerBuilder route) => route.ReadsHeaders("Idempotency-Key");
}
