using System.Text.Json.Nodes;
using IrisFlow.Engine.Comparison;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests;

public sealed class RunComparerTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Two_runs_of_the_same_are_equal_whether_a_step_ran_or_was_reused()
    {
        var first = await _bench.RunAsync(Some.Chain());
        var second = await _bench.RunAsync(Some.Chain());

        var found = Compare(first, second);

        Assert.True(found.AreEqual);
        Assert.Empty(found.Steps);
        Assert.Null(found.Divergence);
    }

    [Fact]
    public async Task A_parameter_is_named_with_both_values_and_is_why_the_runs_part_there()
    {
        var found = Compare(await _bench.RunAsync(Some.Chain(by: 1)), await _bench.RunAsync(Some.Chain(by: 2)));

        Assert.False(found.AreEqual);
        Assert.Equal(["b", "c"], found.Steps.Select(s => s.Step));
        Assert.Equal(["by: 1 → 2"], found.Steps[0].Parameters.Select(p => p.ToString()));
        Assert.Empty(found.Steps[1].Parameters);
        Assert.Equal("rows", Assert.Single(found.Steps[1].Outputs).Port);
        Assert.Equal(("b", CauseKind.Parameter, "by"), (found.Divergence!.Step, Assert.Single(found.Divergence.Causes).Kind, found.Divergence.Causes[0].Name));
    }

    [Fact]
    public async Task A_nested_parameter_has_a_path_and_another_kind_is_another_value()
    {
        static Workflow With(Taste taste) => Workflow.Define("w", flow => flow.Add("a", new Everything { Taste = taste, Whole = 1 }));
        var mild = await _bench.RunAsync(With(new Then { First = new Sweet { Degree = 1 } }));
        var strong = await _bench.RunAsync(With(new Then { First = new Sweet { Degree = 3 } }));
        var plain = await _bench.RunAsync(With(new Sweet()));

        Assert.Equal(["taste.first.degree: 1 → 3"], Compare(mild, strong).Steps[0].Parameters.Select(p => p.ToString()));
        Assert.Equal(["taste"], Compare(mild, plain).Steps[0].Parameters.Select(p => p.Name));
    }

    [Fact]
    public async Task A_change_that_changes_no_output_is_told_and_the_runs_do_not_part()
    {
        var found = Compare(await _bench.RunAsync(Some.Chain(by: 1, parity: true)), await _bench.RunAsync(Some.Chain(by: 3, parity: true)));

        Assert.Equal(["b"], found.Steps.Select(s => s.Step));
        Assert.Null(found.Divergence);
        Assert.False(found.AreEqual);
    }

    [Fact]
    public async Task A_parameter_of_the_workflow_is_told_beside_the_steps_it_goes_to()
    {
        var workflow = Workflow.Define("w", flow =>
        {
            var by = flow.Parameter("by", 1);
            flow.Add("b", new Add { Given = flow.Add("a", new Number()).Rows }, bind: (nameof(Add.By), by));
        });
        var found = Compare(
            await _bench.RunAsync(workflow), await _bench.RunAsync(workflow, r => r with { Parameters = new Dictionary<string, JsonNode?> { ["by"] = 5 } }));

        Assert.Equal(["by: 1 → 5"], found.Parameters.Select(p => p.ToString()));
        Assert.Equal(["by: 1 → 5"], found.Steps[0].Parameters.Select(p => p.ToString()));
    }

    [Fact]
    public async Task A_file_counts_by_its_content_and_not_by_its_path()
    {
        _bench.Write("here.txt", "5");
        _bench.Write("there.txt", "5");
        static Workflow Reading(string path) => Workflow.Define("w", flow => flow.Add("a", new NumberFile { Path = path }));
        var first = await _bench.RunAsync(Reading("here.txt"));
        var moved = await _bench.RunAsync(Reading("there.txt"));
        _bench.Write("there.txt", "6");
        var changed = await _bench.RunAsync(Reading("there.txt"));

        Assert.True(Compare(first, moved).AreEqual);
        var found = Compare(first, changed);
        Assert.Equal("path", Assert.Single(found.Steps[0].Files).Parameter);
        Assert.Empty(found.Steps[0].Parameters);
        Assert.Equal((CauseKind.Input, "the file there.txt has other content"), (found.Divergence!.Causes[0].Kind, found.Divergence.Causes[0].Sentence));
    }

    [Fact]
    public async Task Injected_data_is_why_the_runs_part_and_its_schema_is_compared()
    {
        var file = _bench.Write("own.parquet", Table.Of(("n", Column.Of(1L, 2L)), ("more", Column.Of("x", "y"))));
        static Workflow Loose(int value) => Workflow.Define("w", flow => flow.Add("b", new Add { Given = flow.Add("a", new Unsteady { Name = Unsteady.Fresh() }).Rows, By = value }));
        var workflow = Loose(1);
        var found = Compare(await _bench.RunAsync(workflow), await _bench.RunAsync(workflow, r => r with { With = [("a.rows", file)] }));

        Assert.Equal(("a", CauseKind.Input, $"its output rows is injected from {file}, not its own"), (found.Divergence!.Step, found.Divergence.Causes[0].Kind, found.Divergence.Causes[0].Sentence));
        var output = found.Steps.Single(s => s.Step == "a").Outputs[0];
        Assert.Equal((3, 2), (output.Before!.Rows, output.After!.Rows));
        Assert.Equal(["id", "count", "more"], output.Schema.Select(c => c.Name));
        Assert.Equal([true, true, false], output.Schema.Select(c => c.After is null));
    }

    [Fact]
    public async Task Data_injected_at_an_input_is_why_the_runs_part_there()
    {
        var file = _bench.Write("own.parquet", Table.Of(("n", Column.Of(50L))));
        var found = Compare(await _bench.RunAsync(Some.Diamond()), await _bench.RunAsync(Some.Diamond(), r => r with { With = [("d.left", file)] }));

        Assert.Equal(("d", CauseKind.Input, "left"), (found.Divergence!.Step, Assert.Single(found.Divergence.Causes).Kind, found.Divergence.Causes[0].Name));
    }

    [Fact]
    public async Task Steps_that_were_added_removed_rewired_or_replaced_are_told()
    {
        var before = Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Number());
            var b = flow.Add("b", new Add { Given = a.Rows });
            flow.Add("c", new Add { Given = b.Sum });
            flow.Add("d", new Add { Given = a.Rows });
        });
        var after = Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Number());
            var n = flow.Add("n", new Number { Value = 4 });
            flow.Add("c", new Add { Given = n.Rows });
            flow.Add("d", new Line { Given = a.Rows });
        });
        var found = Compare(await _bench.RunAsync(before), await _bench.RunAsync(after));

        Assert.Equal(
            ["n OnlySecond", "b OnlyFirst", "c Both", "d Both"], found.Steps.Select(s => $"{s.Step} {s.Presence}"));
        Assert.Equal(("rows", "b.rows", "n.rows"), found.Steps[2].Wires.Select(w => (w.Port, w.Source.Before, w.Source.After)).Single());
        Assert.Equal(("test.add", "test.line"), (found.Steps[3].Uses!.Before, found.Steps[3].Uses!.After));
        Assert.Equal(("n", CauseKind.Definition), (found.Divergence!.Step, found.Divergence.Causes[0].Kind));
    }

    [Fact]
    public async Task A_step_that_differs_though_nothing_it_depends_on_does_is_not_deterministic()
    {
        var name = Unsteady.Fresh();
        var workflow = Workflow.Define("w", flow => flow.Add("b", new Add { Given = flow.Add("a", new Unsteady { Name = name }).Rows }));
        var found = Compare(await _bench.RunAsync(workflow), await _bench.RunAsync(workflow, r => r with { NoCache = true }));

        Assert.Equal(("a", CauseKind.NonDeterminism), (found.Divergence!.Step, Assert.Single(found.Divergence.Causes).Kind));
    }

    [Fact]
    public async Task Changed_code_is_named_down_to_the_methods()
    {
        var first = await _bench.RunAsync(Some.Chain(by: 1));
        var second = await _bench.RunAsync(Some.Chain(by: 2));
        _bench.Execute($"UPDATE parameters SET parameters = '{{\"by\":2,\"parity\":false}}' WHERE run_id = '{first.Run}' AND step = 'b'; UPDATE steps SET code = 'aa' WHERE run_id = '{first.Run}' AND step = 'b'");
        _bench.Store.Write(w =>
        {
            w.SaveCode(new("aa", [new("Add.One()", "1"), new("Add.Two()", "2"), new("Old()", "3")], []));
            w.SaveCode(new(second.Step("b").Code!, [new("Add.One()", "1"), new("Add.Two()", "9"), new("package Some 2.0", "4")], []));
        });

        var found = Compare(first, second);

        Assert.Equal([("Add.Two()", Presence.Both), ("package Some 2.0", Presence.OnlySecond), ("Old()", Presence.OnlyFirst)], found.Steps[0].Code!.Pieces);
        Assert.All(found.Divergence!.Causes, c => Assert.Equal(CauseKind.Code, c.Kind));
        Assert.Equal(["Add.Two() changed", "package Some 2.0 was added", "Old() was removed"], found.Divergence.Causes.Select(c => c.Sentence));
    }

    [Fact]
    public async Task A_step_that_failed_in_one_run_is_where_they_part()
    {
        var ok = true;
        var name = Hook.That(() =>
        {
            if (!ok)
            {
                throw new InvalidDataException("no more");
            }
        });
        var workflow = Workflow.Define("w", flow => flow.Add("h", new Hook { Name = name, Given = flow.Add("a", new Number()).Rows }));
        var first = await _bench.RunAsync(workflow);
        ok = false;
        var second = await _bench.RunAsync(workflow, r => r with { Force = ["h"] });

        var found = Compare(first, second);

        Assert.Equal((StepState.Succeeded, StepState.Failed), (found.Steps[0].State!.Before!.State, found.Steps[0].State!.After!.State));
        Assert.Equal(("h", CauseKind.State), (found.Divergence!.Step, found.Divergence.Causes[0].Kind));
        Assert.Contains("no more", found.Divergence.Causes[0].Sentence);
    }

    [Fact]
    public async Task A_step_that_one_run_left_out_is_told_and_is_not_where_they_part()
    {
        var first = await _bench.RunAsync(Some.Chain());
        var second = await _bench.RunAsync(Some.Chain(), r => r with { From = ["c"], Set = [("c.by", JsonValue.Create(7))] });

        var found = Compare(first, second);

        Assert.Equal("c", found.Divergence!.Step);
        Assert.Equal(StepState.NotSelected, found.Steps[0].State!.After!.State);
    }

    [Fact]
    public async Task Figures_are_compared_with_their_difference()
    {
        static Workflow Measured(int value) => Workflow.Define("w", flow => flow.Add("m", new Measure { Given = flow.Add("a", new Number { Value = value }).Rows }));
        var found = Compare(await _bench.RunAsync(Measured(2)), await _bench.RunAsync(Measured(7)));

        Assert.Equal([("sum", 2.0, 7.0, 5.0), ("even", 1.0, 0.0, -1.0)], found.Steps[1].Metrics.Select(m => (m.Name, m.Before!.Value, m.After!.Value, m.Delta!.Value)));
    }

    [Fact]
    public async Task Times_are_told_only_when_asked_for()
    {
        var first = await _bench.RunAsync(Some.Chain());
        var second = await _bench.RunAsync(Some.Chain(), r => r with { NoCache = true });

        Assert.Empty(Compare(first, second).Steps);
        var timed = new RunComparer(_bench.Store).Compare(_bench.Store.FindRun(first.Run)!, _bench.Store.FindRun(second.Run)!, times: true);
        Assert.True(timed.AreEqual);
        Assert.Equal(["a", "b", "c"], timed.Steps.Where(s => s.Times is not null).Select(s => s.Step));
    }

    private RunDifferences Compare(RunResult first, RunResult second) =>
        new RunComparer(_bench.Store).Compare(_bench.Store.FindRun(first.Run)!, _bench.Store.FindRun(second.Run)!);
}
