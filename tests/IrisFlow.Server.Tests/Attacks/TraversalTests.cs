using System.Text;
using System.Text.Json.Nodes;
using IrisFlow.Server.Tests.Runs;
using IrisFlow.Server.Tests.Workflows;

namespace IrisFlow.Server.Tests.Attacks;

/// <summary>No value is a path: whatever stands in a parameter, nothing from elsewhere is read and nothing is written elsewhere.</summary>
public sealed class TraversalTests : IAsyncLifetime
{
    private const string Secret = "not-for-anybody-7f3a";
    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(options: GatedServer.WithProgram);
        _server.Files.Write("secret.txt", Secret);
        _server.Files.Write("artifacts/secret.txt", Secret);
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void The_corpus_is_large_enough_to_mean_something() => Assert.True(Traversal.Values.Count >= 300, $"{Traversal.Values.Count}");

    [Fact]
    public Task No_value_in_the_path_of_a_call_that_reads_is_a_path() => AttackPathsAsync(o => !o.IsUnsafe);

    [Fact]
    public Task No_value_in_the_path_of_a_call_that_changes_something_is_a_path() => AttackPathsAsync(o => o.IsUnsafe);

    [Fact]
    public async Task No_value_in_the_query_of_a_call_is_a_path()
    {
        var calls = from o in await Operation.AllAsync(_server) from p in o.Texts("query") from v in Traversal.Values select (o, p, v);
        await ProvedAsync(calls, async (call, value) =>
        {
            var (operation, parameter, _) = call;
            var answer = await _server.Client.AttackAsync(operation.Method, $"{operation.Address()}?{parameter}={Uri.EscapeDataString(Uri.UnescapeDataString(value))}", Body(operation));
            Innocent(answer, $"{operation} with {parameter}={value}");
        }, c => c.v);
    }

    [Fact]
    public async Task No_value_in_a_header_of_a_call_is_a_path()
    {
        // Listening has no end; what a listener says is a number or nothing. A star is what a condition may well say.
        var calls = from o in await Operation.AllAsync(_server) from p in o.Texts("header") where o.Name != "streamEvents" from v in Traversal.Values where v != "*" select (o, p, v);
        await ProvedAsync(calls, async (call, value) =>
        {
            var (operation, header, _) = call;
            var answer = await _server.Client.AttackAsync(operation.Method, operation.Address(), Body(operation), $"{header}: {Traversal.AsItStands(value)}");
            answer.IsRefused($"{operation} with {header}: {value}");
            Innocent(answer, $"{operation} with {header}: {value}");
        }, c => c.v);
    }

    [Theory]
    [InlineData("/api/plans", """{"workflow":"VALUE"}""", true)]
    [InlineData("/api/plans", """{"workflow":"iris","with":{"load.rows":"VALUE"}}""", true)]
    [InlineData("/api/plans", """{"workflow":"iris","with":{"load.rows":"upload:VALUE"}}""", true)]
    [InlineData("/api/plans", """{"workflow":"iris","with":{"load.rows":"run:VALUE/load.rows"}}""", true)]
    [InlineData("/api/plans", """{"workflow":"iris","base":"VALUE"}""", false)]
    [InlineData("/api/plans", """{"workflow":"iris","from":["VALUE"]}""", true)]
    [InlineData("/api/plans", """{"workflow":"iris","set":{"VALUE":1}}""", true)]
    [InlineData("/api/uploads/x/check", """{"workflow":"VALUE","port":"load.rows"}""", true)]
    [InlineData("/api/session", """{"token":""" + "\"\",\"path\":\"VALUE\"}", true)]
    public Task No_text_in_a_body_is_a_path(string path, string body, bool isAlwaysRefused) => ProvedAsync(Traversal.Values, async (_, value) =>
    {
        var text = Uri.UnescapeDataString(value).Replace("\ud800", "", StringComparison.Ordinal);
        var sent = body.Replace("VALUE", System.Text.Json.JsonEncodedText.Encode(text).ToString(), StringComparison.Ordinal);
        var answer = await _server.Client.AttackAsync(HttpMethod.Post, path, Attack.Json(sent));
        Innocent(answer, $"{path} {sent}");
        Assert.True(!isAlwaysRefused || answer.Status >= 400, $"{path} {sent}: {answer}");
    }, v => v);

