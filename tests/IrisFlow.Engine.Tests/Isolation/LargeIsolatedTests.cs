using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Isolation;
using IrisFlow.Parquet;

namespace IrisFlow.Engine.Tests;

public class LargeIsolatedTests
{
    private const long Kept = 1 << 20;
    private static readonly Table Table = Streams.Table(100_000);
    private static readonly StepPolicy Apart = new() { Isolate = StepIsolation.Process };

    [Theory]
    [InlineData(CheckpointPolicy.Always)]
    [InlineData(CheckpointPolicy.Never)]
    public async Task Large_outputs_go_from_process_to_process_and_nothing_is_left_of_them_but_checkpoints(CheckpointPolicy policy)
    {
        using var bench = new Bench(host: new Worker(), kept: Kept);
        var flow = Workflow.Define("w", flow =>
        {
            var w = flow.Add("w", new Streams { Name = Streams.Writing(Table) }, policy: Apart with { Checkpoint = policy });
            var m = flow.Add("m", new Streams { Name = Mapping(), Given = w.Rows }, policy: Apart with { Checkpoint = policy });
            flow.Add("a", new Streams { Name = Streams.Adding(), Given = m.Rows });
        });

        var result = await bench.RunAsync(flow);

        Assert.Empty(result.Failures);
        Assert.Equal(TableDigest.Of(Table), result.Digests()["w.rows"]);
        Assert.Equal(TableDigest.Of(Table), result.Digests()["m.rows"]);
        Assert.Equal(100_000L * 99_999 / 2, bench.Engine.Checkpoints.Read(result.Digests()["a.rows"]).Column<long>("n")[0]);
        Assert.Equal(policy == CheckpointPolicy.Always, bench.Store.FindObject(TableDigest.Of(Table)) is not null);
        Assert.Empty(Temporaries(bench));
    }

    [Fact]
    public async Task An_isolated_step_reads_what_one_here_has_just_written_and_does_not_keep()
    {
        using var bench = new Bench(host: new Worker(), kept: Kept);
        var flow = Workflow.Define("w", flow =>
        {
            var w = flow.Add("w", new Streams { Name = Streams.Writing(Table) }, policy: new() { Checkpoint = CheckpointPolicy.Never });
            flow.Add("a", new Streams { Name = Streams.Adding(), Given = w.Rows }, policy: Apart);
        });

        var result = await bench.RunAsync(flow);

        Assert.Empty(result.Failures);
        Assert.Equal(100_000L * 99_999 / 2, bench.Engine.Checkpoints.Read(result.Digests()["a.rows"]).Column<long>("n")[0]);
        Assert.Empty(Temporaries(bench));
    }

    [Fact]
    public async Task A_large_file_that_holds_other_rows_than_was_said_is_not_taken()
    {
        using var bench = new Bench(host: new Worker { Change = Forged }, kept: Kept);

        var result = await bench.RunAsync(Workflow.Define("w", flow => flow.Add("w", new Streams { Name = Streams.Writing(Table) }, policy: Apart)));

        Assert.Equal("IF908", result.Failures[0].Findings[0].Rule);
        Assert.Empty(bench.Store.Objects());
        Assert.Empty(Temporaries(bench));
    }

    [Fact]
    public async Task An_isolated_step_that_fails_leaves_nothing_of_what_it_wrote()
    {
        using var bench = new Bench(host: new Worker(), kept: Kept);
        var failing = Streams.Writing(Table, (_, batch) => ArgumentOutOfRangeException.ThrowIfGreaterThan(batch, 15));

        var result = await bench.RunAsync(Workflow.Define("w", flow => flow.Add("w", new Streams { Name = failing }, policy: Apart)));

        Assert.Equal("IF901", result.Failures[0].Findings[0].Rule);
        Assert.Empty(Temporaries(bench));
    }

    private static string Mapping() => Streams.That((step, activity) => step.Map(activity.Given, activity.Rows, rows => rows));

    /// <summary>Another table in a file that says that it is the one that was written, told with its true hash.</summary>
    private static StepFile Forged(StepFile file)
    {
        File.Delete(file.Path);
        using (var stream = File.Create(file.Path))
        {
            new ParquetFormat().Write(Table.With("x", Column.Of(new double[Table.RowCount])).WithMetadata(TableDigest.ColumnsEntry, Wide.DigestsOf(Table)), stream);
        }

        return file with { Object = file.Object with { FileHash = FileHash.Of(file.Path)!, Bytes = new FileInfo(file.Path).Length } };
    }

    private static string[] Temporaries(Bench bench) => Directory.GetFiles(Path.Combine(bench.Engine.Checkpoints.Folder, ".tmp"));

    /// <summary>The real worker with all that goes between two processes, in this one.</summary>
    private sealed class Worker : IStepHost
    {
        public Func<StepFile, StepFile> Change { get; init; } = file => file;

        public async Task<StepAnswer> RunAsync(StepRequest request, Action<StepMessage> heard, CancellationToken cancellation)
        {
            using var answers = new StringWriter();
            var worker = new StepWorker(new ParquetFormat(), folder => new(folder, new Catalog(typeof(Bench).Assembly), new TableFormats([new ParquetFormat()]))) { KeptBytes = Kept };
            await worker.RunAsync(new Line(request.Write()), answers, cancellation);
            StepMessage? last = null;
            foreach (var line in answers.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                last = StepMessage.TryRead(line)!;
                heard(last);
            }

            return last is StepAnswer answer
                ? new(answer.Outputs.ToDictionary(o => o.Key, o => Change(o.Value)))
                : throw new IrisFlowException(((StepFailed)last!).Findings, ((StepFailed)last).Exit);
        }

        /// <summary>One line, after which nothing comes and nobody hangs up.</summary>
        private sealed class Line(string line) : TextReader
        {
            public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(line);

            public override int Read()
            {
                new ManualResetEvent(false).WaitOne();
                return -1;
            }
        }
    }
}
