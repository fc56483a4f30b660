using System.Text.Json.Nodes;

namespace IrisFlow.Server.Tests.Access;

public class AuditTests
{
    [Fact]
    public async Task Every_change_is_on_record_with_who_asked_for_it_and_how_it_ended()
    {
        await using var server = await RunningServer.StartAsync();
        var made = (await server.SendAsync(HttpMethod.Post, "/api/tokens", new JsonObject { ["name"] = "nightly", ["role"] = "viewer" })).Succeeds(201).Json;
        await server.SendAsync(HttpMethod.Post, "/api/tokens", new JsonObject { ["name"] = "", ["role"] = "viewer" });
        await AsAsync(server, made, HttpMethod.Delete, $"/api/tokens/{made["id"]}");
        await server.SendAsync(HttpMethod.Get, "/api/workflows");
        await server.SendAsync(HttpMethod.Delete, "/api/session");

        var trail = (await server.GetAsync("/api/audit"))["items"]!.AsArray();

        Assert.Equal(
            [
                $"{Environment.UserName} signOut /api/session 204",
                $"nightly revokeToken /api/tokens/{made["id"]} 403 IF862",
                $"{Environment.UserName} createToken /api/tokens 422 IF868",
                $"{Environment.UserName} createToken /api/tokens 201",
            ],
            trail.Select(Line));
        Assert.All(trail, t => Assert.InRange(t!["at"]!.GetValue<DateTimeOffset>(), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1)));
    }

    [Fact]
    public async Task Who_signs_in_is_on_record_and_so_is_a_wrong_token_but_never_its_text()
    {
        await using var server = await RunningServer.StartAsync();
        using var browser = server.Stranger();
        foreach (var token in new[] { "wrong-secret", server.Server.Token! })
        {
            await Answer.OfAsync(browser, HttpMethod.Post, "/api/session", new StringContent($$"""{"token":"{{token}}"}""", System.Text.Encoding.UTF8, "application/json"));
        }

        var trail = await server.SendAsync(HttpMethod.Get, "/api/audit");

        Assert.Equal([$"{Environment.UserName} signIn /api/session 204", "unknown signIn /api/session 401 IF861"], trail.Json["items"]!.AsArray().Select(Line));
        Assert.DoesNotContain("wrong-secret", trail.Text);
        Assert.DoesNotContain(server.Server.Token!, trail.Text);
    }

    [Fact]
    public async Task Drafts_that_are_kept_while_somebody_types_are_not_on_record_but_who_may_not_keep_them_is()
    {
        await using var server = await RunningServer.StartAsync();
        var viewer = (await server.SendAsync(HttpMethod.Post, "/api/tokens", new JsonObject { ["name"] = "looker", ["role"] = "viewer" })).Succeeds(201).Json;
        var draft = new JsonObject { ["definition"] = new JsonObject(), ["layout"] = new JsonObject(), ["base"] = null };

        (await server.SendAsync(HttpMethod.Put, "/api/workflows/iris/draft", draft, "If-None-Match: *")).Succeeds();
        await AsAsync(server, viewer, HttpMethod.Delete, "/api/workflows/iris/draft");

        var trail = (await server.GetAsync("/api/audit"))["items"]!.AsArray();
        Assert.Equal(["looker deleteDraft /api/workflows/iris/draft 403 IF862", $"{Environment.UserName} createToken /api/tokens 201"], trail.Select(Line));
    }

    [Fact]
    public async Task The_trail_is_read_page_by_page()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var name in new[] { "a", "b", "c" })
        {
            await server.SendAsync(HttpMethod.Post, "/api/tokens", new JsonObject { ["name"] = name, ["role"] = "viewer" });
        }

        var first = await server.GetAsync("/api/audit?limit=2");
        var second = await server.GetAsync($"/api/audit?limit=2&after={first["next"]}");

        Assert.Equal((2, 1, true), (first["items"]!.AsArray().Count, second["items"]!.AsArray().Count, second["next"] is null));
        (await server.SendAsync(HttpMethod.Get, "/api/audit?after=eHg")).Refuses(400, "IF858");
    }

    private static string Line(JsonNode? record) =>
        $"{record!["actor"]} {record["action"]} {record["subject"]} {record["detail"]!["status"]} {record["detail"]!["rule"]}".TrimEnd();

    private static async Task AsAsync(RunningServer server, JsonNode token, HttpMethod method, string path)
    {
        using var program = server.Stranger();
        await Answer.OfAsync(program, method, path, null, $"Authorization: Bearer {token["token"]}");
    }
}
