using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>The text of workflow files: its canonical form, its history, its changes.</summary>
public class WordingTests
{
    private const string Spelled = """
        { "workflow": "small", "format": 1, "steps": { "load": { "with": { "decimal": ".", "path": "data.csv" }, "uses": "data.read-csv" } } }
        """;

    private const string Canonical = """
        {
          "format": 1,
          "workflow": "small",
          "steps": {
            "load": {
              "uses": "data.read-csv",
              "with": {
                "path": "data.csv"
              }
            }
          }
        }

        """;

    private static ProgramWorkspace Workspace() => ProgramWorkspace.Of("small", Spelled, ("data.csv", "a\n1\n"));

    [Fact]
    public async Task A_file_gets_its_canonical_form_once()
    {
        using var workspace = Workspace();
        var checkd = await workspace.RunAsync("fmt", "--check");
        Assert.Equal(3, checkd.ExitCode);
        Assert.Equal(Spelled, workspace.Read("workflows/small/small.flow.json"));

        Assert.True((await workspace.JsonAsync("fmt", "small"))[0]!["changed"]!.GetValue<bool>());
        Assert.Equal(Canonical, workspace.Read("workflows/small/small.flow.json"));
        Assert.False((await workspace.JsonAsync("fmt"))[0]!["changed"]!.GetValue<bool>());
        (await workspace.RunAsync("fmt", "--check")).Succeeds();
    }

    [Fact]
    public async Task The_canonical_form_of_a_canonical_form_is_that_form_whatever_the_numbers_are()
    {
        using var workspace = ProgramWorkspace.Of("numbers", """
            { "format": 1, "workflow": "numbers", "parameters": { "a": { "type": "number", "default": -0.0 }, "b": { "type": "integer", "default": 9007199254740993 }, "c": { "type": "number", "default": 1e15 } }, "steps": {} }
            """);
        await workspace.RunAsync("fmt", "numbers");
        var once = workspace.Read("workflows/numbers/numbers.flow.json");

        Assert.False((await workspace.JsonAsync("fmt", "numbers"))[0]!["changed"]!.GetValue<bool>(), once);
        Assert.Contains("\"default\": -0\n", once, StringComparison.Ordinal);
        Assert.Contains("9007199254740993", once, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_one_file_is_no_workflow_all_that_is_wrong_is_told_and_none_is_written()
    {
        using var workspace = Workspace();
        workspace.Write("workflows/broken/broken.flow.json", "{");
        workspace.Write("workflows/odd/odd.flow.json", """{ "format": 9 }""");

        var told = await workspace.RunAsync("fmt", "--json");

        Assert.Equal(2, told.ExitCode);
        Assert.Superset(new HashSet<string?> { "IF001", "IF004" }, told.Json["error"]!["findings"]!.AsArray().Select(f => (string?)f!["rule"]).ToHashSet());
        Assert.Equal(Spelled, workspace.Read("workflows/small/small.flow.json"));
    }

    [Fact]
    public async Task The_history_names_each_wording_that_ran_and_the_changes_say_in_what_they_differ()
    {
        using var workspace = Workspace();
        Assert.Empty((await workspace.JsonAsync("history", "small")).AsArray());
        (await workspace.RunAsync("run", "small")).Succeeds();
        workspace.Write("workflows/small/small.flow.json", Canonical.Replace("data.csv\"", "data.csv\",\n        \"maxColumns\": 7", StringComparison.Ordinal));
        (await workspace.RunAsync("run", "small")).Succeeds();
        (await workspace.RunAsync("run", "small")).Succeeds();

        var history = (await workspace.JsonAsync("history", "small")).AsArray();
        Assert.Equal([2, 1], history.Select(v => v!["runs"]!.GetValue<int>()));
        var first = history[1]!["version"]!.GetValue<string>();
        Assert.Equal(Canonical, (await workspace.RunAsync("history", "small", first)).Out);

        var changes = await workspace.JsonAsync("changes", "small", first);
        Assert.Equal("/with/maxColumns", changes["steps"]![0]!["fields"]![0]!["path"]!.GetValue<string>());
        Assert.Contains("maxColumns", (await workspace.RunAsync("changes", "small", first)).Out, StringComparison.Ordinal);
        Assert.Equal(3, (await workspace.RunAsync("changes", "small", first, "--exit-code")).ExitCode);
        Assert.Equal(4, (await workspace.RunAsync("changes", "small", "77")).ExitCode);
        Assert.Equal(4, (await workspace.RunAsync("history", "smal")).ExitCode);
    }
}
