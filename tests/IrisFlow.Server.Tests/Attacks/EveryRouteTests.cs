namespace IrisFlow.Server.Tests.Attacks;

/// <summary>What holds for one route holds for all: names, origins, headers, tokens.</summary>
public sealed class EveryRouteTests(RunningServer server) : IClassFixture<RunningServer>
{
    public static TheoryData<string> Names => new(
        "127.0.0.1.nip.io", "127.0.0.1.nip.io:PORT", "evil.example", "localhost.evil.example:PORT", "localhost.", "127.1", "2130706433", "0x7f000001", "0.0.0.0:PORT", "[::ffff:127.0.0.1]", "user@localhost",
        "localhost, evil.example", "192.168.0.1:PORT", "localhost:99999");

    public static TheoryData<string> Pages => new(
        "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: http://evil.example", "Origin: null", "Origin: https://127.0.0.1:PORT", "Origin: http://127.0.0.1:1", "Origin: http://127.0.0.1:PORT.evil.example");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_route_answers_under_a_name_that_the_server_does_not_have(string name)
    {
        foreach (var operation in await Operation.AllAsync(server))
        {
            (await SendAsync(operation, $"Host: {Said(name)}")).IsRefused($"{operation} as {name}");
            Assert.Equal(400, (await SendAsync(operation, $"Host: {Said(name)}")).Status);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_route_answers_the_page_of_another_site(string header)
    {
        foreach (var operation in await Operation.AllAsync(server))
        {
            (await SendAsync(operation, Said(header))).Refuses(403, "IF860");
        }
    }

    [Fact]
    public async Task Every_route_is_strict_with_browsers_and_opens_nothing_to_other_sites()
    {
        foreach (var operation in await Operation.AllAsync(server))
        {
            foreach (var header in new[] { "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site", "Accept: text/html" })
            {
                var headers = (await SendAsync(operation, header)).Headers;

                Assert.Contains("default-src 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
                Assert.Contains("frame-ancestors 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
                Assert.DoesNotContain("unsafe", headers["Content-Security-Policy"], StringComparison.Ordinal);
                Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
                Assert.Equal("DENY", headers["X-Frame-Options"]);
                Assert.Equal("no-referrer", headers["Referrer-Policy"]);
                Assert.Equal("same-origin", headers["Cross-Origin-Resource-Policy"]);
                Assert.DoesNotContain(headers.Keys, h => h.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase) || h is "Server" or "X-Powered-By");
            }
        }
    }

    [Fact]
    public async Task A_token_that_is_almost_right_opens_no_route()
    {
        var token = server.Server.Token!;
        string[] wrong = [$"Bearer {token}x", $"Bearer {token[..^1]}", $"Bearer {token.ToUpperInvariant()}", $"Basic {token}", token, "Bearer", "Bearer null", $"bearer{token}"];
        using var stranger = server.Stranger();
        var operations = (await Operation.AllAsync(server)).Where(o => o.Document["security"] is null).ToList();

        // Twenty wrong tokens within a minute are enough: the routes take turns.
        for (var i = 0; i < operations.Count; i++)
        {
            var answer = await stranger.AttackAsync(operations[i].Method, operations[i].Address(), null, $"Authorization: {wrong[i % wrong.Length]}");
            Assert.True(answer.Status is 401 or 429, $"{operations[i]} with {wrong[i % wrong.Length]}: {answer}");
        }
    }

    [Fact]
    public async Task A_token_in_the_address_or_in_another_cookie_opens_no_route()
    {
        var token = server.Server.Token!;
        using var stranger = server.Stranger();
        foreach (var operation in (await Operation.AllAsync(server)).Where(o => o.Document["security"] is null))
        {
            (await stranger.AttackAsync(operation.Method, $"{operation.Address()}?token={token}&access_token={token}", null, $"Cookie: token={token}; irisflow-session={token}")).Refuses(401, "IF861");
        }
    }

    private string Said(string header) => header.Replace("PORT", $"{server.Server.Address.Port}", StringComparison.Ordinal);

    private Task<Answer> SendAsync(Operation operation, string header) => server.Client.AttackAsync(operation.Method, operation.Address(), null, header);
}
