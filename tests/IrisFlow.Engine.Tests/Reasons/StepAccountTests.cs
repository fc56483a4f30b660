using IrisFlow.Engine.Reasons;

namespace IrisFlow.Engine.Tests;

/// <summary>What is said afterwards of a step of a run.</summary>
public sealed class StepAccountTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_run_is_compared_with_what_was_there_before_it_not_after()
    {
        var first = await _bench.RunAsync(Some.Chain(value: 1));
        var second = await _bench.RunAsync(Some.Chain(value: 2));
        await _bench.RunAsync(Some.Chain(value: 3));

        var account = _bench.Why(second.Run, "a");

        Assert.Equal(first.Run, account.ComparedWith);
        Assert.Equal("ParameterChanged: value changed from 1 to 2", Trees.Tree(account.Why));
        Assert.Equal("NeverRan: it never ran", Trees.Tree(_bench.Why(first.Run, "a").Why));
    }

    [Fact]
    public async Task A_reused_step_names_the_run_that_made_its_outputs()
    {
        var first = await _bench.RunAsync(Some.Chain());
        var second = await _bench.RunAsync(Some.Chain());
        var account = _bench.Why(second.Run, "b");

        Assert.Equal((ReasonKind.Unchanged, (first.Run, "b")), (account.Why.Kind, account.MadeBy!.Value));
    }

    [Fact]
    public async Task Inputs_say_where_they_come_from()
    {
        _bench.Write("number.txt", "1");
        Workflow File(long by) => Workflow.Define("w", flow => flow.Add("add", new Add { Given = flow.Add("file", new NumberFile { Path = "number.txt" }).Rows, By = by }));
        var first = await _bench.RunAsync(File(1));
        var second = await _bench.RunAsync(File(2));

        var read = Assert.Single(_bench.Why(second.Run, "add").Inputs);
        Assert.Equal(("rows", "file.rows", StepState.Reused, first.Run), (read.Port, read.Source, read.State!.Value, read.Run));
        Assert.Equal(second.Digests()["file.rows"], read.Digest);
        var source = Assert.Single(_bench.Why(first.Run, "file").Inputs);
        Assert.Equal(("path", "file:number.txt", null, null), (source.Port, source.Source, source.State, source.Run));
    }

    [Fact]
    public async Task A_forced_step_is_told_with_nothing_behind_it()
    {
        await _bench.RunAsync(Some.Chain());
        var forced = await _bench.RunAsync(Some.Chain(), r => r with { Force = ["a"] });

        Assert.Equal("Forced: forced by --force", Trees.Tree(_bench.Why(forced.Run, "a").Why));
    }

    [Fact]
    public async Task A_step_that_is_left_out_and_one_that_is_injected_say_so()
    {
        var mine = _bench.Write("mine.parquet", Table.Of(("n", Column.Of(7L))));
        var run = await _bench.RunAsync(Some.Chain(), r => r with { From = ["b"], To = ["b"], With = [("a.rows", mine)] });

        Assert.Equal($"Injected: rows is {mine}", Trees.Tree(_bench.Why(run.Run, "a").Why));
        Assert.Equal("NotSelected: ", Trees.Tree(_bench.Why(run.Run, "c").Why));
    }

    [Fact]
    public async Task A_chain_of_hundreds_of_steps_is_followed_for_a_page_only()
    {
        Workflow Long(int value) => Workflow.Define("long", flow =>
        {
            var rows = flow.Add("s0", new Number { Value = value }).Rows;
            for (var i = 1; i < 300; i++)
            {
                rows = flow.Add($"s{i}", new Add { Given = rows, By = 1 }).Sum;
            }
        });
        await _bench.RunAsync(Long(1));
        var second = await _bench.RunAsync(Long(2));

        Assert.InRange(Trees.Tree(_bench.Why(second.Run, "s299").Why).Split('\n').Length, 20, 80);
    }
}
