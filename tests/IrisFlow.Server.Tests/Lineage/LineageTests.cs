using System.Text.Json.Nodes;
using IrisFlow.Server.Tests.Runs;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Lineage;

public class LineageTests(IrisServer iris) : IClassFixture<IrisServer>
{
    // The old name of one column is the new name of another.
    private const string Traced = """
        {
          "format": 1,
          "workflow": "traced",
          "steps": {
            "load": { "uses": "data.read-csv", "with": { "path": "rows.csv" } },
            "renamed": { "uses": "data.rename", "from": { "rows": "load.rows" }, "with": { "columns": { "price": "cost", "amount": "price" } } },
            "derived": { "uses": "data.derive", "from": { "rows": "renamed.rows" }, "with": { "columns": { "total": "price * 2 + cost", "twice": "total * 2" } } },
            "joined": { "uses": "data.join", "from": { "left": "derived.rows", "right": "load.rows" }, "with": { "on": ["id"], "suffix": "_right" } },
            "grouped": { "uses": "data.aggregate", "from": { "rows": "joined.rows" }, "with": { "by": ["target"], "compute": { "most": "max(total)", "n": "count()" } } }
          }
        }
        """;

    [Fact]
    public async Task A_checkpoint_leads_back_through_the_run_that_made_what_was_reused_to_the_file_it_came_from()
    {
        var found = await iris.GetAsync($"api/lineage/{iris.Other}/select/rows");

        var nodes = found["nodes"]!.AsArray();
        Assert.Equal($"{iris.Other}/select.rows", (string?)nodes[0]!["id"]);
        Assert.Equal(
            [$"{iris.First}/filter.rows", $"{iris.First}/load.rows", "outside"],
            nodes.Where(n => (int)n!["distance"]! < 0).Select(n => (string?)n!["kind"] == "outside" ? "outside" : (string?)n["id"]));
        Assert.Contains(("data/iris.csv"), nodes.Select(n => (string?)n!["source"]));
        Assert.False((bool)found["cut"]!);
    }

    [Fact]
    public async Task It_leads_forward_to_what_was_made_of_it_in_every_run()
    {
        var found = await iris.GetAsync($"api/lineage/{iris.Same}/filter/rows");

        var ids = found["nodes"]!.AsArray().Where(n => (int)n!["distance"]! > 0).Select(n => (string?)n!["id"]).ToList();
        Assert.Equal($"{iris.First}/filter.rows", (string?)found["nodes"]![0]!["id"]);
        Assert.Contains($"{iris.First}/train.model", ids);
        Assert.Contains($"{iris.Other}/train.model", ids);
        Assert.DoesNotContain($"{iris.First}/load.rows", ids);
        Assert.Contains(
            ($"{iris.First}/filter.rows", $"{iris.Other}/select.rows", "rows"),
            found["edges"]!.AsArray().Select(e => ((string?)e!["from"], (string?)e["to"], (string?)e["input"])));
    }

    [Fact]
    public async Task Data_of_a_run_that_was_put_into_another_is_followed_both_ways()
    {
        var run = await iris.RunAsync([], new Dictionary<string, string> { ["filter.rows"] = $"run:{iris.First}/load.rows" });

        var back = await iris.GetAsync($"api/lineage/{run}/train/model");
        var on = await iris.GetAsync($"api/lineage/{iris.First}/load/rows");

        Assert.Contains(($"{iris.First}/load.rows", $"{run}/filter.rows", (string?)null), Edges(back));
        Assert.Contains(($"{iris.First}/load.rows", $"{run}/filter.rows", (string?)null), Edges(on));
        Assert.True((bool)back["nodes"]!.AsArray().Single(n => (string?)n!["id"] == $"{run}/filter.rows")!["injected"]!);
    }

    [Fact]
    public async Task A_column_is_followed_back_to_the_file_and_on_to_what_was_made_of_it()
    {
        var found = await iris.GetAsync($"api/lineage/{iris.Other}/filter/rows?column=species");

        var columns = found["nodes"]!.AsArray().ToDictionary(n => (string?)n!["id"] ?? "", n => n!["columns"]?.AsArray().Select(c => (string?)c));
        Assert.Equal(["species"], columns[$"{iris.First}/load.rows"]);
        Assert.Equal(["species"], columns.Single(c => c.Key.StartsWith("data/iris.csv", StringComparison.Ordinal)).Value);
        Assert.Equal(["species"], columns[$"{iris.Other}/select.rows"]);
        Assert.Null(columns[$"{iris.Other}/train.model"]);
        (await iris.Running.SendAsync(HttpMethod.Get, $"api/lineage/{iris.Other}/filter/rows?column=specis")).Refuses(404, "IF563");
    }

    [Fact]
    public async Task A_column_is_followed_through_new_names_expressions_joins_and_groups()
    {
        await using var server = await RunningServer.StartAsync(ProgramWorkspace.Of("traced", Traced, ("rows.csv", "id,price,amount,target\n1,2,3,x\n2,3,4,y\n")));
        var plan = server.Workspace.Engine.Plan(new(server.Workspace.Load("traced"), server.Workspace.EnvironmentOf(server.Workspace.Load("traced"))));
        var run = (await server.Workspace.Engine.RunAsync(plan)).Run;
        async Task<Dictionary<string, string>> Columns(string output, string column) => (await server.GetAsync($"api/lineage/{run}/{output}?column={column}"))["nodes"]!.AsArray()
            .ToDictionary(n => (string?)n!["step"] ?? "file", n => n!["columns"] is { } columns ? string.Join(' ', columns.AsArray().Select(c => (string?)c)) : "any");

        var back = await Columns("grouped/rows", "most");
        var on = await Columns("load/rows", "amount");
        var target = await Columns("grouped/rows", "target");

        Assert.Equal(("total", "total", "cost price", "amount price", "amount price"), (back["joined"], back["derived"], back["renamed"], back["load"], back["file"]));
        Assert.Equal(("price", "price total twice", "amount price total twice", "most"), (on["renamed"], on["derived"], on["joined"], on["grouped"]));
        Assert.Equal(("target", "target", "target"), (target["joined"], target["renamed"], target["file"]));
    }

    [Fact]
    public async Task The_lineage_of_the_command_line_is_the_same()
    {
        var typed = await iris.Running.Files.JsonAsync("lineage", iris.Other, "select.rows");

        Assert.Equal(typed.ToJsonString(), (await iris.GetAsync($"api/lineage/{iris.Other}/select/rows")).ToJsonString());
        (await iris.Running.SendAsync(HttpMethod.Get, $"api/lineage/{iris.Other}/select/none")).Refuses(404, "IF404");
    }

    private static IEnumerable<(string?, string?, string?)> Edges(JsonNode graph) =>
        graph["edges"]!.AsArray().Select(e => ((string?)e!["from"], (string?)e["to"], (string?)e["input"]));
}
