using System.Text.Json.Nodes;

namespace IrisFlow.Server.Tests.Events;

/// <summary>An event of the stream as a browser sees it.</summary>
/// <param name="Id">The last number that was given.</param>
/// <param name="Type">Its type.</param>
/// <param name="Data">Its data.</param>
public sealed record Heard(long Id, string Type, JsonNode Data)
{
    /// <summary>What happened: <c>step-started train</c>.</summary>
    public string Name => $"{Data["event"]} {Data["step"]}".Trim();
}

/// <summary>Reads the stream of events.</summary>
public sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventReader(HttpResponseMessage response, StreamReader lines) => (_response, _lines) = (response, lines);

    /// <summary>The number from which on a reader that comes back is told what it has missed.</summary>
    public long Last { get; private set; }

    /// <summary>How many events were read.</summary>
    public int Count { get; private set; }

    /// <summary>Begins to listen; when it returns the server has heard of it.</summary>
    public static async Task<EventReader> JoinAsync(HttpClient client, long? last = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/events");
        if (last is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", $"{last}");
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var reader = new EventReader(response, new(await response.Content.ReadAsStreamAsync()));
        await reader.BlockAsync();
        return reader;
    }

    /// <summary>The next event; null when the stream has ended.</summary>
    public async Task<Heard?> NextAsync()
    {
        while (await BlockAsync() is { } block)
        {
            if (block.TryGetValue("data", out var data))
            {
                Count++;
                return new(Last, block["event"], JsonNode.Parse(data)!);
            }
        }

        return null;
    }

    /// <summary>All events up to one, with it.</summary>
    public async Task<IReadOnlyList<Heard>> UntilAsync(Func<Heard, bool> isLast)
    {
        var heard = new List<Heard>();
        while (await NextAsync() is { } next)
        {
            heard.Add(next);
            if (isLast(next))
            {
                return heard;
            }
        }

        throw new InvalidOperationException($"The stream ended after {string.Join(", ", heard.Select(h => h.Name))}.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }

    private async Task<Dictionary<string, string>?> BlockAsync()
    {
        var block = new Dictionary<string, string>();
        try
        {
            while (await _lines.ReadLineAsync() is { } line)
            {
                if (line.Length == 0)
                {
                    Last = block.TryGetValue("id", out var id) ? long.Parse(id, System.Globalization.CultureInfo.InvariantCulture) : Last;
                    return block;
                }

                var colon = line.IndexOf(": ", StringComparison.Ordinal);
                block[line[..colon]] = line[(colon + 2)..];
            }
        }
        catch (Exception problem) when (problem is IOException or HttpRequestException)
        {
            // The server is gone.
        }

        return null;
    }
}