    [Fact]
    public async Task The_process_of_a_run_takes_no_path_either()
    {
        string[] values = ["../iris/iris.flow.json", _server.Files.At("workflows/iris/iris.flow.json"), "iris\0", "/etc/passwd"];
        JsonObject[] bodies = [.. values.SelectMany(v => new JsonObject[]
        {
            new() { ["workflow"] = v },
            new() { ["workflow"] = "iris", ["with"] = new JsonObject { ["load.rows"] = v } },
            new() { ["workflow"] = v, ["vary"] = new JsonObject { ["select.k"] = new JsonArray(1) }, ["by"] = "evaluate.accuracy" },
        })];
        foreach (var body in bodies)
        {
            var answer = await _server.SendAsync(HttpMethod.Post, body.ContainsKey("vary") ? "/api/sweeps" : "/api/runs", body);
            answer.IsRefused(body.ToJsonString());
            Innocent(answer, body.ToJsonString());
        }

        Assert.Empty((await _server.GetAsync("/api/runs"))["items"]!.AsArray());
    }

    [Fact]
    public Task No_name_of_a_file_that_is_sent_becomes_a_path() => ProvedAsync(Traversal.Values, async (_, value) =>
    {
        var name = Uri.EscapeDataString(Uri.UnescapeDataString(value) + ".csv");
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes("a,b\n1,2\n"));
        body.Headers.TryAddWithoutValidation("Content-Disposition", $"attachment; filename=\"{Traversal.AsItStands(value)}\"");
        Innocent(await _server.Client.AttackAsync(HttpMethod.Post, $"/api/uploads?name={name}", body), $"an upload named {value}");
    }, v => v);

    private async Task AttackPathsAsync(Func<Operation, bool> which)
    {
        var calls = from o in (await Operation.AllAsync(_server)).Where(which) from p in o.Texts("path") from v in Traversal.Values select (o, p, v);
        await ProvedAsync(calls, async (call, value) =>
        {
            var (operation, parameter, _) = call;

            // Escaped, the value arrives whole and must be refused; as it stands it may well be the address of something else.
            var whole = Uri.EscapeDataString(Uri.UnescapeDataString(value));
            var answer = await _server.Client.AttackAsync(operation.Method, operation.Address(parameter, whole), Body(operation), "If-None-Match: *");

            // HTTP itself takes the dots away; and a word alone may be the name of something that is yet to be made.
            if (whole is not ("." or "..") && !whole.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            {
                answer.IsRefused($"{operation} with {parameter}={whole}");
            }

            Innocent(answer, $"{operation} with {parameter}={whole}");
            var standing = operation.Address(parameter, Traversal.AsItStands(value));
            Innocent(await _server.Client.AttackAsync(operation.Method, standing, Body(operation), "If-None-Match: *"), $"{operation.Method} {standing}");
        }, c => c.v);
    }

    private static StringContent? Body(Operation operation) =>
        operation.Takes("application/json") ? Attack.Json(operation.Path.Contains("workflows", StringComparison.Ordinal) ? Flows.Save(Flows.Small()).ToJsonString() : new JsonObject { ["workflow"] = "no-such" }.ToJsonString())
        : operation.IsUnsafe ? new StringContent("") : null;

    private static void Innocent(Answer answer, string what)
    {
        answer.IsNoFault(what);
        Assert.False(answer.Text.Contains(Secret, StringComparison.Ordinal) || answer.Text.Contains("root:x:0", StringComparison.Ordinal), $"{what} was answered with what nobody may read.");
        Assert.DoesNotContain("X-Evil", answer.Headers.Keys);
    }

    private async Task ProvedAsync<T>(IEnumerable<T> attacks, Func<T, string, Task> attack, Func<T, string> valueOf)
    {
        var before = Elsewhere();
        await Parallel.ForEachAsync(attacks, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, _) => await attack(one, valueOf(one)));
        Assert.Equal(before, Elsewhere());
        Assert.Equal(["iris"], Directory.GetDirectories(_server.Files.At("workflows")).Select(d => Path.GetFileName(d)));
        Assert.DoesNotContain(Planted(), _ => true);
    }

    /// <summary>All files of the workspace but those under which uploads, drafts and the database have their place.</summary>
    private string[] Elsewhere() =>
        [.. Directory.EnumerateFileSystemEntries(_server.Files.Root, "*", SearchOption.AllDirectories).Where(f => !f.StartsWith(_server.Files.At("artifacts"), StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private IEnumerable<string> Planted() =>
        new[] { "/", "/etc", "/tmp", Path.GetDirectoryName(_server.Files.Root)!, Directory.GetCurrentDirectory(), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) }
            .SelectMany(Directory.EnumerateFileSystemEntries)
            .Concat(Directory.EnumerateFileSystemEntries(_server.Files.Root, "*", SearchOption.AllDirectories))
            .Where(f => Path.GetFileName(f).Contains(Traversal.Mark, StringComparison.Ordinal));
}
