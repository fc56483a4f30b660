using System.Net.Sockets;
using System.Text;
using IrisFlow.Server.Tests.Workflows;

namespace IrisFlow.Server.Tests.Attacks;

/// <summary>What is sent to every route that takes JSON, to make it build what it should not, or fall over.</summary>
public sealed class BodyTests(RunningServer server) : IClassFixture<RunningServer>
{
    public static TheoryData<string> Hostile => new(
        """{"$type":"System.Diagnostics.Process, System.Diagnostics.Process","StartInfo":{"FileName":"/bin/sh"}}""",
        """{"workflow":{"$type":"System.IO.FileInfo","fileName":"/etc/passwd"}}""",
        """{"$ref":"file:///etc/passwd"}""",
        """{"$schema":"http://127.0.0.1:1/x","$id":"x","__type":"x","@class":"java.lang.Runtime"}""",
        """{"__proto__":{"role":"editor"},"constructor":{"prototype":{"role":"editor"}}}""",
        """{"workflow":"iris","workflow":"other"}""",
        """{"token":"a","token":"b"}""",
        """{"definition":{"format":1,"format":2}}""",
        "[]", "null", "1", "\"text\"", "", "{", "}", "\0", "{\"a\":\"\\ud800\"}", "{\"a\":1e999999}", "{\"a\":NaN}", "{'a':1}", "{\"a\":1,}", "{/* */}", "{} {}", "\ufeff\ufeff{}",
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
        "!!python/object/apply:os.system ['id']");

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Every_route_refuses_a_body_that_is_not_what_it_asks_for(string body)
    {
        foreach (var operation in await JsonAsync())
        {
            (await SendAsync(operation, body)).IsRefused($"{operation} {body}");
        }
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("""{"definition":""", "}")]
    [InlineData("""{"workflow":[""", "]}")]
    public async Task Every_route_refuses_a_body_that_is_nested_ten_thousand_deep(string open, string close)
    {
        var body = string.Concat(Enumerable.Repeat(open, 10_000)) + "1" + string.Concat(Enumerable.Repeat(close, 10_000));
        foreach (var operation in await JsonAsync())
        {
            (await SendAsync(operation, body)).IsRefused($"{operation}, deep");
        }
    }

    [Fact]
    public async Task A_draft_and_a_workflow_that_are_nested_ten_thousand_deep_are_refused_too()
    {
        var deep = $$"""{"definition":{"format":1,"workflow":"deep","steps":{},"note":{{string.Concat(Enumerable.Repeat("[", 10_000))}}{{string.Concat(Enumerable.Repeat("]", 10_000))}}},"layout":{},"base":"x"}""";
        foreach (var path in new[] { "/api/workflows/deep", "/api/workflows/iris/draft" })
        {
            (await server.Client.AttackAsync(HttpMethod.Put, path, Attack.Json(deep), "If-None-Match: *")).Refuses(400, "IF001");
        }

        Assert.False(Directory.Exists(server.Files.At("workflows/deep")));
    }

    [Fact]
    public async Task Every_route_refuses_a_hundred_megabytes_without_being_sent_them()
    {
        foreach (var operation in await JsonAsync())
        {
            Assert.StartsWith("HTTP/1.1 4", await OnlyAnnouncedAsync(operation, "Content-Length: 104857600"));
        }

        foreach (var path in new[] { "/api/plans", "/api/runs", "/api/sweeps", "/api/session", "/api/tokens" })
        {
            var plain = new Operation(HttpMethod.Post, path, new System.Text.Json.Nodes.JsonObject());
            Assert.StartsWith("HTTP/1.1 413", await OnlyAnnouncedAsync(plain, "Content-Length: 104857600"));
        }
    }

    [Fact]
    public async Task A_body_that_does_not_say_its_length_is_cut_off_at_the_limit()
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Server.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Head(new(HttpMethod.Post, "/api/plans", new System.Text.Json.Nodes.JsonObject()), "Transfer-Encoding: chunked"));
        var chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string('x', 0x10000) + "\r\n");
        var sent = 0;
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("c\r\n{\"workflow\":\r\n1\r\n\"\r\n"));
            while (!stream.DataAvailable && sent < 1600)
            {
                await stream.WriteAsync(chunk);
                sent++;
            }
        }
        catch (IOException)
        {
            // The server hung up: as good as an answer.
        }

        Assert.True(sent < 1600, "A hundred megabytes were taken in.");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/xml")]
    [InlineData("application/json-seq")]
    [InlineData("")]
    public async Task Every_route_refuses_what_the_form_of_a_page_can_send(string mediaType)
    {
        foreach (var operation in await JsonAsync())
        {
            var content = new ByteArrayContent("""{"workflow":"iris","token":"x"}"""u8.ToArray());
            content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
            (await server.Client.AttackAsync(operation.Method, operation.Address(), content, "If-None-Match: *")).IsRefused($"{operation} as {mediaType}");
        }

        Assert.Empty((await server.GetAsync("/api/runs"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_workflow_with_names_of_types_in_it_is_text_and_nothing_else()
    {
        var definition = Flows.Small("typed");
        definition["steps"]!["load"]!["with"]!["$type"] = "System.IO.FileInfo";
        var answer = (await server.SendAsync(HttpMethod.Post, "/api/workflows/typed/check", Flows.Save(definition))).Succeeds();

        Assert.Contains(answer.Findings, f => f["pointer"]?.GetValue<string>() == "/steps/load/with/$type");
    }

    private async Task<List<Operation>> JsonAsync() => [.. (await Operation.AllAsync(server)).Where(o => o.Takes("application/json"))];

    private Task<Answer> SendAsync(Operation operation, string body) => server.Client.AttackAsync(operation.Method, operation.Address(), Attack.Json(body), "If-None-Match: *");

    private byte[] Head(Operation operation, string length) => Encoding.ASCII.GetBytes(
        $"{operation.Method} {operation.Address()} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {server.Server.Token}\r\nContent-Type: application/json\r\nIf-None-Match: *\r\n{length}\r\n\r\n");

    private async Task<string> OnlyAnnouncedAsync(Operation operation, string length)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Server.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Head(operation, length));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() ?? "";
    }
}
