using System.IO.Compression;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Pages;

public sealed class DesignerPagesTests : IAsyncLifetime
{
    private readonly ProgramWorkspace _built = ProgramWorkspace.Empty();
    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        _built.Write("designer/index.html", "<!doctype html><title>IrisFlow</title>" + new string(' ', 5000));
        _built.Write("designer/assets/index-abc.js", "export {};" + new string(' ', 5000));
        _built.Write("secret.txt", "secret");
        _server = await RunningServer.StartAsync(options: o => o with { Designer = _built.At("designer") });
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _built.Dispose();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/workflows/iris")]
    [InlineData("/runs/20260301-120000000-aaaaaa")]
    [InlineData("/apis")]
    public async Task Any_address_that_is_no_file_and_no_call_is_the_page_asked_for_again_each_time(string path)
    {
        using var stranger = _server.Stranger();
        var page = (await Answer.OfAsync(stranger, HttpMethod.Get, path)).Succeeds();

        Assert.Equal("text/html", page.MediaType);
        Assert.Contains("<title>IrisFlow</title>", page.Text);
        Assert.Equal("no-cache", page.Headers["Cache-Control"]);
        Assert.Contains("script-src 'self'", page.Headers["Content-Security-Policy"]);
        Assert.Equal(304, (await Answer.OfAsync(stranger, HttpMethod.Get, path, null, $"If-None-Match: {page.ETag}")).Status);
    }

    [Fact]
    public async Task A_file_whose_name_holds_its_hash_is_kept_for_ever()
    {
        using var stranger = _server.Stranger();
        var script = (await Answer.OfAsync(stranger, HttpMethod.Get, "/assets/index-abc.js")).Succeeds();

        Assert.Equal("text/javascript", script.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", script.Headers["Cache-Control"]);
    }

    [Theory]
    [InlineData("/assets/index-old.js")]
    [InlineData("/../secret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/assets/..%2f..%2fsecret.txt")]
    [InlineData("/assets/..%5c..%5csecret.txt")]
    public async Task A_file_that_is_not_there_is_not_found(string path)
    {
        using var stranger = _server.Stranger();

        (await Answer.OfAsync(stranger, HttpMethod.Get, path)).Refuses(404, "IF856");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_page_travels_compressed(string encoding)
    {
        using var stranger = _server.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/index-abc.js") { Headers = { { "Accept-Encoding", encoding } } };
        using var response = await stranger.SendAsync(request);

        var bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
        Assert.InRange(bytes.Length, 1, 500);
        await using Stream plain = encoding == "br" ? new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress) : new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        Assert.StartsWith("export {};", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_call_that_there_is_not_is_not_answered_with_the_page() => (await _server.SendAsync(HttpMethod.Get, "/api/nothing")).Refuses(404, "IF856");
}
