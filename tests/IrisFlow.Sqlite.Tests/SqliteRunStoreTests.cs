using System.Diagnostics;

namespace IrisFlow.Sqlite.Tests;

public sealed class SqliteRunStoreTests : RunStoreContract
{
    private readonly string _folder;

    public SqliteRunStoreTests()
    {
        _folder = Directory.CreateTempSubdirectory("irisflow-").FullName;
        Store = SqliteRunStore.Open(File);
    }

    protected override IRunStore Store { get; }

    private string File => Path.Combine(_folder, "irisflow.db");

    [Fact]
    public void What_was_written_is_there_for_the_next_who_opens_the_file()
    {
        Store.Write(w => w.BeginRun(new RunRecord("1", "w")));
        Store.Dispose();

        using var again = SqliteRunStore.Open(File);

        Assert.NotNull(again.FindRun("1"));
    }

    [Fact]
    public void Another_reader_sees_what_was_written_at_once()
    {
        using var other = SqliteRunStore.Open(File);

        Store.Write(w => w.BeginRun(new RunRecord("1", "w")));

        Assert.NotNull(other.FindRun("1"));
    }

    [Theory]
    [InlineData("workflows", "SELECT name, first_seen FROM workflows", "w|2026-03-01T12:00:00.000Z")]
    [InlineData("runs", "SELECT id, workflow, state, started_at FROM runs", "1|w|succeeded|2026-03-01T12:00:00.000Z")]
    [InlineData("steps", "SELECT run_id, step, uses, state, reason FROM steps", "1|a|test.number|succeeded|it never ran")]
    [InlineData("attempts", "SELECT step, attempt, state, started_at, finished_at FROM attempts", "a|1|succeeded|2026-03-01T12:00:00.000Z|2026-03-01T12:00:00.250Z")]
    [InlineData("parameters", "SELECT step, json_extract(parameters, '$.by') FROM parameters WHERE step <> ''", "a|3")]
    [InlineData("objects", "SELECT file, bytes, row_count FROM objects", "file.parquet|10|1")]
    [InlineData("checkpoints", "SELECT step, port, kind, row_count FROM checkpoints", "a|rows|table|1")]
    [InlineData("lineage", "SELECT step, input, source FROM lineage", "a|given|x.rows")]
    [InlineData("cache", "SELECT cache_key, run_id, step FROM cache", "key|1|a")]
    [InlineData("cache_outputs", "SELECT cache_key, port FROM cache_outputs", "key|rows")]
    [InlineData("last_steps", "SELECT workflow, step, run_id FROM last_steps", "w|a|1")]
    [InlineData("metrics", "SELECT step, metric, value FROM metrics", "a|accuracy|0.5")]
    [InlineData("events", "SELECT event FROM events ORDER BY sequence", "run-started\nstep-started\nstep-succeeded\nrun-succeeded")]
    [InlineData("sources", "SELECT path, bytes FROM sources", "file.csv|5")]
    public void Anyone_can_read_each_table_with_the_shell(string table, string query, string expected)
    {
        var content = TableDigest.Of(Table.Of(("n", Column.Of(1))));
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var step = new StepRecord("a", 0, "test.number")
        {
            State = StepState.Succeeded,
            Reason = "it never ran",
            Key = "key",
            Parameters = """{"by":3}""",
            StartedAt = noon,
            Milliseconds = 250,
            Inputs = [new("given", "x.rows", content)],
            Outputs = [new("rows", "table", content, 1)],
            Metrics = [KeyValuePair.Create("accuracy", 0.5)],
        };
        Store.Write(w =>
        {
            w.BeginRun(new RunRecord("1", "w") { StartedAt = noon });
            w.StartStep("1", 1, step with { State = StepState.Running });
            w.SaveObject(new(content, "file.parquet", 10, "hash", 1, 1, "[]"));
            w.EndStep("1", 1, step, cache: true);
            w.Remember(new("file.csv", 5, 1, "digest"));
            w.EndRun("1", 1, RunState.Succeeded, noon);
        });

        Assert.Equal("1", Shell($"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{table}'"));
        Assert.Equal(expected, Shell(query));
    }

    [Fact]
    public void A_figure_that_is_not_a_number_is_null_for_other_tools()
    {
        Store.Write(w =>
        {
            w.BeginRun(new RunRecord("1", "w"));
            w.EndStep("1", 1, new StepRecord("a", 0, "x") { Metrics = [KeyValuePair.Create("auc", double.NaN)] }, cache: false);
        });

        Assert.Equal("auc|null", Shell("SELECT metric, typeof(value) FROM metrics"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Directory.Delete(_folder, recursive: true);
    }

    private string Shell(string sql)
    {
        using var shell = Process.Start(new ProcessStartInfo("sqlite3", [File, sql]) { RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
        return output.TrimEnd('\n');
    }
}
