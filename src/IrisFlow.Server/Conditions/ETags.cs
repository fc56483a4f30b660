using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IrisFlow.Server.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IrisFlow.Server.Conditions;

/// <summary>Names the state of what can be edited, and holds a change to the state that it was made from.</summary>
internal static class ETags
{
    /// <summary>The name of a state: a hash of all that makes it up.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return $"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}\"";
    }

    /// <summary>Refuses a change that was not made from the state as it is: 428 where it does not say which, 412 where that was another one.</summary>
    /// <param name="context">The request, with <c>If-Match</c>, or <c>If-None-Match: *</c> for something new.</param>
    /// <param name="current">The state as it is; null where there is nothing yet.</param>
    /// <param name="document">Writes the current document, for the answer to say what is there now.</param>
    /// <exception cref="IrisFlowException">The change must not be made.</exception>
    public static void Demand(HttpContext context, string? current, Action<Utf8JsonWriter>? document = null)
    {
        var headers = context.Request.GetTypedHeaders();
        var mustBeNew = headers.IfNoneMatch.Any(t => t.Tag == "*");
        if (headers.IfMatch.Count == 0 && !mustBeNew)
        {
            throw new Refusal(StatusCodes.Status428PreconditionRequired, new Finding("IF857", "The change does not say which state it was made from.")
            {
                Expected = "If-Match: the ETag of what was read; or If-None-Match: * for something new.",
            });
        }

        // A weak tag never proves that two states are the same (RFC 9110, 13.1.1).
        var holds = mustBeNew ? current is null : current is not null && headers.IfMatch.Any(t => t.Tag == "*" || (!t.IsWeak && t.Tag == current));
        if (!holds)
        {
            throw new Refusal(StatusCodes.Status412PreconditionFailed, new Finding("IF857", current is null ? "It is not there any more." : mustBeNew ? "It is there already." : "It was changed since it was read.")
            {
                Expected = "Look at what is there now, and make the change from that.",
            })
            {
                Headers = current is null ? new Dictionary<string, string>() : new() { [HeaderNames.ETag] = current },
                More = current is null || document is null ? null : json =>
                {
                    json.WritePropertyName("current");
                    document(json);
                },
            };
        }
    }

    /// <summary>Whether whoever asks has this state already, so that there is nothing to send.</summary>
    public static bool IsKnown(HttpContext context, string etag) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Tag == etag);
}
