using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;
using IrisFlow.Testing.Schemas;

namespace IrisFlow.Cli.Tests;

/// <summary>The JSON Schema of each activity's parameters, held against files and defaults by a validator that knows nothing of our binder.</summary>
public class ParameterSchemaTests(RanIris ran) : IClassFixture<RanIris>
{
    private static IReadOnlyList<string> Problems(JsonNode schema, JsonNode? value) => JsonSchema.Problems("with", value, _ => schema);

    private async Task<Dictionary<string, JsonNode>> SchemasAsync() =>
        (await ran.Workspace.JsonAsync("activities")).AsArray().ToDictionary(a => a!["uses"]!.GetValue<string>(), a => a!["schema"]!);

    [Fact]
    public async Task Every_workflow_of_the_repository_keeps_the_schemas_of_its_activities()
    {
        var schemas = await SchemasAsync();
        var files = Directory.GetFiles(Path.Combine(PublishedProgram.Repository, "workflows"), "*.flow.json", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var flow = JsonNode.Parse(File.ReadAllText(file))!;
            foreach (var (name, step) in flow["steps"]!.AsObject())
            {
                var with = Filled(step!["with"] ?? new JsonObject(), flow["parameters"] as JsonObject ?? []);
                Assert.True(Problems(schemas[step["uses"]!.GetValue<string>()], with) is [], $"{file} {name}: {string.Join("; ", Problems(schemas[step["uses"]!.GetValue<string>()], with))}");
            }
        }
    }

    [Fact]
    public async Task Every_default_keeps_its_own_schema_down_to_the_kinds()
    {
        var defaults = 0;
        foreach (var (uses, schema) in await SchemasAsync())
        {
            Check(uses, schema);
        }

        Assert.True(defaults > 30, $"only {defaults} defaults were seen");

        void Check(string at, JsonNode schema)
        {
            if (schema["default"] is { } value)
            {
                defaults++;
                Assert.True(Problems(schema, value) is [], $"{at}: {value.ToJsonString()} {string.Join("; ", Problems(schema, value))}");
            }

            foreach (var (name, inner) in schema["properties"] as JsonObject ?? [])
            {
                Check($"{at}.{name}", inner!);
            }

            foreach (var kind in schema["oneOf"] as JsonArray ?? [])
            {
                Check($"{at} {kind!["title"]}", kind);
            }
        }
    }

    [Theory]
    [InlineData("features.select-k-best", """{ "target": "species", "k": 0 }""")]
    [InlineData("features.select-k-best", """{ "k": 2 }""")]
    [InlineData("features.select-k-best", """{ "target": "species", "kk": 2 }""")]
    [InlineData("features.select-k-best", """{ "target": "species", "k": 2.5 }""")]
    [InlineData("data.read-csv", """{ "path": "a.csv", "header": "maybe" }""")]
    [InlineData("data.read-csv", """{ "path": "a.csv", "types": { "a": 1 } }""")]
    [InlineData("data.sort", """{ "by": "size" }""")]
    [InlineData("model.train", """{ "target": "species", "trainer": { "kind": "oracle" } }""")]
    [InlineData("model.train", """{ "target": "species", "trainer": { "l2": 1 } }""")]
    [InlineData("model.train", """{ "target": "species", "trainer": { "kind": "logistic-regression", "l2": -1 } }""")]
    [InlineData("model.train", """{ "target": "species", "trainer": { "kind": "gaussian-naive-bayes", "l2": 1 } }""")]
    public async Task What_the_program_refuses_the_schema_refuses_too(string uses, string with) =>
        Assert.NotEmpty(Problems((await SchemasAsync())[uses], JsonNode.Parse(with)));

    private static JsonNode? Filled(JsonNode? node, JsonObject parameters) => node switch
    {
        JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, Filled(m.Value, parameters)))),
        JsonArray list => new JsonArray([.. list.Select(n => Filled(n, parameters))]),
        JsonValue value when value.TryGetValue<string>(out var text) && text.StartsWith("${", StringComparison.Ordinal) => parameters[text[2..^1]]!["default"]?.DeepClone(),
        _ => node?.DeepClone(),
    };
}
