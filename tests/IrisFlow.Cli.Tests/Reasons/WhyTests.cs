using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>A workspace in which iris ran, and again with fewer flowers and another penalty.</summary>
public sealed class RanIrisTwice : IAsyncLifetime
{
    public ProgramWorkspace Workspace { get; } = ProgramWorkspace.Iris();

    public string First { get; private set; } = "";

    public string Second { get; private set; } = "";

    public async Task InitializeAsync()
    {
        First = (await Workspace.JsonAsync("run", "iris"))["run"]!.GetValue<string>();
        Second = (await Workspace.JsonAsync("run", "iris", "--set", "filter.maxCm=6.9", "--set", "train.trainer.l2=0.1"))["run"]!.GetValue<string>();
    }

    public Task DisposeAsync()
    {
        Workspace.Dispose();
        return Task.CompletedTask;
    }
}

public class WhyTests(RanIrisTwice ran) : IClassFixture<RanIrisTwice>
{
    [Fact]
    public async Task The_tree_goes_down_to_the_parameters()
    {
        var result = await ran.Workspace.RunAsync("why", ran.Second, "train");

        result.Succeeds();

        // 138 and 137 of the 150 flowers have sepals up to 7.0 and 6.9 cm.
        Assert.StartsWith(
            $"""
            iris: step train of run {ran.Second}, succeeded
              after select, trainer.l2 changed from 1 to 0.1
              ├ trainer.l2 changed from 1 to 0.1
              └ select.rows changed
                ├ 137 rows instead of 138
                └ select: filter.rows changed
                  ├ 137 rows instead of 138
                  └ filter: maxCm changed from 7 to 6.9
            compared with run {ran.First}, the nearest success before
            key 
            """,
            result.Out);
    }

    [Fact]
    public async Task The_parts_of_the_key_are_told()
    {
        var result = await ran.Workspace.RunAsync("why", "latest", "select");

        foreach (var part in (string[])["uses", "features.select-k-best", "code", "with k", "reads rows", $"filter.rows, made in run {ran.Second}"])
        {
            Assert.Contains(part, result.Out);
        }
    }

    [Fact]
    public async Task In_a_terminal_that_knows_only_ascii_the_branches_are_ascii()
    {
        var result = await ran.Workspace.RunAsync(new Dictionary<string, string?> { ["LC_ALL"] = "en_US.ISO-8859-1" }, "why", ran.Second, "train");

        Assert.Contains("  |- trainer.l2 changed from 1 to 0.1\n", result.Out);
        Assert.Contains("  `- select.rows changed\n", result.Out);
        Assert.DoesNotContain("?", result.Out);
    }

    [Fact]
    public async Task As_json_every_reason_has_its_kind_and_its_values()
    {
        var why = await ran.Workspace.JsonAsync("why", ran.Second, "filter");

        Assert.Equal(ran.First, why["comparedWith"]!.GetValue<string>());
        Assert.Equal("parameter-changed", why["why"]!["kind"]!.GetValue<string>());
        Assert.Equal(("maxCm", "7", "6.9"), (Text(why["why"]!, "name"), Text(why["why"]!, "before"), Text(why["why"]!, "after")));
        Assert.Equal("load.rows", Text(why["key"]!["inputs"]![0]!, "source"));
        Assert.Equal(6.9, why["key"]!["parameters"]!["maxCm"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_reused_step_names_the_run_that_made_it()
    {
        var why = await ran.Workspace.JsonAsync("why", ran.Second, "load");

        Assert.Equal(("reused", ran.First), (Text(why, "state"), Text(why, "madeBy")));
    }

    [Theory]
    [InlineData("why nothing load", "IF403", "There is no run 'nothing'.")]
    [InlineData("why latest laod", "IF402", "Did you mean 'load'?")]
    [InlineData("why-not iris laod", "IF402", "Did you mean 'load'?")]
    [InlineData("why-not irsi load", "IF805", "iris")]
    public async Task What_is_not_there_is_not_found(string command, string rule, string said) =>
        (await ran.Workspace.RunAsync(command.Split(' '))).Refuses(4, rule, said);

    [Fact]
    public async Task The_beginning_of_an_id_is_enough() =>
        Assert.Equal(ran.Second, Text(await ran.Workspace.JsonAsync("why", ran.Second[..^2], "load"), "run"));

    [Fact]
    public async Task Why_not_compares_with_the_nearest_success()
    {
        // Four from the first run's value, and from the second's: the parameters before it decide.
        var not = await ran.Workspace.JsonAsync("why-not", "iris", "filter", "--set", "filter.maxCm=5");

        Assert.Equal(("run", "maxCm changed from 6.9 to 5", ran.Second), (Text(not, "decision"), Text(not, "reason"), Text(not, "comparedWith")));
    }

    [Fact]
    public async Task Why_not_of_a_step_that_is_reused_says_so()
    {
        var result = await ran.Workspace.RunAsync("why-not", "iris", "train");

        result.Succeeds();
        Assert.StartsWith($"iris: step train would be reused\n  unchanged since run {ran.First}\nkey ", result.Out);
    }

    [Fact]
    public async Task Why_not_of_a_step_after_others_leads_to_where_it_begins()
    {
        var result = await ran.Workspace.RunAsync("why-not", "iris", "evaluate", "--set", "select.k=3");

        Assert.StartsWith(
            """
            iris: step evaluate would run
              after train
              └ select: k changed from 2 to 3
            """,
            result.Out);
        Assert.Contains("key: not known before what it reads is made", result.Out);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
