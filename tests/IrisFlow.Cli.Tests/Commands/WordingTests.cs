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
