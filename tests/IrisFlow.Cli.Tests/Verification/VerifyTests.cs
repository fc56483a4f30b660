using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public sealed class VerifyTests : IDisposable
{
    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Of(
        "odd",
        """
        { "format": 1, "workflow": "odd", "steps": {
          "load": { "uses": "data.read-csv", "with": { "path": "a.csv" } },
          "clock": { "uses": "odd.clock", "from": { "rows": "load.rows" } },
          "keep": { "uses": "data.select-columns", "from": { "rows": "clock.rows" }, "with": { "columns": ["id", "now"] } },
          "few": { "uses": "data.select-columns", "from": { "rows": "clock.rows" }, "with": { "columns": ["id"] } } } }
        """,
        ("a.csv", "id,size\n1,1.0\n2,2.0\n"),
        ("Clock.cs", """
        using System.Threading.Tasks;
        using IrisFlow;

        /// <summary>Adds the time, which is never the same.</summary>
        [Activity("odd.clock")]
        public sealed class Clock : Activity
        {
            public required In<Table> Rows { get; init; }

            [Port("rows")]
            public Out<Table> Timed { get; } = new();

            protected override Task RunAsync(StepContext step)
            {
                var rows = step.Read(Rows);
                var now = new long[rows.RowCount];
                System.Array.Fill(now, System.Diagnostics.Stopwatch.GetTimestamp());
                step.Write(Timed, rows.With("now", Column.Of(now)));
                return Task.CompletedTask;
            }
        }
        """));

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_whole_run_is_said_to_be_whole()
    {
        var run = await RunAsync();

        var result = await _workspace.RunAsync("verify");
        var all = await _workspace.RunAsync("verify", "--all");

        result.Succeeds();
        Assert.Matches($"^4 checkpoints of run {run}, [0-9]+ bytes: all are whole.\n$", result.Out);
        all.Succeeds();
        Assert.StartsWith("4 checkpoints, ", all.Out);
    }

    [Fact]
    public async Task A_damaged_and_a_missing_checkpoint_end_with_exit_code_six_and_the_command_that_mends_them()
    {
        var run = await RunAsync();
        var files = (await _workspace.JsonAsync("show", run))["steps"]!.AsArray()
            .ToDictionary(s => s!["name"]!.GetValue<string>(), s => new FileInfo(s!["outputs"]![0]!["path"]!.GetValue<string>()).ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        File.Delete(files["few"]);
        var bytes = File.ReadAllBytes(files["load"]);
        bytes[bytes.Length / 2] ^= 1;
        var stamp = File.GetLastWriteTimeUtc(files["load"]);
        File.Delete(files["load"]);
        File.WriteAllBytes(files["load"], bytes);
        File.SetLastWriteTimeUtc(files["load"], stamp);

        (await _workspace.RunAsync("verify", run)).Refuses(6, "IF425", "'load.rows'", "IF424", "'few.rows'", files["few"], $"irisflow rerun {run}");
        (await _workspace.RunAsync("verify", "--all")).Refuses(6, "IF425", "'load.rows'", "IF424", "'few.rows'");
        (await _workspace.RunAsync("rerun", run)).Succeeds();
        (await _workspace.RunAsync("verify", "--all")).Succeeds();
    }

    [Fact]
    public async Task A_workflow_that_gives_other_data_the_second_time_ends_with_exit_code_three_and_names_the_columns()
    {
        var result = await _workspace.RunAsync("verify", "--twice", "odd", "--json");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal(["clock", "keep"], result.Json["steps"]!.AsArray().Select(s => s!["name"]!.GetValue<string>()));
        Assert.Equal([true, false], result.Json["steps"]!.AsArray().Select(s => s!["begins"]!.GetValue<bool>()));
        Assert.Equal("""["now"]""", result.Json["steps"]![0]!["ports"]![0]!["columns"]!.ToJsonString());
    }

    [Fact]
    public async Task A_workflow_that_gives_the_same_twice_is_said_to_be_deterministic()
    {
        using var iris = ProgramWorkspace.Iris();
        var result = await iris.RunAsync("verify", "--twice", "iris", "--set", "select.k=3");

        result.Succeeds();
        Assert.Contains("iris is deterministic", result.Out);
        Assert.All((await iris.JsonAsync("runs")).AsArray(), r => Assert.Equal("""{"succeeded":6}""", r!["stepCounts"]!.ToJsonString()));
    }

    [Fact]
    public async Task A_forced_step_that_gives_other_data_is_told_in_the_run_and_in_what_is_tracked_of_both_runs()
    {
        var first = await RunAsync();
        var result = await _workspace.RunAsync("run", "odd", "--force", "clock");
        var second = (await _workspace.JsonAsync("show"))["run"]!.GetValue<string>();

        Assert.Contains($"note from clock: rows is other data than in run {first} for the same key: column now differs; odd.clock is not deterministic", result.Out);
        foreach (var run in new[] { first, second })
        {
            var evidence = Assert.Single((await _workspace.JsonAsync("show", run))["evidence"]!.AsArray())!;
            Assert.Equal((second, first, "clock", "rows"), (Text(evidence, "run"), Text(evidence, "otherRun"), Text(evidence, "step"), Text(evidence, "port")));
            Assert.Contains("not deterministic: the same key, other data", (await _workspace.RunAsync("show", run)).Out);
        }
    }

    [Fact]
    public async Task Two_things_at_once_are_refused() =>
        (await _workspace.RunAsync("verify", await RunAsync(), "--all")).Refuses(2, "IF436", "one of RUN, --all and --twice");

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private async Task<string> RunAsync() => (await _workspace.JsonAsync("run", "odd"))["run"]!.GetValue<string>();
}
