using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IrisFlow.Server.Tests.Runs;

namespace IrisFlow.Server.Tests.Attacks;

/// <summary>What the server and its runs know and nobody is to be told, the environment, tokens and cookies, is in nothing that they write, log or answer.</summary>
public sealed class CanaryTests
{
    private const string Canary = "canary-4f1c-of-the-environment";

    [Fact]
    public async Task Neither_the_environment_nor_a_token_nor_a_cookie_is_written_down_logged_or_told()
    {
        // The processes of the runs inherit it.
        Environment.SetEnvironmentVariable("IRISFLOW_TESTS_CANARY", Canary);
        var log = new List<string>();
        await using var server = await RunningServer.StartAsync(options: o => GatedServer.WithProgram(o) with { Log = line => { lock (log) { log.Add(line); } } });
        var token = (string)(await server.SendAsync(HttpMethod.Post, "/api/tokens", new JsonObject { ["name"] = "nightly", ["role"] = "operator" })).Succeeds(201).Json["token"]!;
        using var browser = server.Stranger();
        var cookie = (await Answer.OfAsync(browser, HttpMethod.Post, "/api/session", Attack.Json($$"""{"token":"{{token}}"}"""))).Succeeds(204).Headers["Set-Cookie"].Split(';')[0];
        browser.DefaultRequestHeaders.Add("Cookie", cookie);

        var good = await RunAsync(server, browser, new() { ["workflow"] = "iris" });
        var failed = await RunAsync(server, browser, new() { ["workflow"] = "iris", ["set"] = new JsonObject { ["filter.maxCm"] = 0 } });
        Assert.Equal(("succeeded", "failed"), ((string?)good["state"], (string?)failed["state"]));
        await Answer.OfAsync(browser, HttpMethod.Post, "/api/tokens", Attack.Json($$"""{"name":"{{token}}","unknown":"{{cookie}}"}"""));

        var told = new StringBuilder(string.Join('\n', log));
        foreach (var operation in (await Operation.AllAsync(server)).Where(o => !o.IsUnsafe))
        {
            foreach (var run in new[] { good, failed })
            {
                told.AppendLine((await server.Client.AttackAsync(operation.Method, Address(operation.Path, run))).ToString());
            }
        }

        string[] secrets = [Canary, Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)), token, server.Server.Token!, cookie.Split('=')[1]];
        Assert.Contains("\"state\":\"failed\"", told.ToString());
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, told.ToString()));
        foreach (var file in Directory.EnumerateFiles(server.Files.Root, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            Assert.All(secrets, secret => Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{file} holds {secret}"));
        }
    }

    private static async Task<JsonNode> RunAsync(RunningServer server, HttpClient client, JsonObject request)
    {
        var run = (string)(await Answer.OfAsync(client, HttpMethod.Post, "/api/runs", Attack.Json(request.ToJsonString()))).Succeeds(201).Json["run"]!;
        while (true)
        {
            if (await server.GetAsync($"/api/runs/{run}") is var document && (string?)document["state"] != "running")
            {
                return document;
            }

            await Task.Yield();
        }
    }

    /// <summary>The address of a call about what a run did.</summary>
    private static string Address(string path, JsonNode run) => Regex.Replace(path, @"\{(\w+)\}", m => m.Groups[1].Value switch
    {
        "name" => path.Contains("schemas", StringComparison.Ordinal) ? "plan.schema.json" : "iris",
        "run" or "first" or "second" => (string)run["run"]!,
        "step" => "load",
        "port" => "rows",
        "version" => "1",
        "uses" => "data.filter",
        "digest" => (string)run["steps"]![0]!["outputs"]![0]!["digest"]!,
        _ => "x",
    });
}
