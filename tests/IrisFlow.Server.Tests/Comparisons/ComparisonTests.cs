using System.Text.Json.Nodes;
using IrisFlow.Server.Tests.Runs;

namespace IrisFlow.Server.Tests.Comparisons;

public class ComparisonTests(IrisServer iris) : IClassFixture<IrisServer>
{
    [Fact]
    public async Task Several_runs_side_by_side_show_what_differs_and_nothing_else()
    {
        var found = await iris.GetAsync($"api/comparisons?runs={iris.First},{iris.Same},{iris.Other}");

        Assert.Equal([iris.First, iris.Same, iris.Other], found["runs"]!.AsArray().Select(r => (string?)r!["run"]));
        var parameter = Assert.Single(found["parameters"]!.AsArray())!;
        Assert.Equal(("select.k", "[2,2,3]"), ((string?)parameter["name"], parameter["values"]!.ToJsonString()));
        Assert.Empty(found["code"]!.AsArray());
        Assert.Empty(found["data"]!.AsArray());
        Assert.Contains("evaluate.accuracy", Names(found["metrics"]!));
        Assert.Equal(["select", "train", "evaluate", "cross-validate"], Names(found["steps"]!));
    }

    [Fact]
    public async Task Runs_that_are_the_same_but_for_reuse_do_not_differ()
    {
        var found = await iris.GetAsync($"api/comparisons?runs={iris.First},{iris.Same}");

        Assert.All(["parameters", "code", "data", "metrics", "steps"], group => Assert.Empty(found[group]!.AsArray()));
    }

    [Fact]
    public async Task With_all_what_is_the_same_is_shown_as_well_also_code_and_data()
    {
        var found = await iris.GetAsync($"api/comparisons?runs={iris.First},{iris.Same}&all=true");

        Assert.Contains("k", Names(found["parameters"]!));
        Assert.Equal(["load", "filter", "select", "train", "evaluate", "cross-validate"], Names(found["code"]!));
        Assert.Equal(["load.path"], Names(found["data"]!));
        Assert.Contains("evaluate.accuracy", Names(found["metrics"]!));
        Assert.Equal(6, found["steps"]!.AsArray().Count);
        Assert.Equal((await iris.Running.Files.JsonAsync("compare", iris.First, iris.Same, "--all")).ToJsonString(), found.ToJsonString());
    }

    [Fact]
    public async Task The_comparison_of_the_command_line_is_the_same()
    {
        var typed = await iris.Running.Files.JsonAsync("compare", iris.First, iris.Other, iris.Failed);
        var found = await iris.GetAsync($"api/comparisons?runs={iris.First},{iris.Other},{iris.Failed}");

        Assert.Equal(typed.ToJsonString(), found.ToJsonString());
        Assert.Equal((await iris.Running.Files.JsonAsync("diff", iris.First, iris.Other)).ToJsonString(), (await iris.GetAsync($"api/comparisons/{iris.First}/{iris.Other}")).ToJsonString());
    }

    [Fact]
    public async Task One_output_of_two_runs_is_compared_row_by_row()
    {
        var found = await iris.GetAsync($"api/comparisons/{iris.First}/{iris.Other}/data/cross-validate/metrics?key=metric&rows=2");

        Assert.False((bool)found["equal"]!);
        Assert.Equal("metric", (string?)found["key"]![0]);
        Assert.True(found["examples"]!.AsArray().Count is > 0 and <= 2);
    }

    [Fact]
    public async Task A_comparison_of_one_run_or_with_one_that_is_not_there_is_refused()
    {
        (await iris.Running.SendAsync(HttpMethod.Get, $"api/comparisons?runs={iris.First}")).Refuses(422, "IF561");
        (await iris.Running.SendAsync(HttpMethod.Get, $"api/comparisons?runs={iris.First},none")).Refuses(404, "IF403");
        (await iris.Running.SendAsync(HttpMethod.Get, $"api/comparisons/{iris.First}/{iris.Other}/data/train/none")).Refuses(404, "IF404");
    }

    private static IEnumerable<string?> Names(JsonNode rows) => rows.AsArray().Select(r => (string?)r!["name"]);
}
