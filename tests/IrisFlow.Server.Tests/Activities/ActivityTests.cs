using System.Text.Json.Nodes;

namespace IrisFlow.Server.Tests.Activities;

/// <summary>What steps can use, as a palette and a form need it.</summary>
public class ActivityTests(RunningServer server) : IClassFixture<RunningServer>
{
    private async Task<JsonNode> SchemaAsync(string uses) => (await server.GetAsync($"/api/activities/{uses}"))["schema"]!;

    [Fact]
    public async Task Every_activity_of_the_catalog_is_listed_with_its_family_and_its_schema()
    {
        var items = (await server.GetAsync("/api/activities"))["items"]!.AsArray();
        Assert.Equal(server.Workspace.Catalog.All.Select(a => a.Uses), items.Select(i => i!["uses"]!.GetValue<string>()));
        Assert.All(items, i => Assert.Equal("object", i!["schema"]!["type"]!.GetValue<string>()));
        Assert.Contains("where", items.First(i => i!["uses"]!.GetValue<string>() == "data.filter")!["tags"]!.AsArray().Select(t => t!.GetValue<string>()));
        Assert.Equal("iris", items.First(i => i!["uses"]!.GetValue<string>() == "iris.remove-long-sepals")!["family"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_has_the_activities_already_is_not_sent_them_again()
    {
        var tag = (await server.SendAsync(HttpMethod.Get, "/api/activities")).ETag;
        Assert.Equal(304, (await server.SendAsync(HttpMethod.Get, "/api/activities", null, $"If-None-Match: {tag}")).Status);
    }

    [Fact]
    public async Task An_activity_that_is_not_there_is_told_with_the_nearest() =>
        Assert.Contains("data.filter", (await server.SendAsync(HttpMethod.Get, "/api/activities/data.filtre")).Refuses(404, "IF102").Findings[0]["expected"]!.GetValue<string>(), StringComparison.Ordinal);

    [Fact]
    public async Task A_parameter_that_names_columns_says_of_which_input_and_of_which_type()
    {
        var target = (await SchemaAsync("model.train"))["properties"]!["target"]!;
        Assert.Equal("rows", target["x-columns-of"]!.GetValue<string>());
        Assert.Equal(["string", "int32", "int64", "bool", "date"], target["x-column-types"]!.AsArray().Select(t => t!.GetValue<string>()));
        Assert.Equal("left", (await SchemaAsync("data.join"))["properties"]!["on"]!["x-columns-of"]!.GetValue<string>());
    }

    [Fact]
    public async Task Files_expressions_ranges_defaults_and_words_are_told()
    {
        var read = (await SchemaAsync("data.read-csv"))["properties"]!;
        Assert.True(read["path"]!["x-file"]!.GetValue<bool>());
        Assert.Equal((1, 1 << 20, 20_000), (read["maxColumns"]!["minimum"]!.GetValue<int>(), read["maxColumns"]!["maximum"]!.GetValue<int>(), read["maxColumns"]!["default"]!.GetValue<int>()));
        Assert.Equal("""["auto",true,false]""", read["header"]!["enum"]!.ToJsonString());
        Assert.All(read["header"]!["x-descriptions"]!.AsArray(), d => Assert.NotEmpty(d!.GetValue<string>()));
        Assert.Equal("rows", (await SchemaAsync("data.filter"))["properties"]!["keep"]!["x-expression"]!.GetValue<string>());
        Assert.Equal("rows", (await SchemaAsync("data.derive"))["properties"]!["columns"]!["x-expression"]!.GetValue<string>());
        Assert.Equal("path", (await SchemaAsync("data.read-parquet"))["properties"]!["keep"]!["x-expression"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_injected_kind_is_one_of_several_objects_told_apart_by_a_constant()
    {
        var trainer = (await SchemaAsync("model.train"))["properties"]!["trainer"]!;
        var kinds = trainer["oneOf"]!.AsArray();
        Assert.Equal("trainer", trainer["x-kinds"]!.GetValue<string>());
        Assert.Contains("logistic-regression", kinds.Select(k => k!["properties"]!["kind"]!["const"]!.GetValue<string>()));
        Assert.All(kinds, k => Assert.Equal("kind", k!["required"]![0]!.GetValue<string>()));
        Assert.All(kinds, k => Assert.NotEmpty(k!["description"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_policy_of_a_step_has_a_schema_of_its_own()
    {
        var policy = (await server.GetAsync("/api/activities"))["policy"]!["properties"]!.AsObject();
        Assert.Equal(["retries", "backoff", "timeout", "onFailure", "checkpoint", "cpu", "memory", "isolate"], policy.Select(p => p.Key));
        Assert.Equal("""["stop","continue"]""", policy["onFailure"]!["enum"]!.ToJsonString());
        Assert.Equal("1s", policy["backoff"]!["default"]!.GetValue<string>());
        Assert.Matches(policy["backoff"]!["pattern"]!.GetValue<string>(), "500ms");
        Assert.DoesNotMatch(policy["memory"]!["pattern"]!.GetValue<string>(), "2 gigs");
    }

    [Fact]
    public async Task The_settings_of_the_workspace_are_told()
    {
        var settings = await server.GetAsync("/api/settings");
        Assert.Equal("snappy", settings["compression"]!.GetValue<string>());
        Assert.Equal(Environment.ProcessorCount, settings["cores"]!.GetValue<int>());
        Assert.Equal(server.Files.Root, settings["folder"]!.GetValue<string>());
    }
}
