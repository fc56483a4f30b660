using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;
using IrisFlow.Testing.Schemas;

namespace IrisFlow.Cli.Tests.Serving;

public sealed class ServeTests : IDisposable
{
    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_server_says_on_one_line_where_it_is_and_Ctrl_C_ends_it_well()
    {
        using var server = Start();
        var line = JsonNode.Parse((await server.StandardOutput.ReadLineAsync())!)!;
        Assert.Empty(JsonSchema.Problems("serve", line));
        var (address, token) = (line["address"]!.GetValue<string>(), line["token"]!.GetValue<string>());
        Assert.Equal($"{address}#token={token}", line["signIn"]!.GetValue<string>());

        using var client = new HttpClient { BaseAddress = new(address) };
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/workflows")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Contains("\"iris\"", await client.GetStringAsync("/api/workflows"));
        using var events = await client.GetStreamAsync("/api/events");

        await SignalAsync(server, "INT");

        Assert.Equal(0, server.ExitCode);
        Assert.Equal("", await server.StandardOutput.ReadToEndAsync());
    }

    [Fact]
    public async Task A_published_program_carries_the_designer()
    {
        using var server = Start();
        var line = JsonNode.Parse((await server.StandardOutput.ReadLineAsync())!)!;
        using var client = new HttpClient { BaseAddress = new(line["address"]!.GetValue<string>()) };

        Assert.Contains("<div id=\"root\">", await client.GetStringAsync("/"));
        await SignalAsync(server, "TERM");
    }

    [Fact]
    public async Task The_browser_is_given_a_page_of_the_users_own_that_leads_to_the_address_and_goes_with_the_server()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var browser = _workspace.Write("browser.sh", "#!/bin/sh\nstat -c %a \"$1\" > opened.tmp; cat \"$1\" >> opened.tmp; mv opened.tmp opened\n");
        File.SetUnixFileMode(browser, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var watcher = new FileSystemWatcher(_workspace.Root, "opened");
        var opened = new TaskCompletionSource();
        watcher.Renamed += (_, _) => opened.TrySetResult();
        watcher.EnableRaisingEvents = true;
        using var server = Start(new() { ["BROWSER"] = browser }, "--open");
        var line = JsonNode.Parse((await server.StandardOutput.ReadLineAsync())!)!;
        await opened.Task;

        Assert.StartsWith("600\n", _workspace.Read("opened"));
        Assert.Contains($"url={line["signIn"]}\"", _workspace.Read("opened"));
        await SignalAsync(server, "INT");
        Assert.Empty(Directory.EnumerateFiles(_workspace.At("artifacts"), "open-*"));
    }

    [Fact]
    public async Task A_browser_that_can_not_be_opened_does_not_keep_the_server_from_serving()
    {
        using var server = Start(new() { ["BROWSER"] = "/nowhere/browser" }, "--open");
        var line = JsonNode.Parse((await server.StandardOutput.ReadLineAsync())!)!;

        using var client = new HttpClient { BaseAddress = new(line["address"]!.GetValue<string>()) };
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/workflows")).StatusCode);
        await SignalAsync(server, "INT");
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task A_server_says_what_it_will_fire_next_also_where_the_code_of_the_workspace_does_not_compile()
    {
        _workspace.Write("workflows/iris/Broken.cs", "public class {");
        _workspace.Write("workflows/nightly/nightly.flow.json", """{ "format": 1, "workflow": "nightly", "schedule": { "cron": "0 0 1 1 *", "zone": "UTC" }, "steps": {} }""");
        using var server = Start();
        var line = JsonNode.Parse((await server.StandardOutput.ReadLineAsync())!)!;
        Assert.Equal("nightly", (string?)Assert.Single(line["schedules"]!.AsArray())!["workflow"]);
        Assert.EndsWith("-01-01T00:00:00Z", (string?)line["schedules"]![0]!["next"], StringComparison.Ordinal);
        await SignalAsync(server, "INT");

        using var quiet = Start(null, "--no-schedules");
        Assert.Empty(JsonNode.Parse((await quiet.StandardOutput.ReadLineAsync())!)!["schedules"]!.AsArray());
        await SignalAsync(quiet, "INT");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_the_command_to_type()
    {
        using var server = Start();
        var line = JsonNode.Parse((await server.StandardOutput.ReadLineAsync())!)!;

        (await _workspace.RunAsync("serve", "--port", $"{new Uri(line["address"]!.GetValue<string>()).Port}")).Refuses(5, "IF866", "irisflow serve --port 0");

        await SignalAsync(server, "INT");
    }

    [Fact]
    public async Task A_server_that_others_would_reach_is_refused_until_it_is_safe() =>
        (await _workspace.RunAsync("serve", "--host", "0.0.0.0", "--port", "0")).Refuses(2, "IF865", "--behind-tls");

    [Fact]
    public async Task A_token_of_the_command_line_opens_the_server_until_it_is_revoked()
    {
        var made = await _workspace.JsonAsync("token", "create", "nightly", "--role", "operator");
        using var server = Start();
        var line = JsonNode.Parse((await server.StandardOutput.ReadLineAsync())!)!;
        using var client = new HttpClient { BaseAddress = new(line["address"]!.GetValue<string>()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", made["token"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/workflows")).StatusCode);

        await _workspace.JsonAsync("token", "revoke", made["id"]!.GetValue<string>());

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/workflows")).StatusCode);
        Assert.Contains("revoked", (await _workspace.RunAsync("token", "list")).Out);
        await SignalAsync(server, "INT");
    }

    private Process Start(Dictionary<string, string?>? environment = null, params string[] options) =>
        Process.Start(PublishedProgram.StartInfo(_workspace.Root, ["serve", "--port", "0", "--json", .. options], environment))!;

    private static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])!;
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
    }
}
