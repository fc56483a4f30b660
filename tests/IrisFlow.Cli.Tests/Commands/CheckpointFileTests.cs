using System.Text;
using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>Checkpoints as files, and <c>data</c>, which looks into them.</summary>
public sealed class CheckpointFileTests : IAsyncLifetime
{
    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();
    private JsonNode _run = null!;

    public async Task InitializeAsync() => _run = await _workspace.JsonAsync("run", "iris");

    public Task DisposeAsync()
    {
        _workspace.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Every_output_of_a_run_is_a_parquet_file() =>
        Assert.All(_run["steps"]!.AsArray().SelectMany(s => s!["outputs"]!.AsArray()), output =>
        {
            var bytes = File.ReadAllBytes(output!["path"]!.GetValue<string>());
            Assert.Equal(("PAR1", "PAR1"), (Encoding.ASCII.GetString(bytes[..4]), Encoding.ASCII.GetString(bytes[^4..])));
        });

    [Fact]
    public void The_file_of_an_output_stands_under_its_run_step_and_port() =>
        Assert.Equal(
            Path.GetFullPath(_workspace.At($"artifacts/runs/{_run["run"]}/select/scores.parquet")), _run.Output("select.scores")["path"]!.GetValue<string>());

    [Fact]
    public async Task Data_shows_ten_rows() =>
        Assert.Equal(10, (await _workspace.JsonAsync("data", "latest", "load.rows"))["rows"]!.AsArray().Count);

    [Fact]
    public async Task Data_shows_as_many_rows_as_asked_for() =>
        Assert.Equal(3, (await _workspace.JsonAsync("data", "latest", "load.rows", "--rows", "3"))["rows"]!.AsArray().Count);

    [Fact]
    public async Task Data_says_how_many_rows_there_are() =>
        Assert.Contains("load.rows of run", (await _workspace.RunAsync("data", "latest", "load")).Out.Split('\n')[0]);

    [Fact]
    public async Task A_step_alone_means_its_first_output() =>
        Assert.Equal("rows", (await _workspace.JsonAsync("data", "latest", "select"))["port"]!.GetValue<string>());

    [Fact]
    public async Task The_beginning_of_an_id_names_the_run() =>
        Assert.Equal(_run["run"]!.GetValue<string>(), (await _workspace.JsonAsync("data", _run["run"]!.GetValue<string>()[..20], "load"))["run"]!.GetValue<string>());

    [Fact]
    public async Task A_csv_that_is_written_holds_what_was_read()
    {
        (await _workspace.RunAsync("data", "latest", "load.rows", "--out", "flowers.csv")).Succeeds();
        await _workspace.JsonAsync("run", "iris", "--set", $"load.path={_workspace.At("flowers.csv")}", "--to", "load");
        Assert.Equal(_run.Digest("load.rows"), (await _workspace.JsonAsync("show")).Digest("load.rows"));
    }

    [Fact]
    public async Task A_parquet_file_that_is_written_holds_what_was_read()
    {
        (await _workspace.RunAsync("data", "latest", "load.rows", "--out", "flowers.parquet")).Succeeds();
        var run = await _workspace.JsonAsync("run", "iris", "--with", "load.rows=flowers.parquet", "--to", "filter");
        Assert.Equal(_run.Digest("load.rows"), run.Digest("load.rows"));
    }

    [Fact]
    public async Task An_unknown_extension_is_refused() =>
        (await _workspace.RunAsync("data", "latest", "load", "--out", "flowers.xlsx")).Refuses(2, "IF301", ".parquet, .csv");

    [Fact]
    public async Task An_unknown_step_is_answered_with_the_near_miss() =>
        (await _workspace.RunAsync("data", "latest", "trian")).Refuses(4, "IF402", "Did you mean 'train'?");

    [Fact]
    public async Task An_unknown_port_is_answered_with_the_near_miss() =>
        (await _workspace.RunAsync("data", "latest", "select.score")).Refuses(4, "IF404", "Did you mean 'scores'?");

    [Fact]
    public async Task The_newest_run_is_listed_first()
    {
        var ids = new List<string> { _run["run"]!.GetValue<string>() };
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, (await _workspace.JsonAsync("run", "iris"))["run"]!.GetValue<string>());
        }

        Assert.Equal(ids, (await _workspace.JsonAsync("runs")).AsArray().Select(r => r!["run"]!.GetValue<string>()));
    }
}
