using System.Text;
using System.Text.Json.Nodes;
using IrisFlow.Hosting;
using IrisFlow.Server.Tests.Description;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests;

/// <summary>A real server on a free port over a temporary workspace, and a client that is signed in. As a class fixture it has a copy of the workflow iris.</summary>
public sealed class RunningServer : IAsyncLifetime, IAsyncDisposable
{
    private Workspace? _opened;
    private Workspace? _served;
    private StudioServer? _server;
    private HttpClient? _client;
    private string? _token;

    /// <summary>The folder that it serves.</summary>
    public ProgramWorkspace Files { get; private set; } = null!;

    /// <summary>The workspace that it serves.</summary>
    public Workspace Workspace => _served!;

    /// <summary>The server.</summary>
    public StudioServer Server => _server!;

    /// <summary>A client that is signed in as an editor.</summary>
    public HttpClient Client => _client!;

    /// <summary>Starts a server over a workspace, which it disposes in the end.</summary>
    /// <param name="files">The workspace; a copy of the workflow iris where none is given.</param>
    /// <param name="options">Changes how it is started.</param>
    /// <param name="token">An API token, for a server that prints none.</param>
    public static async Task<RunningServer> StartAsync(ProgramWorkspace? files = null, Func<ServerOptions, ServerOptions>? options = null, string? token = null)
    {
        var running = new RunningServer { _token = token };
        await running.BeginAsync(files ?? ProgramWorkspace.Iris(), options);
        return running;
    }

    /// <summary>A client that nobody knows. Whatever it is answered has to be what the OpenAPI document says.</summary>
    public HttpClient Stranger() => new(new Contract(Server)) { BaseAddress = new($"http://127.0.0.1:{Server.Address.Port}") };

    /// <summary>Asks as the editor, and gives the document.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        var answer = await SendAsync(HttpMethod.Get, path);
        return answer.Status == 200 ? answer.Json : throw new InvalidOperationException($"GET {path}: {answer}");
    }

    /// <summary>Asks as the editor.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, with its query.</param>
    /// <param name="body">The JSON to send; null for none.</param>
    /// <param name="headers">Headers as <c>Name: value</c>.</param>
    public Task<Answer> SendAsync(HttpMethod method, string path, JsonNode? body = null, params string[] headers) =>
        Answer.OfAsync(Client, method, path, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), headers);

    /// <summary>Asks as the editor with a body as it stands.</summary>
    public Task<Answer> SendTextAsync(HttpMethod method, string path, string body, string mediaType = "application/json", params string[] headers) =>
        Answer.OfAsync(Client, method, path, new StringContent(body, Encoding.UTF8, mediaType), headers);

    /// <summary>Stops the server and starts another one on the same port over the same folder.</summary>
    public async Task RestartAsync()
    {
        var port = Server.Address.Port;
        var files = Files;
        await StopAsync();
        await BeginAsync(files, o => o with { Port = port });
    }

    /// <inheritdoc/>
    public Task InitializeAsync() => BeginAsync(ProgramWorkspace.Iris(), null);

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await StopAsync();
        Files.Dispose();
    }

    /// <inheritdoc/>
    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    private async Task BeginAsync(ProgramWorkspace files, Func<ServerOptions, ServerOptions>? change)
    {
        Files = files;
        _opened = new Workspace(files.Root);

        // Code of several workspaces in one process: each is loaded beside the others, as after a change.
        _served = _opened.WithCodeOfNow();
        var options = new ServerOptions { Port = 0, Program = ["irisflow"] };
        _server = await StudioServer.StartAsync(_served, change?.Invoke(options) ?? options);
        _client = Stranger();
        _client.DefaultRequestHeaders.Authorization = new("Bearer", _server.Token ?? _token);
    }

    private async Task StopAsync()
    {
        _client?.Dispose();
        await Server.DisposeAsync();
        _opened!.Dispose();
    }
}
