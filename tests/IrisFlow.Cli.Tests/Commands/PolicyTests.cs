using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;
using IrisFlow.Testing.Schemas;

namespace IrisFlow.Cli.Tests;

public class PolicyTests
{
    private const string File = "workflows/iris/iris.flow.json";

    [Fact]
    public async Task Isolated_steps_give_the_same_digests_as_steps_in_the_same_process()
    {
        using var usual = ProgramWorkspace.Iris();
        using var isolated = ProgramWorkspace.Iris();
        SetPolicy(isolated, "train", "isolate", "process");
        SetPolicy(isolated, "evaluate", "isolate", "process");

        var expected = await usual.JsonAsync("run", "iris");
        var run = await isolated.JsonAsync("run", "iris");

        Assert.Equal(Digests(expected), Digests(run));
        Assert.Equal(expected["metrics"]!.ToJsonString(), run["metrics"]!.ToJsonString());
    }

    [Fact]
    public async Task A_map_that_is_to_have_a_process_of_its_own_is_told_where_to_isolate_instead()
    {
        using var workspace = ProgramWorkspace.Iris();
        workspace.Write("workflows/each/each.flow.json", """
            { "format": 1, "workflow": "each", "steps": {
              "load": { "uses": "data.read-csv", "with": { "path": "../iris/data/iris.csv" } },
              "map": {
                "uses": "flow.map", "from": { "rows": "load.rows" },
                "with": { "workflow": "iris", "over": { "kind": "column", "column": "species" }, "into": "filter.rows" },
                "policy": { "isolate": "process" } } } }
            """);

        var run = await workspace.RunAsync("run", "each");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error IF457 step 'map'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_kept_is_marked_by_show_and_refused_by_data()
    {
        using var workspace = ProgramWorkspace.Iris();
        SetPolicy(workspace, "filter", "checkpoint", "never");
        var run = await workspace.JsonAsync("run", "iris");

        var shown = await workspace.JsonAsync("show");
        var text = await workspace.RunAsync("show");
        var data = await workspace.RunAsync("data", "latest", "filter", "--json");

        Assert.All(new[] { run, shown }, json =>
        {
            Assert.Empty(JsonSchema.Problems(json == run ? "run" : "show", json));
            var output = json["steps"]!.AsArray().Single(s => (string)s!["name"]! == "filter")!["outputs"]![0]!;
            Assert.False((bool)output["kept"]!);
            Assert.Null(output["path"]);
        });
        Assert.Contains("not kept", text.Out, StringComparison.Ordinal);
        Assert.Equal((4, "IF905"), (data.ExitCode, (string)data.Json["error"]!["findings"]![0]!["rule"]!));
    }

    [Fact]
    public async Task The_command_that_isolated_steps_run_in_is_not_in_the_help()
    {
        using var workspace = ProgramWorkspace.Empty();

        Assert.DoesNotContain("step-worker", (await workspace.RunAsync("--help")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_tells_what_is_wrong_with_a_policy_where_it_stands()
    {
        using var workspace = ProgramWorkspace.Iris();
        SetPolicy(workspace, "train", "timeout", "0s");

        var result = await workspace.RunAsync("check", "iris", "--json");

        var finding = result.Json["findings"]!.AsArray().Single(f => (string)f!["rule"]! == "IF121")!;
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("\"timeout\"", workspace.Read(File).Split('\n')[(int)finding["line"]! - 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_is_told_while_the_run_goes_on()
    {
        using var workspace = ProgramWorkspace.Iris();
        workspace.Write("workflows/iris/Flaky.cs", """
            using IrisFlow;

            namespace Iris;

            /// <summary>Fails the first time.</summary>
            [Activity("iris.flaky")]
            public sealed class Flaky : Activity
            {
                /// <summary>Rows.</summary>
                public Out<Table> Rows { get; } = new();

                /// <inheritdoc/>
                protected override Task RunAsync(StepContext step)
                {
                    if (step.Attempt == 1)
                    {
                        throw new TransientException("the service is busy");
                    }

                    step.Write(Rows, Table.Of(("n", Column.Of(1))));
                    return Task.CompletedTask;
                }
            }
            """);
        workspace.Write("workflows/flaky/flaky.flow.json", """
            { "format": 1, "workflow": "flaky", "steps": { "s": { "uses": "iris.flaky", "policy": { "retries": 1, "backoff": "10ms" } } } }
            """);

        var result = await workspace.RunAsync("run", "flaky");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("attempt 1 failed", result.Error, StringComparison.Ordinal);
        Assert.Contains("the service is busy", result.Error, StringComparison.Ordinal);
    }

    private static void SetPolicy(ProgramWorkspace workspace, string step, string key, string value)
    {
        var flow = JsonNode.Parse(workspace.Read(File))!;
        flow["steps"]![step]!["policy"] = new JsonObject { [key] = value };
        workspace.Write(File, flow.ToJsonString(new() { WriteIndented = true }));
    }

    private static string Digests(JsonNode run) => string.Join('\n', run["steps"]!.AsArray().SelectMany(s => s!["outputs"]!.AsArray().Select(o => $"{s["name"]}.{o!["port"]} {o["digest"]}")));
}
