using System.Text.Json.Nodes;

namespace IrisFlow.Server.Tests;

/// <summary>What the server answered, read to its end.</summary>
/// <param name="Status">The status.</param>
/// <param name="Text">The body.</param>
/// <param name="MediaType">The type of the body; null without one.</param>
/// <param name="Headers">All headers, those of the body among them.</param>
public sealed record Answer(int Status, string Text, string? MediaType, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>What identifies the state that was shown.</summary>
    public string ETag => Headers["ETag"];

    /// <summary>The findings of a refusal.</summary>
    public IReadOnlyList<JsonNode> Findings => [.. Json["findings"]!.AsArray().Select(f => f!)];

    /// <summary>Sends a request and reads the answer.</summary>
    public static async Task<Answer> OfAsync(HttpClient client, HttpMethod method, string path, HttpContent? content = null, params string[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim());
        }

        using var response = await client.SendAsync(request);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType, all);
    }

    /// <summary>The server refused with this status and rule, in the form that every refusal has.</summary>
    public Answer Refuses(int status, string rule)
    {
        Assert.True(Status == status, ToString());
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal($"https://irisflow.dev/rules/{rule}", Json["type"]!.GetValue<string>());
        Assert.Equal(status, Json["status"]!.GetValue<int>());
        Assert.NotEmpty(Json["title"]!.GetValue<string>());
        Assert.NotEmpty(Json["traceId"]!.GetValue<string>());
        Assert.Contains(Findings, f => f["rule"]!.GetValue<string>() == rule);
        return this;
    }

    /// <summary>The server did what it was asked.</summary>
    public Answer Succeeds(int status = 200)
    {
        Assert.True(Status == status, ToString());
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Status} {MediaType}\n{Text}";
}
