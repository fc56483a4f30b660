using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using IrisFlow.Server.Tests.Workflows;

namespace IrisFlow.Server.Tests.Attacks;

/// <summary>To bring a workflow in, to look at it and to check it carries nothing of it out.</summary>
public sealed class InertWorkflowTests
{
    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_workflow_that_is_imported_looked_at_and_checked_runs_nothing_calls_nobody_and_writes_only_its_own_files()
    {
        using var elsewhere = new TcpListener(IPAddress.Loopback, 0);
        elsewhere.Start();
        var port = ((IPEndPoint)elsewhere.LocalEndpoint).Port;
        var program = "";
        await using var server = await RunningServer.StartAsync(options: o => o with { Program = [program = Path.Combine(Path.GetTempPath(), $"never-started-{o.GetHashCode()}")] });
        var started = server.Files.At("started");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\ntouch '{started}'\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var before = Files(server);

        foreach (var (name, definition) in Evil(port))
        {
            var save = await server.SendAsync(HttpMethod.Put, $"/api/workflows/{name}", Flows.Save(definition), "If-None-Match: *");
            Assert.True(save.Status is 201 or 422, save.ToString());
            await Task.WhenAll(
                server.SendAsync(HttpMethod.Put, $"/api/workflows/{name}/draft", new JsonObject { ["definition"] = definition.DeepClone(), ["layout"] = new JsonObject(), ["base"] = "x" }, "If-None-Match: *"),
                server.SendAsync(HttpMethod.Post, $"/api/workflows/{name}/check", Flows.Save(definition.DeepClone().AsObject())),
                server.SendAsync(HttpMethod.Post, "/api/plans", new JsonObject { ["workflow"] = name }));
            foreach (var path in new[] { "", "/check", "/history", "/diff", "/draft" })
            {
                (await server.SendAsync(HttpMethod.Get, $"/api/workflows/{name}{path}")).IsNoFault($"{name}{path}");
            }
        }

        await server.GetAsync("/api/workflows");
        Assert.False(elsewhere.Pending(), "Somebody was called.");
        Assert.False(File.Exists(started), "A program was started.");
        Assert.Empty((await server.GetAsync("/api/runs"))["items"]!.AsArray());
        Assert.All(Files(server).Except(before), f => Assert.Matches(@"^(workflows/evil-\w+/evil-\w+\.(flow|layout)\.json|artifacts/(drafts/.*|irisflow\.db.*))$", f));
        File.Delete(program);
    }

    private static IEnumerable<(string Name, JsonObject Definition)> Evil(int port)
    {
        JsonObject Of(string name, string steps, string more = "") =>
            (JsonObject)JsonNode.Parse($$"""{ "format": 1, "workflow": "{{name}}"{{more}}, "steps": { {{steps}} } }""")!;

        yield return ("evil-url", Of("evil-url", $$"""  "load": { "uses": "data.read-csv", "with": { "path": "http://127.0.0.1:{{port}}/x.csv" } } """));
        yield return ("evil-share", Of("evil-share", """ "load": { "uses": "data.read-csv", "with": { "path": "\\\\127.0.0.1\\c$\\x.csv" } } """));
        yield return ("evil-code", Of("evil-code", """
            "load": { "uses": "System.Diagnostics.Process", "with": { "FileName": "/bin/sh", "$type": "System.Diagnostics.ProcessStartInfo" } },
            "keep": { "uses": "data.filter", "from": { "rows": "load.rows" }, "with": { "keep": "System.IO.File.WriteAllText('started', 'x') == 1" } }
            """));
        yield return ("evil-parameter", Of("evil-parameter", """ "load": { "uses": "data.read-csv", "with": { "path": "${path}" } } """, """ , "parameters": { "path": { "type": "string", "default": "$(touch started)" } } """));
        yield return ("evil-name", Of("evil-name", """ "<img src=x onerror=alert(1)>": { "uses": "data.read-csv", "with": { "path": "x.csv" } }, "../../up": { "uses": "data.read-csv", "with": { "path": "x.csv" } } """));
        yield return ("evil-cycle", Of("evil-cycle", """ "a": { "uses": "data.sort", "from": { "rows": "b.rows" } }, "b": { "uses": "data.sort", "from": { "rows": "a.rows" } } """));
        yield return ("evil-many", Flows.Chain("evil-many", 5000));
        yield return ("evil-text", Of("evil-text", $$""" "keep": { "uses": "data.filter", "with": { "keep": "{{new string('(', 100_000)}}" } } """));
    }

    private static string[] Files(RunningServer server) =>
        [.. Directory.EnumerateFiles(server.Files.Root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(server.Files.Root, f))];
}
