using System.Net.Sockets;
using System.Text;

namespace IrisFlow.Server.Tests.Attacks;

/// <summary>Many who begin a request and never end it keep nobody else from being answered, and are hung up on.</summary>
public sealed class SlowTests(RunningServer server) : IClassFixture<RunningServer>
{
    private string Head => $"HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {server.Server.Token}\r\n";

    [Fact]
    public async Task Headers_that_do_not_end_and_bodies_that_do_not_come_are_waited_for_only_so_long()
    {
        var headers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => BeginAsync($"GET /api/workflows {Head}X-{i}: ")));
        var bodies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => BeginAsync($"POST /api/plans {Head}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{")));
        var uploads = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => BeginAsync($"POST /api/uploads?name=slow.csv {Head}Content-Length: 1000000\r\n\r\nn\n1\n")));

        (await server.SendAsync(HttpMethod.Get, "/api/workflows")).Succeeds();

        Assert.All(await EndsAsync(headers), e => Assert.True(e == "" || e.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), e));
        Assert.All((await EndsAsync(bodies)).Concat(await EndsAsync(uploads)), e => Assert.StartsWith("HTTP/1.1 408", e));
        (await server.SendAsync(HttpMethod.Get, "/api/workflows")).Succeeds();
        Assert.DoesNotContain(Directory.EnumerateFiles(server.Workspace.Artifacts, "*.csv", SearchOption.AllDirectories), _ => true);
    }

    private async Task<TcpClient> BeginAsync(string request)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Server.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        return client;
    }

    /// <summary>What each was told before the server hung up.</summary>
    private static Task<string[]> EndsAsync(IEnumerable<TcpClient> clients) => Task.WhenAll(clients.Select(async client =>
    {
        using var reader = new StreamReader(client.GetStream());
        try
        {
            return await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            return "";
        }
        finally
        {
            client.Dispose();
        }
    }));
}
