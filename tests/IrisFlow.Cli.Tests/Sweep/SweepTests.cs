using System.Diagnostics;
using System.Text.Json.Nodes;
using IrisFlow.Testing;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests.Sweep;

public sealed class SweepTests : IDisposable
{
    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_sweep_of_iris_has_a_row_for_each_combination_and_reads_the_data_once()
    {
        var sweep = await _workspace.JsonAsync("run", "iris", "--sweep", "select.k=1..4", "--sweep", "train.trainer.l2=0.1,1,10", "--by", "evaluate.accuracy");

        var rows = sweep["results"]!["rows"]!.AsArray();
        Assert.Equal(12, rows.Count);
        Assert.Equal(12, rows.Select(r => r!["values"]!.ToJsonString()).Distinct().Count());
        var figures = rows.Select(r => (double)r!["metrics"]!["evaluate.accuracy"]!).ToList();
        Assert.Equal(figures.OrderDescending(), figures);
        Assert.Equal(
            "cross-validate 12|evaluate 12|filter 1|load 1|select 4|train 12",
            await SqlAsync("SELECT group_concat(step || ' ' || n, '|') FROM (SELECT step, count(*) AS n FROM attempts GROUP BY step ORDER BY step)"));
    }

    [Fact]
    public async Task The_figures_of_a_sweep_are_those_of_scikit_learn()
    {
        // Two features and l2 = 1 is the one combination that the reference knows of each filter.
        var sweep = await _workspace.JsonAsync("run", "iris", "--sweep", "select.k=1..3", "--sweep", "filter.maxCm=5,7", "--to", "evaluate");

        foreach (var (limit, filter) in new[] { (5, "sepal_length <= 5.0"), (7, "sepal_length <= 7.0") })
        {
            var expected = Reference.Document("iris-workflow")[filter]!;
            var row = sweep["results"]!["rows"]!.AsArray().Single(r => (int)r!["values"]!["select.k"]! == 2 && (int)r["values"]!["filter.maxCm"]! == limit)!;
            Assert.Equal(expected["training_accuracy"]!.GetValue<double>(), (double)row["metrics"]!["evaluate.accuracy"]!);
            Assert.Equal(expected["training_log_loss"]!.GetValue<double>(), (double)row["metrics"]!["evaluate.logLoss"]!, 1e-8);
        }
    }

    [Fact]
    public async Task The_results_are_a_table_that_everything_reads()
    {
        var sweep = await _workspace.JsonAsync("run", "iris", "--sweep", "k=1,2,3", "--to", "evaluate");
        var run = (string)sweep["run"]!;

        var table = await _workspace.TableAsync("results.results");
        var shown = await _workspace.JsonAsync("show", run);

        Assert.Equal(["rank", "k"], table.Columns().Take(2));
        Assert.Equal(["state", "run"], table.Columns().TakeLast(2));
        Assert.Equal(sweep["results"]!["rows"]!.AsArray().Select(r => (string)r!["run"]!), table.Rows().Select(r => (string)r["run"]!));
        Assert.Equal(sweep["results"]!.ToJsonString(), shown["results"]!.ToJsonString());
    }

    [Fact]
    public async Task A_sweep_is_listed_once_and_its_runs_on_demand()
    {
        var run = (string)(await _workspace.JsonAsync("run", "iris", "--sweep", "k=1,2", "--to", "select"))["run"]!;

        var runs = await _workspace.JsonAsync("runs");
        var parts = await _workspace.JsonAsync("runs", "--of", "latest");
        var all = await _workspace.JsonAsync("runs", "--all");

        Assert.Equal([run], runs.AsArray().Select(r => (string)r!["run"]!));
        Assert.Equal(["""{"k":1}""", """{"k":2}"""], parts.AsArray().Select(r => r!["variant"]!.ToJsonString()).Order());
        Assert.All(parts.AsArray(), p => Assert.Equal(run, (string)p!["parent"]!));
        Assert.Equal(3, all.AsArray().Count);
    }

    [Fact]
    public async Task A_part_that_is_shown_has_its_files_in_place()
    {
        await _workspace.JsonAsync("run", "iris", "--sweep", "k=1,2", "--to", "select");
        var part = (string)(await _workspace.JsonAsync("runs", "--of", "latest"))[0]!["run"]!;

        var shown = await _workspace.JsonAsync("show", part);

        Assert.True(File.Exists((string)shown.Output("select.rows")["path"]!));
    }

    [Fact]
    public async Task A_plan_of_a_sweep_runs_nothing_and_says_how_much_it_is()
    {
        var plan = await _workspace.JsonAsync("plan", "iris", "--sweep", "select.k=1..4", "--sweep", "train.trainer.l2=0.1,1,10");
        var runs = await _workspace.JsonAsync("runs");

        Assert.Equal((12, 42, 30), ((int)plan["runs"]!, (int)plan["stepsToRun"]!, (int)plan["stepsReused"]!));
        Assert.Empty(runs.AsArray());
    }

