using System.Text.Json.Nodes;
using IrisFlow.Hosting.Access;

namespace IrisFlow.Server.Tests.Access;

public class SessionTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task The_token_that_the_server_printed_signs_in_as_an_editor()
    {
        using var browser = server.Stranger();
        var cookie = await SignInAsync(browser, server.Server.Token!);

        var session = (await Answer.OfAsync(browser, HttpMethod.Get, "/api/session", null, $"Cookie: {cookie}")).Succeeds().Json;

        Assert.Equal("editor", session["role"]!.GetValue<string>());
        Assert.Equal(Environment.UserName, session["name"]!.GetValue<string>());
        Assert.NotEmpty(session["workspace"]!.GetValue<string>());
        Assert.NotEmpty(session["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_cookie_is_for_this_server_only_and_no_script_reads_it()
    {
        using var browser = server.Stranger();
        var answer = (await SignInAnswerAsync(browser, server.Server.Token!)).Succeeds(204);

        Assert.Matches($"^irisflow-session-{server.Server.Address.Port}=irisflow_[\\w-]{{43}}; expires=.*; path=/; samesite=strict; httponly$", answer.Headers["Set-Cookie"]);
        Assert.DoesNotContain(server.Server.Token!, answer.Headers["Set-Cookie"]);
    }

    [Fact]
    public async Task Behind_TLS_the_cookie_never_travels_without_it()
    {
        await using var behind = await RunningServer.StartAsync(options: o => o with { IsBehindTls = true });
        using var browser = behind.Stranger();

        Assert.Contains("; secure;", (await SignInAnswerAsync(browser, behind.Server.Token!)).Headers["Set-Cookie"]);
        (await behind.SendAsync(HttpMethod.Get, "/api/session", null, $"Origin: https://127.0.0.1:{behind.Server.Address.Port}")).Succeeds();
    }

    [Fact]
    public async Task The_address_to_open_holds_the_token_where_browsers_do_not_send_it() =>
        Assert.Equal($"{server.Server.Address}#token={server.Server.Token}", await Task.FromResult(server.Server.SignInAddress.ToString()));

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    [InlineData("irisflow_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_wrong_token_signs_nobody_in(string token)
    {
        using var browser = server.Stranger();
        var answer = (await SignInAnswerAsync(browser, token)).Refuses(401, "IF861");

        Assert.DoesNotContain("Set-Cookie", answer.Headers.Keys);
    }

    [Fact]
    public async Task A_session_goes_on_when_the_server_starts_again_and_the_token_that_it_printed_does_not()
    {
        await using var restarted = await RunningServer.StartAsync();
        using var browser = restarted.Stranger();
        var printed = restarted.Server.Token!;
        var cookie = await SignInAsync(browser, printed);

        await restarted.RestartAsync();

        (await Answer.OfAsync(browser, HttpMethod.Get, "/api/session", null, $"Cookie: {cookie}")).Succeeds();
        (await Answer.OfAsync(browser, HttpMethod.Get, "/api/session", null, $"Authorization: Bearer {printed}")).Refuses(401, "IF861");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_wherever_its_cookie_went()
    {
        using var browser = server.Stranger();
        var cookie = await SignInAsync(browser, server.Server.Token!);

        var answer = (await Answer.OfAsync(browser, HttpMethod.Delete, "/api/session", null, $"Cookie: {cookie}")).Succeeds(204);

        Assert.Contains("expires=Thu, 01 Jan 1970", answer.Headers["Set-Cookie"]);
        (await Answer.OfAsync(browser, HttpMethod.Get, "/api/session", null, $"Cookie: {cookie}")).Refuses(401, "IF861");
    }

    [Fact]
    public async Task A_session_that_is_over_is_none()
    {
        var secret = Secret.New();
        var now = DateTimeOffset.UtcNow;
        server.Workspace.Store.Write(w => w.SaveSession(new("ada", Role.Editor, now.AddSeconds(-1)), Secret.HashOf(secret), now.AddDays(-1)));
        using var browser = server.Stranger();

        (await Answer.OfAsync(browser, HttpMethod.Get, "/api/session", null, $"Cookie: irisflow-session-{server.Server.Address.Port}={secret}")).Refuses(401, "IF861");
    }

    [Theory]
    [InlineData("Authorization: Basic YTpi")]
    [InlineData("Authorization: Bearer")]
    [InlineData("Authorization: Bearer ")]
    [InlineData("Authorization: Bearer wrong")]
    [InlineData("Cookie: irisflow-session-PORT=wrong")]
    [InlineData("Cookie: irisflow-session-1=TOKEN")]
    [InlineData("Cookie: irisflow-session-PORT=TOKEN")]
    [InlineData("X-Token: TOKEN")]
    public async Task Nothing_else_lets_anybody_in(string header)
    {
        using var stranger = server.Stranger();
        var said = header.Replace("PORT", $"{server.Server.Address.Port}", StringComparison.Ordinal).Replace("TOKEN", server.Server.Token, StringComparison.Ordinal);

        var answer = (await Answer.OfAsync(stranger, HttpMethod.Get, "/api/workflows", null, said)).Refuses(401, "IF861");

        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task A_token_in_the_address_is_none()
    {
        using var stranger = server.Stranger();

        (await Answer.OfAsync(stranger, HttpMethod.Get, $"/api/workflows?token={server.Server.Token}&access_token={server.Server.Token}")).Refuses(401, "IF861");
    }

    [Fact]
    public async Task What_is_there_is_not_told_to_whom_nobody_knows()
    {
        using var stranger = server.Stranger();

        (await Answer.OfAsync(stranger, HttpMethod.Get, "/api/nothing")).Refuses(401, "IF861");
        (await Answer.OfAsync(stranger, HttpMethod.Patch, "/api/workflows")).Refuses(401, "IF861");
        (await Answer.OfAsync(stranger, HttpMethod.Get, "/API/Workflows")).Refuses(401, "IF861");
    }

    [Fact]
    public async Task Neither_the_database_nor_a_file_holds_a_token_or_a_cookie()
    {
        await using var searched = await RunningServer.StartAsync();
        using var browser = searched.Stranger();
        var cookie = (await SignInAsync(browser, searched.Server.Token!)).Split('=')[1];
        var made = (await searched.SendAsync(HttpMethod.Post, "/api/tokens", new JsonObject { ["name"] = "nightly", ["role"] = "viewer" })).Succeeds(201).Json["token"]!.GetValue<string>();

        foreach (var file in Directory.EnumerateFiles(searched.Workspace.Artifacts, "*", SearchOption.AllDirectories))
        {
            var bytes = System.Text.Encoding.Latin1.GetString(Bytes(file));
            Assert.All([searched.Server.Token!, cookie, made], secret => Assert.DoesNotContain(secret, bytes));
        }
    }

    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static async Task<string> SignInAsync(HttpClient browser, string token) => (await SignInAnswerAsync(browser, token)).Succeeds(204).Headers["Set-Cookie"].Split(';')[0];

    private static Task<Answer> SignInAnswerAsync(HttpClient browser, string token) =>
        Answer.OfAsync(browser, HttpMethod.Post, "/api/session", new StringContent(new JsonObject { ["token"] = token }.ToJsonString(), System.Text.Encoding.UTF8, "application/json"));
}
