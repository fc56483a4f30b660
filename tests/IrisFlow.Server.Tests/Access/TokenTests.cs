using System.Text.Json.Nodes;
using IrisFlow.Hosting.Access;

namespace IrisFlow.Server.Tests.Access;

public class TokenTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_token_is_shown_once_and_listed_without_its_text()
    {
        var made = (await CreateAsync("nightly", "operator", "2999-01-01T00:00:00Z")).Succeeds(201);

        var id = made.Json["id"]!.GetValue<string>();
        var listed = (await server.GetAsync("/api/tokens"))["items"]!.AsArray().Single(t => t!["id"]!.GetValue<string>() == id)!;
        Assert.Equal($"/api/tokens/{id}", made.Headers["Location"]);
        Assert.StartsWith("irisflow_", made.Json["token"]!.GetValue<string>());
        Assert.Null(listed["token"]);
        Assert.Equal(("nightly", "operator", true), (listed["name"]!.GetValue<string>(), listed["role"]!.GetValue<string>(), listed["valid"]!.GetValue<bool>()));
        Assert.Equal(Environment.UserName, listed["createdBy"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("viewer", 200, 403)]
    [InlineData("operator", 200, 403)]
    [InlineData("editor", 200, 200)]
    public async Task A_token_allows_what_its_role_allows(string role, int reading, int editing)
    {
        var token = (await CreateAsync(role, role)).Json["token"]!.GetValue<string>();

        Assert.Equal(reading, (await AsAsync(token, HttpMethod.Get, "/api/workflows")).Status);
        var answer = await AsAsync(token, HttpMethod.Get, "/api/tokens");
        Assert.Equal(editing, answer.Status);
        if (editing == 403)
        {
            answer.Refuses(403, "IF862");
        }
    }

    [Fact]
    public async Task A_token_that_was_taken_back_is_wrong_at_once_and_so_are_its_sessions()
    {
        var made = (await CreateAsync("short", "viewer")).Json;
        var (id, token) = (made["id"]!.GetValue<string>(), made["token"]!.GetValue<string>());
        using var browser = server.Stranger();
        var cookie = (await Answer.OfAsync(browser, HttpMethod.Post, "/api/session", new StringContent($$"""{"token":"{{token}}"}""", System.Text.Encoding.UTF8, "application/json"))).Succeeds(204)
            .Headers["Set-Cookie"].Split(';')[0];
        (await Answer.OfAsync(browser, HttpMethod.Get, "/api/session", null, $"Cookie: {cookie}")).Succeeds();

        (await server.SendAsync(HttpMethod.Delete, $"/api/tokens/{id}")).Succeeds(204);

        (await AsAsync(token, HttpMethod.Get, "/api/workflows")).Refuses(401, "IF861");
        (await Answer.OfAsync(browser, HttpMethod.Get, "/api/session", null, $"Cookie: {cookie}")).Refuses(401, "IF861");
        (await server.SendAsync(HttpMethod.Delete, $"/api/tokens/{id}")).Succeeds(204);
    }

    [Fact]
    public async Task A_token_that_is_over_is_wrong()
    {
        var text = Secret.New();
        var past = DateTimeOffset.UtcNow.AddSeconds(-1);
        server.Workspace.Store.Write(w => w.SaveToken(new("over", "over", Role.Editor, past, "ada") { ExpiresAt = past }, Secret.HashOf(text)));

        (await AsAsync(text, HttpMethod.Get, "/api/workflows")).Refuses(401, "IF861");
    }

    [Fact]
    public async Task When_a_token_was_used_is_told()
    {
        var made = (await CreateAsync("used", "viewer")).Json;
        await AsAsync(made["token"]!.GetValue<string>(), HttpMethod.Get, "/api/workflows");

        Assert.NotNull(server.Workspace.Store.Tokens().Single(t => t.Id == made["id"]!.GetValue<string>()).UsedAt);
    }

    [Theory]
    [InlineData("", "viewer", null, "/name")]
    [InlineData("a\nb", "viewer", null, "/name")]
    [InlineData("a", "viewer", "2001-01-01T00:00:00Z", "/expiresAt")]
    [InlineData("a", "admin", null, "/role")]
    public async Task A_token_that_makes_no_sense_is_refused(string name, string role, string? expiresAt, string pointer) =>
        Assert.Contains((await CreateAsync(name, role, expiresAt)).Findings, f => f["pointer"]?.GetValue<string>() == pointer);

    [Fact]
    public async Task A_token_that_there_is_not_can_not_be_taken_back() => (await server.SendAsync(HttpMethod.Delete, "/api/tokens/nothing")).Refuses(404, "IF864");

    private Task<Answer> CreateAsync(string name, string role, string? expiresAt = null)
    {
        var body = new JsonObject { ["name"] = name, ["role"] = role };
        if (expiresAt is not null)
        {
            body["expiresAt"] = expiresAt;
        }

        return server.SendAsync(HttpMethod.Post, "/api/tokens", body);
    }

    private async Task<Answer> AsAsync(string token, HttpMethod method, string path)
    {
        using var program = server.Stranger();
        return await Answer.OfAsync(program, method, path, null, $"Authorization: Bearer {token}");
    }
}
