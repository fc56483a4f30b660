using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace IrisFlow.Server.Tests.Origins;

public class OriginTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:PORT")]
    [InlineData("localhost:PORT")]
    [InlineData("LocalHost:8080")]
    [InlineData("[::1]:PORT")]
    [InlineData("[::1]")]
    public async Task A_name_of_this_machine_is_answered(string host) => Assert.StartsWith("HTTP/1.1 200", await RawAsync($"Host: {host}"));

    [Theory]
    [InlineData("Host: 127.0.0.1.nip.io")]
    [InlineData("Host: 127.0.0.1.nip.io:PORT")]
    [InlineData("Host: evil.example")]
    [InlineData("Host: localhost.evil.example:PORT")]
    [InlineData("Host: localhost.")]
    [InlineData("Host: 127.0.0.1.")]
    [InlineData("Host: 127.1")]
    [InlineData("Host: 2130706433")]
    [InlineData("Host: 0x7f000001")]
    [InlineData("Host: 0.0.0.0:PORT")]
    [InlineData("Host: [::]")]
    [InlineData("Host: [::ffff:127.0.0.1]")]
    [InlineData("Host: ::1")]
    [InlineData("Host: localhost:PORT:PORT")]
    [InlineData("Host: localhost:0")]
    [InlineData("Host: localhost:99999")]
    [InlineData("Host: localhost:")]
    [InlineData("Host: user@localhost")]
    [InlineData("Host: localhost, evil.example")]
    [InlineData("Host:")]
    [InlineData("X-Forwarded-Host: localhost")]
    [InlineData("Host: localhost\r\nHost: localhost")]
    [InlineData("Host: evil.example\r\nX-Forwarded-Host: localhost")]
    public async Task Any_other_name_is_refused(string headers) => Assert.StartsWith("HTTP/1.1 400", await RawAsync(headers));

    [Fact]
    public async Task A_name_that_the_server_was_given_is_answered()
    {
        await using var named = await RunningServer.StartAsync(options: o => o with { HostNames = ["flow.example"] });

        (await named.SendAsync(HttpMethod.Get, "/api/session", null, "Host: flow.example:8443")).Succeeds();
        (await named.SendAsync(HttpMethod.Get, "/api/session", null, "Host: other.example")).Refuses(400, "IF859");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site: cross-site")]
    [InlineData("Sec-Fetch-Site: same-site")]
    [InlineData("Sec-Fetch-Site: anything")]
    [InlineData("Origin: http://evil.example")]
    [InlineData("Origin: null")]
    [InlineData("Origin: https://127.0.0.1:PORT")]
    [InlineData("Origin: http://127.0.0.1:1")]
    [InlineData("Origin: http://127.0.0.1")]
    [InlineData("Origin: http://localhost:PORT")]
    [InlineData("Origin: http://127.0.0.1:PORT@evil.example")]
    [InlineData("Origin: http://127.0.0.1:PORT.evil.example")]
    [InlineData("Origin: http://evil.example#127.0.0.1:PORT")]
    [InlineData("Origin: ")]
    public async Task What_the_page_of_another_site_asks_for_is_refused_whatever_it_carries(string header)
    {
        var said = header.Replace("PORT", $"{server.Server.Address.Port}", StringComparison.Ordinal);

        (await server.SendAsync(HttpMethod.Post, "/api/tokens", Token(), said)).Refuses(403, "IF860");
        (await server.SendAsync(HttpMethod.Delete, "/api/session", null, said)).Refuses(403, "IF860");
        (await server.SendAsync(HttpMethod.Get, "/api/events", null, said)).Refuses(403, "IF860");
        (await server.SendAsync(HttpMethod.Get, "/api/workflows", null, said)).Refuses(403, "IF860");
        Assert.DoesNotContain((await server.GetAsync("/api/tokens"))["items"]!.AsArray(), t => t!["name"]!.GetValue<string>() == "stolen");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site: same-origin")]
    [InlineData("Sec-Fetch-Site: none")]
    [InlineData("Origin: http://127.0.0.1:PORT")]
    public async Task What_the_designer_asks_for_is_answered(string header) =>
        (await server.SendAsync(HttpMethod.Get, "/api/workflows", null, header.Replace("PORT", $"{server.Server.Address.Port}", StringComparison.Ordinal))).Succeeds();

    [Theory]
    [InlineData("GET", "/api/workflows")]
    [InlineData("GET", "/api/nothing")]
    [InlineData("GET", "/nothing.js")]
    [InlineData("OPTIONS", "/api/workflows")]
    [InlineData("POST", "/api/session")]
    public async Task Every_answer_is_strict_with_browsers_and_opens_nothing_to_other_sites(string method, string path)
    {
        var headers = (await server.SendAsync(new HttpMethod(method), path)).Headers;

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            headers["Content-Security-Policy"]);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Equal("DENY", headers["X-Frame-Options"]);
        Assert.Equal("no-referrer", headers["Referrer-Policy"]);
        Assert.Equal("same-origin", headers["Cross-Origin-Opener-Policy"]);
        Assert.Equal("same-origin", headers["Cross-Origin-Resource-Policy"]);
        Assert.DoesNotContain(headers.Keys, h => h.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase) || h is "Server");
        if (path.StartsWith("/api", StringComparison.Ordinal))
        {
            Assert.Equal("private, no-cache", string.Join(", ", headers["Cache-Control"].Split(", ").Order().Reverse()));
        }
    }

    private static JsonObject Token() => new() { ["name"] = "stolen", ["role"] = "editor" };

    private async Task<string> RawAsync(string headers)
    {
        var port = server.Server.Address.Port;
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var stream = client.GetStream();
        var request = $"GET /api/session HTTP/1.1\r\n{headers.Replace("PORT", $"{port}", StringComparison.Ordinal)}\r\nAuthorization: Bearer {server.Server.Token}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
