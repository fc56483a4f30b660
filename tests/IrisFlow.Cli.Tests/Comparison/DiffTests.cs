using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

public sealed class DiffTests : IDisposable
{
    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Equal_runs_are_said_to_be_equal()
    {
        var (first, second) = (await RunAsync(), await RunAsync());

        var result = await _workspace.RunAsync("diff", first, second, "--exit-code");

        result.Succeeds();
        Assert.Contains($"Runs {first} and {second} are the same", result.Out);
    }

    [Fact]
    public async Task Only_what_differs_is_told_and_the_step_at_which_the_runs_part()
    {
        var first = await RunAsync();
        var second = await RunAsync("--param", "k=3", "--set", "train.trainer.l2=10");

        var result = await _workspace.RunAsync("diff", first, second);

        result.Succeeds();
        Assert.Contains("They part at select: k: 2 → 3.", result.Out);
        Assert.Contains("  parameter trainer.l2: 1 → 10\n", result.Out);
        Assert.Contains("columns + ", result.Out);
        Assert.Contains("  metric    accuracy: ", result.Out);
        Assert.DoesNotContain("load", result.Out);
        Assert.DoesNotContain("time", result.Out);
    }

    [Fact]
    public async Task Differences_end_with_exit_code_three_only_when_asked_for()
    {
        var (first, second) = (await RunAsync(), await RunAsync("--set", "select.k=3"));

        async Task<int> ExitAsync(params string[] options) => (await _workspace.RunAsync(["diff", first, second, .. options])).ExitCode;

        Assert.Equal(0, await ExitAsync());
        Assert.Equal(3, await ExitAsync("--exit-code"));
        Assert.Equal(3, await ExitAsync("--exit-code", "--data", "select.scores"));
        Assert.Equal(0, await ExitAsync("--exit-code", "--data", "load.rows"));
    }

    [Fact]
    public async Task Rows_are_compared_by_key_with_the_distance_of_each_column()
    {
        using var workspace = ProgramWorkspace.Of(
            "plain",
            """{ "format": 1, "workflow": "plain", "steps": { "load": { "uses": "data.read-csv", "with": { "path": "a.csv" } } } }""",
            ("a.csv", "id,size,name\n1,1.0,x\n2,2.0,y\n3,3.0,z\n"));
        var first = (await workspace.JsonAsync("run", "plain"))["run"]!.GetValue<string>();
        workspace.Write("workflows/plain/a.csv", "id,size,name\n4,9.0,w\n3,3.0,z\n1,4.0,X\n");
        var second = (await workspace.JsonAsync("run", "plain"))["run"]!.GetValue<string>();

        var found = await workspace.JsonAsync("diff", first, second, "--data", "load.rows", "--key", "id");

        Assert.Equal("""{"before":3,"after":3,"added":1,"removed":1,"changed":1}""", found["rows"]!.ToJsonString());
        // Id 1 went from 1 to 4, id 3 stayed: mean 1.5, root mean square √(9 / 2).
        var size = found["columns"]![0]!;
        Assert.Equal((1, 3.0, 1.5), (size["changed"]!.GetValue<int>(), size["maxAbs"]!.GetValue<double>(), size["meanAbs"]!.GetValue<double>()));
        Assert.Equal(2.1213203435596424, size["rms"]!.GetValue<double>(), 12);
        Assert.Equal("""{"name":"name","changed":1,"becameNull":0,"wasNull":0,"maxAbs":null,"meanAbs":null,"rms":null}""", found["columns"]![1]!.ToJsonString());
        Assert.Contains("a.csv has other content", (await workspace.RunAsync("diff", first, second)).Out);
        Assert.Contains("Rows are compared by position; --key COLUMN", (await workspace.RunAsync("diff", first, second, "--data", "load.rows")).Out);
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused_with_the_rows_that_show_it()
    {
        var run = await RunAsync("--to", "load");

        (await _workspace.RunAsync("diff", run, run, "--data", "load.rows", "--key", "species")).Refuses(2, "IF422", "rows 0 and 1", "species = setosa", "--key A,B");
        (await _workspace.RunAsync("diff", run, run, "--data", "load.rows", "--key", "specis")).Refuses(2, "IF201", "Did you mean 'species'?");
        (await _workspace.RunAsync("diff", run, run, "--data", "laod.rows")).Refuses(4, "IF402", "Did you mean 'load'?");
    }

    private async Task<string> RunAsync(params string[] options) => (await _workspace.JsonAsync(["run", "iris", .. options]))["run"]!.GetValue<string>();
}
