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

    // A change is written down with IRISFLOW_WRITE_OPENAPI=1; one that breaks whoever relies on the document only with IRISFLOW_WRITE_OPENAPI=breaking.
    [Fact]
    public async Task The_committed_document_is_the_one_that_is_served()
    {
        var served = (await server.GetAsync("/api/openapi.json")).ToJsonString(Layout) + "\n";
        var committed = await File.ReadAllTextAsync(Committed);
        var breaking = BreakingChanges.Between(JsonNode.Parse(committed)!, JsonNode.Parse(served)!);
        var wanted = Environment.GetEnvironmentVariable("IRISFLOW_WRITE_OPENAPI");
        if (wanted == "breaking" || (wanted == "1" && breaking.Count == 0))
        {
            await File.WriteAllTextAsync(Committed, served);
            return;
        }

        Assert.True(
            committed == served,
            string.Join('\n', [
                "The routes are others than src/docs/openapi.json says.",
                .. breaking.Select(c => $"breaks: {c}"),
                $"Where that is meant: IRISFLOW_WRITE_OPENAPI={(breaking.Count > 0 ? "breaking" : "1")} dotnet test tests/IrisFlow.Server.Tests --filter OpenApi",
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
    public async Task Every_route_says_what_it_answers_and_of_every_JSON_document_which_schema_it_keeps()
    {
        foreach (var operation in await OperationsAsync())
        {
            var answers = operation.Document["responses"]!.AsObject().Where(r => r.Key != "default").ToList();

            Assert.True(answers.Count > 0, $"{operation.Method} {operation.Path} does not say what it answers.");
            Assert.All(answers, a => Assert.True(a.Key == "204" || a.Value!["content"] is JsonObject { Count: > 0 }, $"{operation.Method} {operation.Path} does not say what its answer {a.Key} is."));
            Assert.All(answers, a => Assert.True(a.Value!["content"]?["application/json"] is not { } json || json["schema"] is not null, $"{operation.Method} {operation.Path} names no schema."));
        }
    }

    [Fact]
    public async Task The_document_needs_no_other_file_and_its_schemas_are_those_that_are_published()
    {
        var document = await server.GetAsync("/api/openapi.json");
        var components = document["components"]!["schemas"]!.AsObject();
        var references = document.ToJsonString().Split("\"$ref\":\"").Skip(1).Select(t => t.Split('"')[0]).Distinct().ToList();

        Assert.All(references, r => Assert.True(r.StartsWith("#/components/", StringComparison.Ordinal) && document["components"]![r.Split('/')[2]]![r.Split('/')[3]] is not null, r));
        foreach (var name in components.Select(c => c.Key.Split('.')[0]).Distinct())
        {
            Assert.Equal($"{name}.schema.json", (string?)(await server.GetAsync($"/api/schemas/{name}.schema.json"))["$id"]);
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

    private async Task<List<Operation>> OperationsAsync() =>
        [.. (await server.GetAsync("/api/openapi.json"))["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Where(m => Verbs.Contains(m.Key)).Select(m => new Operation(p.Key, m.Key, m.Value!)))];

    private sealed record Operation(string Path, string Method, JsonNode Document)
    {
        public string Address => System.Text.RegularExpressions.Regex.Replace(Path, @"\{\w+\}", "x");
    }
}
