using System.Text;

namespace IrisFlow.Server.Tests.Attacks;

/// <summary>Requests as an attacker sends them: the address as it is written, nothing tidied up on the way.</summary>
internal static class Attack
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Sends a request, and reads the answer unless it is a stream without an end.</summary>
    public static async Task<Answer> AttackAsync(this HttpClient client, HttpMethod method, string address, HttpContent? content = null, params string[] headers)
    {
        var whole = client.BaseAddress!.GetLeftPart(UriPartial.Authority) + address;
        using var request = new HttpRequestMessage(method, new Uri(whole, in AsWritten)) { Content = content };
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim());
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new((int)response.StatusCode, mediaType == "text/event-stream" ? "" : await response.Content.ReadAsStringAsync(), mediaType, all);
    }

    /// <summary>A JSON body.</summary>
    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>The server refused, in the form of every refusal; what Kestrel itself can't read it refuses without a word.</summary>
    public static void IsRefused(this Answer answer, string what)
    {
        Assert.True(answer.Status is >= 400 and < 500, $"{what}: {answer}");
        answer.IsNoFault(what);
    }

    /// <summary>Whatever was answered, it was no fault of the server, and a refusal is a problem.</summary>
    public static void IsNoFault(this Answer answer, string what)
    {
        Assert.True(answer.Status < 500, $"{what}: {answer}");
        Assert.True(answer.Status < 400 || answer.MediaType == "application/problem+json" || (answer is { Status: 400 or 414 or 431, Text: "" }), $"{what}: {answer}");
    }
}
