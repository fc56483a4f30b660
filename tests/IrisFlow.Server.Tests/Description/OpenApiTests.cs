using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Description;

public class OpenApiTests(RunningServer server) : IClassFixture<RunningServer>
{
    // What they do is said by the address alone.
    private static readonly string[] Bodiless = ["clean", "cancelRun", "resumeSchedule", "runSchedule"];

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Committed => Path.Combine(PublishedProgram.Repository, "src", "docs", "openapi.json");

    private static HashSet<string> Verbs { get; } = ["get", "post", "put", "delete", "patch"];

    [Fact]
    public async Task The_committed_document_is_the_one_that_is_served()
    {
        var served = (await server.GetAsync("/api/openapi.json")).ToJsonString(Layout) + "\n";
        if (Environment.GetEnvironmentVariable("IRISFLOW_WRITE_OPENAPI") == "1")
        {
            await File.WriteAllTextAsync(Committed, served);
        }

        var committed = File.Exists(Committed) ? await File.ReadAllTextAsync(Committed) : "";
        var (before, after) = (Lines(committed), Lines(served));
        Assert.True(
            committed == served,
            string.Join('\n', [
                "The routes are others than src/docs/openapi.json says. A line that is gone breaks whoever relies on it.",
                "Where that is meant: IRISFLOW_WRITE_OPENAPI=1 dotnet test tests/IrisFlow.Server.Tests --filter OpenApi",
                .. before.Except(after).Select(l => $"- {l}"),
                .. after.Except(before).Select(l => $"+ {l}"),
            ]));
    }

    [Fact]
    public async Task Every_route_has_a_name_of_its_own_a_summary_and_what_it_asks_for()
    {
        var operations = await OperationsAsync();

        Assert.True(operations.Count > 20);
        Assert.All(operations, o => Assert.NotEmpty(o.Document["summary"]!.GetValue<string>()));
        Assert.Equal(operations.Count, operations.Select(o => o.Document["operationId"]!.GetValue<string>()).Distinct().Count());
        Assert.All(operations.Where(o => o.Method is "put" or "post"), o => Assert.Equal(Bodiless.Contains((string)o.Document["operationId"]!), o.Document["requestBody"] is null));
    }

    [Fact]
    public async Task Every_schema_that_the_document_names_is_served()
    {
        var named = (await server.SendAsync(HttpMethod.Get, "/api/openapi.json")).Text.Split("\"schemas/").Skip(1).Select(t => t.Split('"')[0]).Distinct().ToList();

        Assert.Contains("finding.schema.json", named);
        foreach (var name in named)
        {
            Assert.Equal(name, (await server.GetAsync($"/api/schemas/{name}"))["$id"]!.GetValue<string>());
        }

        (await server.SendAsync(HttpMethod.Get, "/api/schemas/..%2Fopenapi.json")).Refuses(404, "IF856");
    }

    [Fact]
    public async Task Nobody_calls_a_route_without_a_token()
    {
        using var stranger = server.Stranger();
        foreach (var operation in (await OperationsAsync()).Where(o => o.Document["security"] is null))
        {
            (await Answer.OfAsync(stranger, new(operation.Method.ToUpperInvariant()), operation.Address)).Refuses(401, "IF861");
        }
    }

    [Fact]
    public async Task Only_signing_in_is_open_to_anybody() =>
        Assert.Equal(["signIn"], (await OperationsAsync()).Where(o => o.Document["security"] is not null).Select(o => o.Document["operationId"]!.GetValue<string>()));

    [Theory]
    [InlineData("viewer", "operator", "editor")]
    [InlineData("operator", "editor")]
    public async Task Nobody_calls_a_route_with_a_role_that_is_not_enough(string role, params string[] above)
    {
        var token = (await server.SendAsync(HttpMethod.Post, "/api/tokens", new JsonObject { ["name"] = role, ["role"] = role })).Json["token"]!.GetValue<string>();
        using var program = server.Stranger();
        var refused = (await OperationsAsync()).Where(o => above.Contains(o.Document["x-role"]?.GetValue<string>())).ToList();

        Assert.NotEmpty(refused);
        foreach (var operation in refused)
        {
            (await Answer.OfAsync(program, new(operation.Method.ToUpperInvariant()), operation.Address, null, $"Authorization: Bearer {token}")).Refuses(403, "IF862");
        }
    }

    [Fact]
    public async Task What_changes_a_workflow_or_a_token_is_for_editors_and_what_only_asks_is_for_viewers()
    {
        var roles = (await OperationsAsync()).ToDictionary(o => o.Document["operationId"]!.GetValue<string>(), o => o.Document["x-role"]?.GetValue<string>());

        Assert.All(["saveWorkflow", "deleteWorkflow", "saveDraft", "deleteDraft", "createToken", "revokeToken", "listTokens", "listAudit", "checkWorkflow"], name => Assert.Equal("editor", roles[name]));
        Assert.All(["startRun", "cancelRun", "resumeRun", "forkRun", "upload", "makePlan"], name => Assert.Equal("operator", roles[name]));
        Assert.All(["checkSavedWorkflow", "checkUpload", "listWorkflows", "getRun", "signOut"], name => Assert.Equal("viewer", roles[name]));
    }

    private static List<string> Lines(string document)
    {
        // Each value on a line of its own, with all that leads to it.
        var lines = new List<string>();
        void Walk(JsonNode? node, string at)
        {
            if (node is JsonObject members)
            {
                foreach (var (name, member) in members)
                {
                    Walk(member, $"{at} {name}");
                }
            }
            else if (node is JsonArray items && items.Any(i => i is JsonObject))
            {
                foreach (var item in items)
                {
                    Walk(item, $"{at} [{item?["name"] ?? ""}]");
                }
            }
            else
            {
                lines.Add($"{at.Trim()}: {node?.ToJsonString() ?? "null"}");
            }
        }

        Walk(document.Length == 0 ? null : JsonNode.Parse(document), "");
        return lines;
    }

    private async Task<List<Operation>> OperationsAsync() =>
        [.. (await server.GetAsync("/api/openapi.json"))["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Where(m => Verbs.Contains(m.Key)).Select(m => new Operation(p.Key, m.Key, m.Value!)))];

    private sealed record Operation(string Path, string Method, JsonNode Document)
    {
        public string Address => System.Text.RegularExpressions.Regex.Replace(Path, @"\{\w+\}", "x");
    }
}
