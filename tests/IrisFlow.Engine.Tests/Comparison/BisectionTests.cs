using System.Text.Json.Nodes;
using IrisFlow.Engine.Comparison;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests;

public sealed partial class BisectionTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("l1", 1)]
    [InlineData("l2", 2)]
    [InlineData("l3", 3)]
    [InlineData("l4", 4)]
    [InlineData("l5", 5)]
    public async Task In_a_chain_the_step_with_the_changed_parameter_is_found(string step, int offset)
    {
        var good = await _bench.RunAsync(Chain());
        var bad = await _bench.RunAsync(Chain(), r => r with { Set = [($"{step}.offset", JsonValue.Create(offset))] });

        var found = await FindAsync(good, bad);

        // The chain passes 10 through, and each step adds its offset, which is 0.
        Assert.Equal((step, 10.0, 10.0 + offset, 10.0), (found.Step, found.GoodValue, found.BadValue, found.With));
        Assert.Equal((CauseKind.Parameter, "offset"), (Assert.Single(found.Causes).Cause.Kind, found.Causes[0].Cause.Name));
        Assert.True(found.IsWhole);
        Assert.InRange(found.Probes.Count, 0, 3);
    }

    [Fact]
    public async Task Of_several_parameters_of_a_step_the_one_that_moves_it_is_named_and_the_others_are_cleared()
    {
        var good = await _bench.RunAsync(Chain());
        var bad = await _bench.RunAsync(Chain(), r => r with { Set = [("l3.slope", JsonValue.Create(4)), ("l3.taste", JsonNode.Parse("""{"kind":"sweet","degree":2}"""))] });

        var found = await FindAsync(good, bad);

        Assert.Equal(("l3", "slope", 10.0), (found.Step, Assert.Single(found.Causes).Cause.Name, found.Causes[0].Value));
        Assert.Equal(("taste", 40.0), (Assert.Single(found.Others).Cause.Name, found.Others[0].Value));
    }

    [Fact]
    public async Task Parameters_that_move_it_only_together_are_named_together()
    {
        var good = await _bench.RunAsync(Chain(slope: 1, offset: 30));
        var bad = await _bench.RunAsync(Chain(slope: 3, offset: 0));

        var found = await FindAsync(good, bad);

        // Good: 40. Bad: 30. Slope as in good: 10. Offset as in good: 60. Only both give 40.
        Assert.Equal((40.0, 30.0), (found.GoodValue, found.BadValue));
        Assert.Equal([("slope", 10.0), ("offset", 60.0)], found.Causes.Select(c => (c.Cause.Name!, c.Value!.Value)));
        Assert.Empty(found.Others);
    }

    [Fact]
    public async Task A_nested_parameter_is_found_by_its_path()
    {
        static Workflow With(double degree) => Workflow.Define("w", flow =>
            flow.Add("m", new Measure { Given = flow.Add("t", new Tasted { Taste = new Then { First = new Sweet { Degree = degree } }, Note = degree.ToString() }).Rows }));
        var found = await FindAsync(await _bench.RunAsync(With(3)), await _bench.RunAsync(With(5)));

        Assert.Equal(("t", "taste.first.degree", 3.0), (found.Step, Assert.Single(found.Causes).Cause.Name, found.Causes[0].Value));
        Assert.Equal("note", Assert.Single(found.Others).Cause.Name);
    }

    [Fact]
    public async Task In_a_chain_the_file_with_other_content_is_found()
    {
        _bench.Write("n.txt", "5");
        var workflow = Workflow.Define("w", flow =>
            flow.Add("m", new Measure { Given = flow.Add("l", new Line { Given = flow.Add("f", new NumberFile { Path = "n.txt" }).Rows, Slope = 2 }).Made }));
        var good = await _bench.RunAsync(workflow);
        _bench.Write("n.txt", "8");
        var bad = await _bench.RunAsync(workflow);

        var found = await FindAsync(good, bad);

        Assert.Equal(("f", CauseKind.Input, "path"), (found.Step, Assert.Single(found.Causes).Cause.Kind, found.Causes[0].Cause.Name));
    }

    [Fact]
    public async Task A_file_of_the_good_run_that_is_still_there_is_tried()
    {
        _bench.Write("old.txt", "5");
        _bench.Write("new.txt", "8");
        static Workflow Reading(string path, string note) => Workflow.Define("w", flow => flow.Add("m", new Measure { Given = flow.Add("f", new NotedFile { Path = path, Note = note }).Rows }));
        var found = await FindAsync(await _bench.RunAsync(Reading("old.txt", "a")), await _bench.RunAsync(Reading("new.txt", "b")));

        Assert.Equal(("path", 5.0), (Assert.Single(found.Causes).Cause.Name, found.Causes[0].Value));
        Assert.Equal(("note", 8.0), (Assert.Single(found.Others).Cause.Name, found.Others[0].Value));
    }

    [Fact]
    public async Task Changed_code_is_found_in_a_chain_and_its_methods_are_named()
    {
        var good = await _bench.RunAsync(Chain());
        var bad = await _bench.RunAsync(Chain(), r => r with { Set = [("l4.offset", JsonValue.Create(3))] });
        PretendItWasTheCode("l4", good, bad);

        var found = await FindAsync(good, bad);

        Assert.Equal(("l4", CauseKind.Code, "Line.RunAsync()"), (found.Step, Assert.Single(found.Causes).Cause.Kind, found.Causes[0].Cause.Name));
    }

    [Fact]
    public async Task Code_is_blamed_when_a_parameter_that_changed_as_well_does_not_move_it()
    {
        var good = await _bench.RunAsync(Chain(), r => r with { Set = [("l4.note", JsonValue.Create("x"))] });
        var bad = await _bench.RunAsync(Chain(), r => r with { Set = [("l4.offset", JsonValue.Create(3))] });
        PretendItWasTheCode("l4", good, bad, """{"slope":1,"offset":3,"note":"x"}""");

        var found = await FindAsync(good, bad);

        Assert.Equal(CauseKind.Code, Assert.Single(found.Causes).Cause.Kind);
        Assert.Null(found.Causes[0].Value);
        Assert.Equal(("note", 13.0), (Assert.Single(found.Others).Cause.Name, found.Others[0].Value));
    }

    [Theory]
    [InlineData("left.offset")]
    [InlineData("right.offset")]
    [InlineData("after.offset")]
    [InlineData("before.offset")]
    public async Task In_a_diamond_the_step_with_the_changed_parameter_is_found(string parameter)
    {
        var good = await _bench.RunAsync(Diamond());
        var bad = await _bench.RunAsync(Diamond(), r => r with { Set = [(parameter, JsonValue.Create(1))] });

        var found = await FindAsync(good, bad);

        Assert.Equal(parameter, $"{found.Step}.{Assert.Single(found.Causes).Cause.Name}");
        Assert.True(found.IsWhole);
    }

    [Fact]
    public async Task In_a_diamond_the_file_and_the_code_are_found_as_well()
    {
        _bench.Write("n.txt", "5");
        var good = await _bench.RunAsync(Diamond(new NumberFile { Path = "n.txt" }));
        _bench.Write("n.txt", "6");
        var bad = await _bench.RunAsync(Diamond(new NumberFile { Path = "n.txt" }));
        var worse = await _bench.RunAsync(Diamond(new NumberFile { Path = "n.txt" }), r => r with { Set = [("right.offset", JsonValue.Create(3))] });

        Assert.Equal(("start", CauseKind.Input), (await FindAsync(good, bad) is var file ? (file.Step, file.Causes.Single().Cause.Kind) : default));
        PretendItWasTheCode("right", bad, worse);
        Assert.Equal(("right", CauseKind.Code), (await FindAsync(bad, worse) is var code ? (code.Step, code.Causes.Single().Cause.Kind) : default));
    }

    [Fact]
    public async Task Where_several_steps_move_it_the_one_found_says_how_much_of_it_is_its_own()
    {
        var good = await _bench.RunAsync(Diamond());
        var bad = await _bench.RunAsync(Diamond(), r => r with { Set = [("left.offset", JsonValue.Create(1)), ("right.offset", JsonValue.Create(9))] });

        var found = await FindAsync(good, bad);

        Assert.Equal(("right", 0.9), (found.Step, found.Share));
        Assert.False(found.IsWhole);
    }

    [Fact]
    public async Task A_step_that_is_not_deterministic_is_found()
    {
        var name = Unsteady.Fresh();
        var workflow = Workflow.Define("w", flow => flow.Add("m", new Measure { Given = flow.Add("l", new Line { Given = flow.Add("u", new Unsteady { Name = name }).Rows }).Made }));
        var good = await _bench.RunAsync(workflow);
        var bad = await _bench.RunAsync(workflow, r => r with { NoCache = true });

        var found = await FindAsync(good, bad);

        Assert.Equal(("u", CauseKind.NonDeterminism), (found.Step, Assert.Single(found.Causes).Cause.Kind));
    }

    [Fact]
    public async Task What_is_tried_stands_below_one_run_and_leaves_the_workflow_s_own_history_alone()
    {
        var good = await _bench.RunAsync(Chain());
        var bad = await _bench.RunAsync(Chain(), r => r with { Set = [("l2.offset", JsonValue.Create(3))] });

        var found = await FindAsync(good, bad);

        Assert.Equal([bad.Run, good.Run], _bench.Store.Runs(null, 10).Select(r => r.Id));
        Assert.Equal(bad.Run, _bench.Store.FindRun("latest")!.Id);
        Assert.Equal([found.Run], _bench.Store.Parts(bad.Run).Select(r => r.Id));
        Assert.Equal((RunState.Succeeded, "w-bisect", "irisflow bisect"), (_bench.Store.FindRun(found.Run) is { } run ? (run.State, run.Workflow, run.Command) : default));
        Assert.Equal(found.Probes.Select(p => p.Run).Order(), _bench.Store.Parts(found.Run).Select(r => r.Id));
        Assert.Equal(bad.Run, _bench.Store.LastStep("w", "l2")!.Value.Run);
    }

    [Fact]
    public async Task Only_what_follows_from_the_exchanged_step_runs()
    {
        var good = await _bench.RunAsync(Chain());
        var bad = await _bench.RunAsync(Chain(), r => r with { Set = [("l1.offset", JsonValue.Create(3))] });

        var found = await FindAsync(good, bad);

        // The good run's outputs from l1 to l3 lead to the good run's figures, all of which are known.
        Assert.All(found.Probes, p => Assert.All(_bench.Store.Steps(p.Run), s => Assert.Equal(StepState.Reused, s.State)));
    }

    private static Workflow Chain(long slope = 1, long offset = 0) => Workflow.Define("w", flow =>
    {
        var rows = flow.Add("a", new Number { Value = 10 }).Rows;
        for (var i = 1; i <= 5; i++)
        {
            rows = flow.Add($"l{i}", new Line { Given = rows, Slope = i == 3 ? slope : 1, Offset = i == 3 ? offset : 0 }).Made;
        }

        flow.Add("m", new Measure { Given = rows });
    });

    private static Workflow Diamond(NumberFile? file = null) => Workflow.Define("w", flow =>
    {
        var start = file is null ? flow.Add("start", new Number { Value = 7 }).Rows : flow.Add("start", file).Rows;
        var before = flow.Add("before", new Line { Given = start });
        var left = flow.Add("left", new Line { Given = before.Made });
        var right = flow.Add("right", new Line { Given = before.Made });
        flow.Add("alone", new Number { Value = 100 });
        flow.Add("m", new Measure { Given = flow.Add("after", new Line { Given = flow.Add("both", new Join { Left = left.Made, Right = right.Made }).Rows }).Made });
    });

    private Task<BisectResult> FindAsync(RunResult good, RunResult bad, string metric = "sum", double tolerance = 1e-9) =>
        new Bisection(_bench.Engine, _ => _bench.Environment).FindAsync(_bench.Store.FindRun(good.Run)!, _bench.Store.FindRun(bad.Run)!, metric, tolerance, "irisflow bisect");

    /// <summary>Rewrites what is tracked of the good run, so that the step's code and not its parameters was different.</summary>
    private void PretendItWasTheCode(string step, RunResult good, RunResult bad, string? parameters = null)
    {
        var text = parameters ?? _bench.Store.Steps(bad.Run).Single(s => s.Name == step).Parameters;
        _bench.Execute($"UPDATE parameters SET parameters = '{text}' WHERE run_id = '{good.Run}' AND step = '{step}'; UPDATE steps SET code = 'aa' WHERE run_id = '{good.Run}' AND step = '{step}'");
        _bench.Store.Write(w =>
        {
            w.SaveCode(new("aa", [new("Line.RunAsync()", "1"), new("Same()", "2")], []));
            w.SaveCode(new(bad.Step(step).Code!, [new("Line.RunAsync()", "9"), new("Same()", "2")], []));
        });
    }
}
