using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IrisFlow.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace IrisFlow.Server.Paging;

/// <summary>Which page of a list is asked for: <c>?limit=50&amp;after=CURSOR</c>.</summary>
/// <param name="Limit">At most so many items.</param>
/// <param name="After">What the item before the page's first is known by; null for the first page.</param>
internal sealed record PageRequest(int Limit, string? After)
{
    private const int Most = 500;

    /// <summary>One more than the page holds: ask for so many, and the page knows whether another follows.</summary>
    public int Fetch => Limit + 1;

    /// <exception cref="IrisFlowException">The limit is no number between 1 and 500, or the cursor is none of ours.</exception>
    public static PageRequest Of(HttpContext context)
    {
        var query = context.Request.Query;
        var limit = query["limit"] is { Count: > 0 } given ? Number(given.ToString()) : 50;
        return new(limit, query["after"] is { Count: > 0 } cursor ? Read(cursor.ToString()) : null);
    }

    /// <summary>The number that the item before the page's first is known by; null for the first page.</summary>
    /// <exception cref="IrisFlowException">The cursor is none of a list whose items are known by numbers.</exception>
    public long? AfterNumber => After is null ? null : long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw NoCursor();

    /// <summary>The page as a document.</summary>
    /// <param name="found">The items from the page's first on, at most <see cref="Fetch"/>.</param>
    /// <param name="key">What an item is known by.</param>
    /// <param name="write">Writes an item.</param>
    public Document Page<T>(IReadOnlyList<T> found, Func<T, string> key, Action<Utf8JsonWriter, T> write) => new(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var item in found.Take(Limit))
        {
            write(json, item);
        }

        json.WriteEndArray();
        json.WriteString("next", found.Count > Limit ? Cursor(key(found[Limit - 1])) : null);
        json.WriteEndObject();
    });

    /// <summary>A key as a text that nobody is tempted to make up.</summary>
    public static string Cursor(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    /// <summary>What is said of a cursor that no page gave.</summary>
    public static Refusal NoCursor() => Wrong("?after= is no cursor.", "It is the 'next' of the page before.");

    private static string Read(string cursor)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            throw NoCursor();
        }
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most
        ? number
        : throw Wrong("?limit= is not as it should be.", $"It is a number from 1 to {Most}.");

    private static Refusal Wrong(string message, string expected) => new(StatusCodes.Status400BadRequest, new Finding("IF858", message) { Expected = expected });
}
