using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;
using IrisFlow.Parquet;

namespace IrisFlow.Engine.Tests;

public class LargeOutputTests
{
    private const int Rows = 100_000;
    private const long Kept = 1 << 20;
    private static readonly Table Table = Streams.Table(Rows).WithMetadata("note", "kept");

    [Theory]
    [InlineData(Kept)]
    [InlineData(long.MaxValue)]
    public async Task The_same_rows_are_the_same_checkpoint_whether_they_fit_into_memory_or_not(long kept)
    {
        using var bench = new Bench(kept: kept);

        var result = await bench.RunAsync(WriteThenAdd());

        Assert.Equal(TableDigest.Of(Table), result.Digests()["w.rows"]);
        Assert.Equal((long)Rows * (Rows - 1) / 2, Sum(bench, result, "a"));
        var stored = bench.Store.FindObject(TableDigest.Of(Table))!;
        Assert.Equal(ObjectState.Whole, bench.Engine.Checkpoints.Examine(stored).State);
        Assert.Equal(TableDigest.Of(Table), TableDigest.Of(new ParquetFormat().Read(bench.Engine.PathOf(result.Run, "w", "rows"))));
        Assert.Equal(Rows, stored.Rows);
        Assert.Empty(Temporaries(bench));
    }

    [Fact]
    public async Task What_does_not_fit_is_in_its_file_before_the_step_ends()
    {
        var (before, after) = (new List<int>(), 0L);
        using var bench = new Bench(kept: Kept);

        await bench.RunAsync(Write(Streams.Writing(Table, (_, _) => before.Add(Temporaries(bench).Length))));
        after = Temporaries(bench).Length;

        Assert.Equal((0, 1, 0), (before[0], before[^1], after));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(10)]
    public async Task A_step_that_fails_while_it_writes_leaves_nothing_behind(int at)
    {
        using var bench = new Bench(kept: Kept);

        var result = await bench.RunAsync(Write(Streams.Writing(Table, (_, batch) => Throw(batch == at))));

        Assert.Equal(StepState.Failed, result.State("w"));
        Assert.Empty(Temporaries(bench));
        Assert.Empty(bench.Store.Objects());
    }

    [Fact]
    public async Task A_step_that_fails_after_it_has_written_leaves_nothing_behind()
    {
        using var bench = new Bench(kept: Kept);
        var result = await bench.RunAsync(Write(Streams.That((step, activity) =>
        {
            // Without a using: whoever forgets it leaves nothing behind either.
            var writer = step.Create(activity.Rows, Table.Schema);
            writer.Write(Table);
            writer.Finish();
            throw new InvalidOperationException("too late");
        })));

        Assert.Equal(StepState.Failed, result.State("w"));
        Assert.Empty(Temporaries(bench));
        Assert.Empty(bench.Store.Objects());
    }

    [Fact]
    public async Task A_writer_that_is_never_finished_is_an_output_that_was_not_written()
    {
        using var bench = new Bench(kept: Kept);

        var result = await bench.RunAsync(Write(Streams.That((step, activity) => step.Create(activity.Rows, Table.Schema).Write(Table))));

        Assert.Equal("IF902", result.Failures[0].Findings[0].Rule);
        Assert.Empty(Temporaries(bench));
    }

    [Fact]
    public async Task A_cancelled_step_leaves_nothing_behind()
    {
        using var bench = new Bench(kept: Kept);
        using var cancellation = new CancellationTokenSource();

        var result = await bench.RunAsync(
            Write(Streams.Writing(Table, (step, batch) =>
            {
                if (batch == 15)
                {
                    cancellation.Cancel();
                    step.Cancellation.ThrowIfCancellationRequested();
                }
            })),
            cancellation: cancellation.Token);

        Assert.Equal((RunState.Cancelled, StepState.Cancelled), (result.State, result.State("w")));
        Assert.Empty(Temporaries(bench));
    }

    [Fact]
    public async Task The_attempt_that_succeeds_is_the_one_that_is_stored()
    {
        using var bench = new Bench(kept: Kept);
        var written = Streams.Writing(Table, (step, batch) =>
        {
            if (step.Attempt == 1 && batch == 15)
            {
                throw new TransientException("not yet");
            }
        });

        var result = await bench.RunAsync(Write(written, new() { Retries = 1, Backoff = TimeSpan.Zero }));

        Assert.Equal(TableDigest.Of(Table), result.Digests()["w.rows"]);
        Assert.Empty(Temporaries(bench));
        Assert.Single(bench.Store.Objects());
    }

    [Fact]
    public async Task Rows_that_come_after_the_timeout_are_nobodys()
    {
        using var bench = new Bench(kept: Kept);

        var result = await bench.RunAsync(Write(
            Streams.Writing(Table, (step, batch) => Throw(batch == 15 && step.Cancellation.WaitHandle.WaitOne())), new() { Timeout = TimeSpan.FromMilliseconds(300) }));

        Assert.Equal("IF903", result.Failures[0].Findings[0].Rule);
        Assert.Empty(Temporaries(bench));
    }

    [Fact]
    public async Task What_is_not_kept_is_read_from_its_temporary_file_which_is_gone_after_its_last_reader()
    {
        using var bench = new Bench(kept: Kept);
        var seen = 0;
        var flow = WriteThenAdd(policy: new() { Checkpoint = CheckpointPolicy.Never }, adding: Streams.Adding((_, batch) => seen = Temporaries(bench).Length));

        var result = await bench.RunAsync(flow);

        Assert.Equal((RunState.Succeeded, 1), (result.State, seen));
        Assert.Equal((long)Rows * (Rows - 1) / 2, Sum(bench, result, "a"));
        Assert.Null(bench.Store.FindObject(TableDigest.Of(Table)));
        Assert.Empty(Temporaries(bench));
    }

