using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Isolation;
using IrisFlow.Parquet;

namespace IrisFlow.Engine.Tests;

public class IsolatedStepTests
{
    private static readonly Table Answer = Table.Of(("n", Column.Of(2L)));

    [Fact]
    public async Task A_workflow_that_asks_for_isolation_where_there_is_none_is_refused_before_anything_runs()
    {
        using var bench = new Bench();

        var problem = await Assert.ThrowsAsync<IrisFlowException>(() => bench.RunAsync(Isolated()));

        Assert.Equal(("IF907", "b"), (problem.Findings[0].Rule, problem.Findings[0].Step));
        Assert.Empty(bench.Store.Runs(null, 10));
    }

    [Fact]
    public async Task What_a_process_hands_over_is_committed_as_if_it_had_been_made_here()
    {
        using var usual = new Bench();
        using var bench = new Bench(host: new Host());

        var result = await bench.RunAsync(Isolated());

        Assert.Equal((await usual.RunAsync(Isolated(new()))).Digests(), result.Digests());
        Assert.Equal(Answer.Column<long>("n")[0], bench.Engine.Checkpoints.Read(result.Step("b").Outputs[0].Digest).Column<long>("n")[0]);
        Assert.Empty(Temporaries(bench));
    }

    [Fact]
    public async Task A_process_is_told_all_that_an_activity_here_would_know()
    {
        var host = new Host();
        using var bench = new Bench(host: host);

        var result = await bench.RunAsync(Isolated());

        var request = StepRequest.Read(host.Asked!.Write());
        Assert.Equal(("b", "test.add", 1), (request.Step, request.Uses, request.Attempt));
        Assert.Equal($"{result.Run}/b/{result.Step("b").Key}", request.IdempotencyKey);
        Assert.Equal(bench.Folder, request.Folder);
        Assert.Equal(1, (long)request.With["by"]!);
        Assert.Equal("a.rows", request.Wires["rows"]);
        Assert.Equal(result.Step("a").Outputs[0].Digest, request.Inputs["a.rows"].Object.Digest);
    }

    [Fact]
    public async Task A_file_that_holds_something_else_than_was_said_is_not_taken()
    {
        using var bench = new Bench(host: new Host { Told = TableDigest.Of(Table.Of(("n", Column.Of(3L)))) });

        var result = await bench.RunAsync(Isolated());

        Assert.Equal((StepState.Failed, "IF908"), (result.State("b"), result.Failures[0].Findings[0].Rule));
        Assert.Null(bench.Store.FindCached(result.Step("b").Key!));
        Assert.Empty(Temporaries(bench));
    }

    [Fact]
    public async Task A_file_that_was_changed_after_it_was_written_is_not_taken()
    {
        using var bench = new Bench(host: new Host { IsTouched = true });

        Assert.Equal("IF908", (await bench.RunAsync(Isolated())).Failures[0].Findings[0].Rule);
        Assert.Empty(Temporaries(bench));
    }

    [Fact]
    public async Task What_a_process_says_while_it_works_is_the_steps_word()
    {
        using var bench = new Bench(host: new Host { Says = [new StepSaid("step-warned", "mind the gap")] });

        Assert.Equal(["mind the gap"], (await bench.RunAsync(Isolated())).Step("b").Warnings);
    }

    [Fact]
    public async Task What_is_not_to_be_kept_is_read_and_then_gone()
    {
        using var bench = new Bench(host: new Host());

        var result = await bench.RunAsync(Isolated(new() { Isolate = StepIsolation.Process, Checkpoint = CheckpointPolicy.Never }));

        Assert.Equal(RunState.Succeeded, result.State);
        Assert.Null(bench.Store.FindObject(result.Step("b").Outputs[0].Digest));
        Assert.Empty(Temporaries(bench));
    }

    [Theory]
    [InlineData("the code prints this")]
    [InlineData("\u0001irisflow {")]
    [InlineData("\u0001irisflow {}")]
    [InlineData("\u0001irisflow []")]
    public void What_is_no_message_is_taken_for_something_that_was_printed(string line) => Assert.Null(StepMessage.TryRead(line));

    private static string[] Temporaries(Bench bench) => Directory.GetFiles(Path.Combine(bench.Engine.Checkpoints.Folder, ".tmp"));

    private static Workflow Isolated(StepPolicy? policy = null) => Workflow.Define("w", flow =>
    {
        var a = flow.Add("a", new Number());
        var b = flow.Add("b", new Add { Given = a.Rows, By = 1 }, policy: policy ?? new() { Isolate = StepIsolation.Process });
        flow.Add("c", new Add { Given = b.Sum, By = 10 });
    });

    /// <summary>Hands over one and the same answer, without a process.</summary>
    private sealed class Host : IStepHost
    {
        public StepRequest? Asked { get; private set; }

        public Digest? Told { get; init; }

        public bool IsTouched { get; init; }

        public IReadOnlyList<StepMessage> Says { get; init; } = [];

        public Task<StepAnswer> RunAsync(StepRequest request, Action<StepMessage> heard, CancellationToken cancellation)
        {
            Asked = request;
            foreach (var message in Says)
            {
                heard(StepMessage.TryRead(message.Write())!);
            }

            var path = request.Outputs + ".rows";
            var stored = CheckpointStore.Write(new ParquetFormat(), Answer, TableDigest.Of(Answer), path).Object;
            if (IsTouched)
            {
                byte[] more = [.. File.ReadAllBytes(path), 0];
                File.Delete(path);
                File.WriteAllBytes(path, more);
            }

            var answer = new StepAnswer(new Dictionary<string, StepFile> { ["rows"] = new(path, stored with { Digest = Told ?? stored.Digest }) });
            return Task.FromResult((StepAnswer)StepMessage.TryRead(answer.Write())!);
        }
    }
}
