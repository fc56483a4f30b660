using System.Net.Sockets;
using System.Text;

namespace IrisFlow.Server.Tests.Reading;

public class LimitTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("Content-Length: 5000000\r\n\r\n", 413)]
    [InlineData("Content-Length: -1\r\n\r\n", 400)]
    [InlineData("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nnothing\r\n", 400)]
    public async Task A_request_that_is_larger_than_the_server_takes_is_refused(string rest, int status) =>
        Assert.StartsWith($"HTTP/1.1 {status}", await AskAsync($"POST /api/tokens HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {server.Server.Token}\r\nContent-Type: application/json\r\n{rest}"));

    [Fact]
    public async Task An_address_that_is_longer_than_any_of_ours_is_refused() =>
        Assert.StartsWith("HTTP/1.1 414", await AskAsync($"GET /api/{new string('x', 10_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n"));

    [Fact]
    public async Task Headers_that_are_more_than_anybody_needs_are_refused() =>
        Assert.StartsWith("HTTP/1.1 431", await AskAsync($"GET /api/workflows HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, 100).Select(i => $"X-{i}: 1\r\n"))}\r\n"));

    private async Task<string> AskAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Server.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() ?? "";
    }
}