    [Fact]
    public async Task A_run_that_fails_is_shown_and_the_others_go_on()
    {
        var result = await _workspace.RunAsync("run", "iris", "--sweep", "filter.maxCm=0,7", "--to", "evaluate", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["succeeded", "failed"], result.Json["results"]!["rows"]!.AsArray().Select(r => (string)r!["state"]!));
        Assert.Equal("IF421", (string)result.Json["error"]!["findings"]![0]!["rule"]!);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_sweep_is_told_at_once()
    {
        (await _workspace.RunAsync("run", "iris", "--sweep", "select.k=1,99", "--sweep", "train.trainer.l3=1,2")).Refuses(2, "IF110", "Did you mean 'l2'", "IF420", "select.k");
        (await _workspace.RunAsync("run", "iris", "--sweep", "slect.k=1,2")).Refuses(2, "IF402", "--sweep names the step 'slect'", "Did you mean 'select'");
        (await _workspace.RunAsync("run", "iris", "--by", "accuracy")).Refuses(2, "IF803", "--by");
        (await _workspace.RunAsync("run", "iris", "--sweep", "k=1", "--ascending", "--descending")).Refuses(2, "IF803", "opposite");
    }

    [Fact]
    public async Task A_sweep_done_again_reuses_every_step()
    {
        await _workspace.JsonAsync("run", "iris", "--sweep", "k=1,2", "--to", "select");
        var again = await _workspace.RunAsync("rerun", "latest");

        again.Succeeds();
        Assert.Contains("2 runs", again.Out);
        Assert.Equal("4", await SqlAsync("SELECT count(*) FROM attempts"));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_sweep_that_is_killed_is_interrupted_and_goes_on_with_what_is_missing()
    {
        _workspace.Write("workflows/hold/Hold.cs", """
            using IrisFlow;

            namespace Holding;

            /// <summary>Waits for a file when its number is six.</summary>
            [Activity("hold.number")]
            public sealed class Hold : Activity
            {
                /// <summary>The number.</summary>
                public int N { get; init; }

                /// <summary>The file.</summary>
                public required string Go { get; init; }

                /// <summary>The number as a figure.</summary>
                public Out<Metrics> Metrics { get; } = new();

                /// <inheritdoc/>
                protected override async Task RunAsync(StepContext step)
                {
                    while (N == 6 && !File.Exists(Go))
                    {
                        await Task.Delay(10, step.Cancellation);
                    }

                    step.Write(Metrics, new Metrics(("n", N)));
                }
            }
            """);
        _workspace.Write("workflows/hold/hold.flow.json", $$"""
            { "format": 1, "workflow": "hold", "steps": { "hold": { "uses": "hold.number", "with": { "go": "{{_workspace.At("go")}}" } } } }
            """);
        using (var process = _workspace.Start("run", "hold", "--sweep", "hold.n=1..6"))
        {
            while (await process.StandardError.ReadLineAsync() is { } line && !line.Contains(": 5 of 6", StringComparison.Ordinal))
            {
            }

            process.Kill();
            await process.WaitForExitAsync();
        }

        var killed = await _workspace.JsonAsync("show", "latest");
        _workspace.Write("go", "");
        var resumed = await _workspace.JsonAsync("resume", "latest");

        Assert.Equal("interrupted", (string)killed["state"]!);
        Assert.Equal(("succeeded", (string)killed["run"]!), ((string)resumed["state"]!, (string)resumed["run"]!));
        Assert.Equal([6, 5, 4, 3, 2, 1], Numbers(resumed, "succeeded"));
        Assert.Equal([5, 4, 3, 2, 1], Numbers(killed, "succeeded"));
        Assert.Equal(Ids(killed, "succeeded").Order(), Ids(resumed, "succeeded").Intersect(Ids(killed, "succeeded")).Order());
        Assert.Equal("5|5", await SqlAsync($"SELECT count(*) || '|' || count(DISTINCT run_id) FROM attempts WHERE run_id IN ({string.Join(", ", Ids(killed, "succeeded").Select(i => $"'{i}'"))})"));
    }

    private static IEnumerable<int> Numbers(JsonNode sweep, string state) => Rows(sweep, state).Select(r => (int)r["values"]!["hold.n"]!);

    private static IEnumerable<string> Ids(JsonNode sweep, string state) => Rows(sweep, state).Select(r => (string)r["run"]!);

    private static IEnumerable<JsonNode> Rows(JsonNode sweep, string state) =>
        sweep["results"]!["rows"]!.AsArray().Where(r => (string)r!["state"]! == state).Select(r => r!);

    private async Task<string> SqlAsync(string query)
    {
        var start = new ProcessStartInfo("sqlite3", ["-readonly", _workspace.At("artifacts/irisflow.db"), query])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return (await ProgramResult.OfAsync(start)).Out.Trim();
    }
}
