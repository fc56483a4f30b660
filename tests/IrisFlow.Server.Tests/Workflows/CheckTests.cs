using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Workflows;

/// <summary>A definition that is being edited is held against all rules, and the columns at every port are known before anything runs.</summary>
public class CheckTests(RunningServer server) : IClassFixture<RunningServer>
{
    private async Task<JsonNode> CheckAsync(string workflow, JsonNode definition, params string[] shapes)
    {
        var body = new JsonObject { ["definition"] = definition.DeepClone() };
        if (shapes.Length > 0)
        {
            body["shapes"] = new JsonArray([.. shapes.Select(s => JsonValue.Create(s))]);
        }

        return (await server.SendAsync(HttpMethod.Post, $"/api/workflows/{workflow}/check", body)).Succeeds().Json;
    }

    private async Task<JsonNode> IrisAsync() => (await server.GetAsync("/api/workflows/iris"))["definition"]!;

    [Fact]
    public async Task The_columns_at_every_port_are_those_of_the_data_behind_it()
    {
        var found = await CheckAsync("iris", await IrisAsync());

        Assert.Empty(found["findings"]!.AsArray());
        Assert.Equal(server.Files.Read("workflows/iris/iris.flow.json"), found["text"]!.GetValue<string>());
        var load = found["steps"]!["load"]!["outputs"]!["rows"]!;
        Assert.Equal("table", load["kind"]!.GetValue<string>());
        Assert.Equal(
            ["sepal_length float64 certain", "sepal_width float64 certain", "petal_length float64 certain", "petal_width float64 certain", "species string certain"],
            Columns(load));
        Assert.True(JsonNode.DeepEquals(load, found["steps"]!["filter"]!["inputs"]!["rows"]));
        var selected = found["steps"]!["select"]!["outputs"]!["rows"]!;
        Assert.Equal(
            ["species string certain", "sepal_length float64 possible", "sepal_width float64 possible", "petal_length float64 possible", "petal_width float64 possible"],
            Columns(selected));
        Assert.Equal(2, selected["chosen"]!.GetValue<int>());
        Assert.Equal("species", found["steps"]!["train"]!["outputs"]!["model"]!["target"]!.GetValue<string>());
        Assert.Equal("model", found["steps"]!["evaluate"]!["inputs"]!["model"]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_finding_points_to_the_value_that_is_wrong()
    {
        var flow = await IrisAsync();
        flow["steps"]!["select"]!["with"]!["target"] = "specied";
        flow["steps"]!["train"]!["with"]!["trainer"] = JsonNode.Parse("""{ "kind": "logistic-regression", "l2": -1 }""");
        flow["steps"]!["filter"]!["from"]!["rows"] = "lood.rows";
        flow["steps"]!["evaluate"]!["uses"] = "model.evaluat";
        flow["steps"]!["load"]!["policy"] = JsonNode.Parse("""{ "backoff": "2s" }""");
        flow["parameters"]!["k"]!.AsObject().Remove("default");

        var found = await CheckAsync("iris", flow);

        Assert.Equal(
            ["IF102 /steps/evaluate/uses", "IF103 /steps/filter/from/rows", "IF110 /steps/train/with/trainer/l2", "IF112 /parameters/k", "IF124 /steps/load/policy/backoff"],
            found["findings"]!.AsArray().Where(f => f!["rule"]!.GetValue<string>() is not ("IF116" or "IF110") || f["pointer"]?.GetValue<string>().Contains("l2", StringComparison.Ordinal) == true)
                .Select(f => $"{f!["rule"]} {f["pointer"]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_a_finding_at_the_parameter_that_names_it()
    {
        var flow = await IrisAsync();
        flow["steps"]!["select"]!["with"]!["target"] = "specied";
        var finding = (await CheckAsync("iris", flow))["findings"]!.AsArray().First(f => f!["rule"]!.GetValue<string>() == "IF201")!;
        Assert.Equal("/steps/select/with/target", finding["pointer"]!.GetValue<string>());
        Assert.Equal("specied", finding["tableColumn"]!.GetValue<string>());
        Assert.Contains("species", finding["expected"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_workflow_has_findings_and_no_text()
    {
        var found = await CheckAsync("iris", JsonNode.Parse("""{ "format": 2, "workflow": "iris", "steps": { "a": { "uses": 1 } } }""")!);
        Assert.Null(found["text"]);
        Assert.Equal(["IF003 /steps/a/uses", "IF004 /format"], found["findings"]!.AsArray().Select(f => $"{f!["rule"]} {f["pointer"]}").Order(StringComparer.Ordinal));
        Assert.Empty(found["steps"]!.AsObject());
        Assert.Equal("IF870", (await CheckAsync("iris", Flows.Small("other")))["findings"]![0]!["rule"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_definition_that_differs_from_the_one_in_code_is_told()
    {
        var flow = await IrisAsync();
        flow["note"] = "mine";
        Assert.Equal("IF116", (await CheckAsync("iris", flow))["findings"]![0]!["rule"]!.GetValue<string>());
    }

    [Fact]
    public async Task Only_the_steps_that_are_asked_for_are_described()
    {
        var found = await CheckAsync("iris", await IrisAsync(), "train", "load", "nothing");
        Assert.Equal(["load", "train"], found["steps"]!.AsObject().Select(s => s.Key));
    }

    [Fact]
    public async Task A_check_saves_nothing()
    {
        var before = server.Files.Read("workflows/iris/iris.flow.json");
        await CheckAsync("iris", Flows.Small("iris"));
        await CheckAsync("nowhere", Flows.Small("nowhere"));
        Assert.Equal(before, server.Files.Read("workflows/iris/iris.flow.json"));
        Assert.False(Directory.Exists(server.Files.At("workflows/nowhere")));
        Assert.False(Directory.Exists(server.Files.At("artifacts/drafts")));
    }

    [Theory]
    [InlineData("""{ "definition": { "steps": {}, "steps": {} } }""", 400, "IF002")]
    [InlineData("""{ "definition": { "format": 1 """, 400, "IF001")]
    [InlineData("""{ "definition": {}, "definitions": {} }""", 422, "IF855")]
    [InlineData("""[]""", 422, "IF853")]
    public async Task A_request_that_is_not_as_it_should_be_is_refused(string body, int status, string rule) =>
        (await server.SendTextAsync(HttpMethod.Post, "/api/workflows/iris/check", body)).Refuses(status, rule);

    [Fact]
    public async Task Nesting_without_end_and_a_body_without_end_are_refused()
    {
        var deep = $$"""{ "definition": {{new string('[', 10_000)}}{{new string(']', 10_000)}} }""";
        (await server.SendTextAsync(HttpMethod.Post, "/api/workflows/iris/check", deep)).Refuses(400, "IF001");

        var many = Flows.Chain("iris", 100_000).ToJsonString();
        (await server.SendTextAsync(HttpMethod.Post, "/api/workflows/iris/check", $$"""{ "definition": {{many}} }""", headers: "Expect: 100-continue")).Refuses(413, "IF852");
    }

    [Fact]
    public async Task As_many_steps_as_fit_a_request_are_checked_although_all_are_wrong()
    {
        await using var own = await RunningServer.StartAsync(ProgramWorkspace.Of("small", "{}"));
        var flow = new JsonObject { ["format"] = 1, ["workflow"] = "small", ["steps"] = new JsonObject() };
        for (var i = 0; i < 20_000; i++)
        {
            flow["steps"]![$"s{i}"] = new JsonObject { ["uses"] = "data.distinct", ["from"] = new JsonObject { ["rows"] = $"gone{i}.rows" } };
        }

        var found = (await own.SendAsync(HttpMethod.Post, "/api/workflows/small/check", new JsonObject { ["definition"] = flow })).Succeeds().Json;
        Assert.Equal(20_000, found["findings"]!.AsArray().Count(f => f!["rule"]!.GetValue<string>() == "IF103"));
    }

    private static IEnumerable<string> Columns(JsonNode shape) =>
        shape["columns"]!.AsArray().Select(c => $"{c!["name"]} {c["type"]} {(c["certain"]!.GetValue<bool>() ? "certain" : "possible")}");
}