    [Fact]
    public async Task What_is_not_kept_is_gone_too_when_its_reader_fails()
    {
        using var bench = new Bench(kept: Kept);

        await bench.RunAsync(WriteThenAdd(policy: new() { Checkpoint = CheckpointPolicy.Never }, adding: Streams.Adding((_, batch) => Throw(batch == 1))));

        Assert.Empty(Temporaries(bench));
    }

    [Fact]
    public async Task Content_that_is_stored_already_is_not_stored_again()
    {
        using var bench = new Bench(kept: Kept);
        var first = await bench.RunAsync(WriteThenAdd());
        var (file, stamp) = (bench.Engine.PathOf(first.Run, "w", "rows"), bench.Store.FindObject(TableDigest.Of(Table))!.Stamp);

        var second = await bench.RunAsync(WriteThenAdd(Streams.Writing(Table)));

        Assert.Equal((first.Digests()["w.rows"], stamp), (second.Digests()["w.rows"], File.ResolveLinkTarget(file, true)!.LastWriteTimeUtc.Ticks));
        Assert.Equal(2, bench.Store.Objects().Count);
        Assert.Empty(Temporaries(bench));
    }

    [Fact]
    public async Task A_reader_goes_on_while_the_file_it_reads_gets_its_final_name()
    {
        using var bench = new Bench(kept: Kept);
        var (names, table) = (new List<bool>(), Streams.Table(Rows));
        var adding = Streams.Adding((_, batch) =>
        {
            // After the first batch until the file has been renamed, which the commit of the step does meanwhile.
            SpinWait.SpinUntil(() => Temporaries(bench).Length == 0);
            names.Add(bench.Store.FindObject(TableDigest.Of(table)) is not null);
        });

        var result = await bench.RunAsync(WriteThenAdd(Streams.Writing(table), adding: adding));

        Assert.Equal(RunState.Succeeded, result.State);
        Assert.Equal((long)Rows * (Rows - 1) / 2, Sum(bench, result, "a"));
    }

    [Fact]
    public async Task A_column_can_be_asked_for_before_and_after_the_file_has_its_final_name()
    {
        using var bench = new Bench(kept: Kept);
        var asked = Streams.That((step, activity) =>
        {
            var given = step.Read(activity.Given);
            var n = given["n"];
            SpinWait.SpinUntil(() => Temporaries(bench).Length == 0);
            step.Write(activity.Rows, given.Select("x", "t").With("n", n));
        });

        var result = await bench.RunAsync(WriteThenAdd(adding: asked));

        Assert.Equal(TableDigest.Of(Table.Select("x", "t", "n")), result.Digests()["a.rows"]);
    }

    [Fact]
    public async Task A_part_of_a_large_input_that_is_passed_on_is_a_checkpoint_of_its_own()
    {
        using var bench = new Bench(kept: Kept);
        var passed = Streams.That((step, activity) => step.Write(activity.Rows, step.Read(activity.Given).Select("x", "n")));

        var result = await bench.RunAsync(WriteThenAdd(adding: passed));

        Assert.Equal(TableDigest.Of(Table.Select("x", "n")), result.Digests()["a.rows"]);
        Assert.Equal(ObjectState.Whole, bench.Engine.Checkpoints.Examine(bench.Store.FindObject(result.Digests()["a.rows"])!).State);
    }

    [Fact]
    public async Task A_key_that_gives_other_large_data_is_found_out_and_the_columns_are_named()
    {
        using var bench = new Bench(kept: Kept);
        var times = 0;
        var flow = Write(Streams.That((step, activity) =>
        {
            using var writer = step.Create(activity.Rows, Table.Schema);
            writer.Write(times++ == 0 ? Table : Table.With("x", Column.Of(new double[Rows])));
            writer.Finish();
        }));
        await bench.RunAsync(flow);

        var again = await bench.RunAsync(flow, r => r with { Force = ["w"] });

        Assert.Contains("column x differs; test.streams is not deterministic", Assert.Single(again.Step("w").Warnings));
        Assert.Equal(["x"], Assert.Single(bench.Store.Evidence(again.Step("w").Key)).Columns);
    }

    [Fact]
    public async Task A_run_that_was_interrupted_goes_on_from_a_large_checkpoint()
    {
        using var bench = new Bench(kept: Kept);
        var fails = true;
        var run = await bench.RunAsync(WriteThenAdd(adding: Streams.Adding((_, _) => Throw(fails))));
        fails = false;

        var resumed = await bench.ResumeAsync(run.Run);

        Assert.Equal((RunState.Succeeded, StepState.Succeeded), (resumed.State, resumed.State("w")));
        Assert.Equal((long)Rows * (Rows - 1) / 2, Sum(bench, resumed, "a"));
    }

    private static Workflow Write(string written, StepPolicy? policy = null) =>
        Workflow.Define("w", flow => flow.Add("w", new Streams { Name = written }, policy: policy));

    private static Workflow WriteThenAdd(string? written = null, StepPolicy? policy = null, string? adding = null) => Workflow.Define("w", flow =>
    {
        var w = flow.Add("w", new Streams { Name = written ?? Streams.Writing(Table) }, policy: policy);
        flow.Add("a", new Streams { Name = adding ?? Streams.Adding(), Given = w.Rows });
    });

    private static long Sum(Bench bench, RunResult result, string step) =>
        bench.Engine.Checkpoints.Read(result.Step(step).Outputs[0].Digest).Column<long>("n")[0];

    private static void Throw(bool now)
    {
        if (now)
        {
            throw new InvalidOperationException("that was it");
        }
    }

    private static string[] Temporaries(Bench bench) => Directory.GetFiles(Path.Combine(bench.Engine.Checkpoints.Folder, ".tmp"));
}
