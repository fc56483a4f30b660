using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary><c>--with step.port=SOURCE</c>: the user's own data in the place of a port.</summary>
public sealed class InjectionTests : IAsyncLifetime
{
    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();
    private JsonNode _first = null!;

    public async Task InitializeAsync()
    {
        _first = await _workspace.JsonAsync("run", "iris", "--to", "train");
        (await _workspace.RunAsync("data", "latest", "select.rows", "--out", "mine.csv")).Succeeds();
    }

    public Task DisposeAsync()
    {
        _workspace.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_csv_takes_the_place_of_an_output()
    {
        Change(rows => rows.Take(100));
        Assert.Equal("injected", (await InjectAsync("select.rows=mine.csv")).Step("select")["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_steps_that_follow_see_the_rows_of_the_csv()
    {
        Change(rows => rows.Where(r => !r.EndsWith("virginica", StringComparison.Ordinal)));
        await InjectAsync("select.rows=mine.csv");
        Assert.DoesNotContain((await _workspace.TableAsync("train.model")).Rows(), r => r["class"]!.GetValue<string>() == "virginica");
    }

    [Fact]
    public async Task A_csv_with_the_same_rows_trains_the_same_weights()
    {
        await InjectAsync("select.rows=mine.csv");
        var injected = await _workspace.TableAsync("train.model");
        Assert.Equal((await _workspace.TableAsync("train.model", _first["run"]!.GetValue<string>()))["rows"]!.ToJsonString(), injected["rows"]!.ToJsonString());
    }

    [Fact]
    public async Task What_was_injected_is_recorded_with_its_origin()
    {
        await InjectAsync("select.rows=mine.csv");
        Assert.Equal("mine.csv", (await _workspace.JsonAsync("show")).Output("select.rows")["origin"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_missing_column_is_refused()
    {
        Change(rows => rows.Select(r => r[(r.IndexOf(',') + 1)..]));
        (await RefusedAsync("select.rows=mine.csv")).Refuses(2, "IF203", "mine.csv", "'select.rows'", "petal_length");
    }

    [Fact]
    public async Task A_misspelt_column_is_answered_with_the_near_miss()
    {
        _workspace.Write("mine.csv", _workspace.Read("mine.csv").Replace("petal_length", "petal_lenght"));
        (await RefusedAsync("select.rows=mine.csv")).Refuses(2, "IF203", "The column 'petal_length' is missing.", "Did you mean 'petal_lenght'?");
    }

    [Fact]
    public async Task A_column_of_the_wrong_type_is_refused()
    {
        Change(rows => rows.Select((r, i) => i == 1 ? "long" + r[r.IndexOf(',')..] : r));
        (await RefusedAsync("select.rows=mine.csv")).Refuses(2, "IF202", "mine.csv", "Column 'petal_length' is string.", "float64");
    }

    [Fact]
    public async Task A_row_without_a_value_is_refused()
    {
        Change(rows => rows.Select((r, i) => i == 1 ? r[r.IndexOf(',')..] : r));
        (await RefusedAsync("select.rows=mine.csv")).Refuses(2, "IF205", "Column 'petal_length' has 1 row");
    }

    [Fact]
    public async Task An_extra_column_is_told()
    {
        Change(rows => rows.Select((r, i) => r + (i == 0 ? ",bloom" : ",red")));
        Assert.Contains("warning: IF204 mine.csv 'select.rows': The port has no column 'bloom'.", (await RefusedAsync("select.rows=mine.csv")).Error);
    }

    [Fact]
    public async Task An_extra_column_is_left_out()
    {
        Change(rows => rows.Select((r, i) => r + (i == 0 ? ",bloom" : ",red")));
        Assert.DoesNotContain("bloom", await ColumnsAsync(await InjectAsync("select.rows=mine.csv")));
    }

    [Fact]
    public async Task A_parquet_file_can_be_injected()
    {
        (await _workspace.RunAsync("data", "latest", "select.rows", "--out", "mine.parquet")).Succeeds();
        Assert.Equal(["petal_length", "petal_width", "species"], await ColumnsAsync(await InjectAsync("select.rows=mine.parquet")));
    }

    [Fact]
    public async Task A_checkpoint_of_another_run_can_be_injected()
    {
        var other = await _workspace.JsonAsync("run", "iris", "--set", "filter.maxCm=5.0", "--to", "select");
        await _workspace.JsonAsync("run", "iris", "--to", "select");
        var run = await InjectAsync($"select.rows=run:{other["run"]}/select.rows");
        Assert.Equal(32, run.Output("select.rows")["rows"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_digest_can_be_injected()
    {
        var run = await InjectAsync($"select.rows={_first.Digest("select.rows")}");
        Assert.Equal(_first.Digest("select.rows"), run.Digest("select.rows"));
    }

    [Fact]
    public async Task An_input_can_be_given_to_one_step_alone()
    {
        Change(rows => rows.Take(61));
        await InjectAsync("train.rows=mine.csv");
        Assert.Equal(["setosa", "versicolor"], (await _workspace.TableAsync("train.model")).Rows().Select(r => r["class"]!.GetValue<string>()).Distinct());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_found() =>
        (await RefusedAsync("select.rows=mein.csv")).Refuses(4, "IF302", "mein.csv", "mine.csv");

    [Fact]
    public async Task A_file_that_is_no_table_is_refused() =>
        (await RefusedAsync("select.rows=mine.txt")).Refuses(2, "IF301", ".parquet, .csv");

    [Fact]
    public async Task A_table_in_the_place_of_a_model_is_refused() =>
        (await RefusedAsync("train.model=mine.csv")).Refuses(2, "IF501", "no model");

    [Fact]
    public async Task A_run_that_is_not_there_is_not_found() =>
        (await RefusedAsync("select.rows=run:nothing/select.rows")).Refuses(4, "IF403", "There is no run 'nothing'.");

    [Fact]
    public async Task A_checkpoint_that_the_run_has_not_is_answered_with_the_near_miss() =>
        (await RefusedAsync("select.rows=run:latest/select.rowz")).Refuses(2, "IF404", "Did you mean 'select.rows'?");

    private Task<JsonNode> InjectAsync(string with) => _workspace.JsonAsync("run", "iris", "--from", "train", "--to", "train", "--with", with);

    private Task<ProgramResult> RefusedAsync(string with) => _workspace.RunAsync("run", "iris", "--from", "train", "--to", "train", "--with", with);

    private async Task<string[]> ColumnsAsync(JsonNode run) => (await _workspace.TableAsync("select.rows", run["run"]!.GetValue<string>())).Columns();

    private void Change(Func<IEnumerable<string>, IEnumerable<string>> change) =>
        _workspace.Write("mine.csv", string.Join('\n', change(_workspace.Read("mine.csv").Trim().Split('\n').Select(l => l.TrimEnd('\r')))) + "\n");
}
