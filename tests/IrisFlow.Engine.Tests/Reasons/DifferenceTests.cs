namespace IrisFlow.Engine.Tests;

/// <summary>Each difference that can make a step run again, down to what is behind it.</summary>
public sealed class DifferenceTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_parameter_that_changed()
    {
        await _bench.RunAsync(Some.Chain(value: 1));

        Assert.Equal("ParameterChanged: value changed from 1 to 2", _bench.Tree(_bench.Plan(Some.Chain(value: 2)), "a"));
    }

    [Fact]
    public async Task Several_at_once_are_named_each()
    {
        await _bench.RunAsync(Some.Chain(by: 1));

        Assert.Equal(
            """
            Several: by changed from 1 to 2, parity changed from false to true
              ParameterChanged: by changed from 1 to 2
              ParameterChanged: parity changed from false to true
            """,
            _bench.Tree(_bench.Plan(Some.Chain(by: 2, parity: true)), "b"));
    }

    [Fact]
    public async Task Another_activity()
    {
        await _bench.RunAsync(Workflow.Define("w", flow => flow.Add("a", new Number())));

        Assert.Equal(
            "UsesChanged: it uses test.columns, not test.number",
            _bench.Tree(_bench.Plan(Workflow.Define("w", flow => flow.Add("a", new Columns { Whole = ["n"] }))), "a"));
    }

    [Fact]
    public async Task A_source_file_that_changed()
    {
        var workflow = Workflow.Define("w", flow => flow.Add("a", new NumberFile { Path = "number.txt" }));
        _bench.Write("number.txt", "1");
        await _bench.RunAsync(workflow);
        _bench.Write("number.txt", "2");

        Assert.Equal("SourceFileChanged: number.txt changed", _bench.Tree(_bench.Plan(workflow), "a"));
    }

    [Fact]
    public async Task A_source_file_of_another_name_and_content()
    {
        static Workflow Reading(string path) => Workflow.Define("w", flow => flow.Add("a", new NumberFile { Path = path }));
        _bench.Write("one.txt", "1");
        _bench.Write("two.txt", "2");
        await _bench.RunAsync(Reading("one.txt"));

        Assert.Equal("InputRewired: path is two.txt, not one.txt", _bench.Tree(_bench.Plan(Reading("two.txt")), "a"));
    }

    [Fact]
    public async Task An_input_that_is_wired_to_another_step()
    {
        static Workflow Wired(bool toSecond) => Workflow.Define("w", flow =>
        {
            var first = flow.Add("first", new Number { Value = 1 });
            var second = flow.Add("second", new Number { Value = 2 });
            flow.Add("add", new Add { Given = toSecond ? second.Rows : first.Rows, By = 1 });
        });
        await _bench.RunAsync(Wired(false));

        Assert.Equal("InputRewired: rows is second.rows, not first.rows", _bench.Tree(_bench.Plan(Wired(true)), "add"));
    }

    [Fact]
    public async Task An_input_that_was_not_wired_before()
    {
        static Workflow Wired(string hook, bool wired) => Workflow.Define("w", flow =>
        {
            var number = flow.Add("number", new Number());
            flow.Add("hook", wired ? new Hook { Name = hook, Given = number.Rows } : new Hook { Name = hook });
        });
        var name = Hook.That(() => { });
        await _bench.RunAsync(Wired(name, false));
        Assert.Equal("InputRewired: rows is wired to number.rows", _bench.Tree(_bench.Plan(Wired(name, true)), "hook"));

        using var other = new Bench();
        await other.RunAsync(Wired(name, true));
        Assert.Equal("InputRewired: rows is not wired to number.rows any more", other.Tree(other.Plan(Wired(name, false)), "hook"));
    }

    [Fact]
    public void Code_that_changed_down_to_the_method()
    {
        var plan = _bench.Plan(Some.Chain());
        _bench.Store.Record("1", plan, s => s with { Code = "before", Key = "key of " + s.Name });
        Assert.Equal("CodeChanged: the code of test.number changed", _bench.Tree(_bench.Plan(Some.Chain()), "a"));

        // As if one method had been another.
        var now = _bench.Engine.Parts.Code.Find(plan.Step("a").Bound.Code)!;
        var method = now.Methods.First(m => m.Name.Contains("Number.RunAsync", StringComparison.Ordinal));
        _bench.Store.Write(w => w.SaveCode(new("before", [.. now.Methods.Select(m => m == method ? m with { Hash = "1" } : m)], [])));
        Assert.Equal(
            $"""
            CodeChanged: the code of test.number changed
              MethodChanged: {method.Name} changed
            """,
            _bench.Tree(_bench.Plan(Some.Chain()), "a"));
    }

    [Fact]
    public async Task Columns_of_an_input_that_changed_and_the_step_that_changed_them()
    {
        static Workflow Shaped(Columns columns) => Workflow.Define("w", flow => flow.Add("pass", new Pass { Given = flow.Add("table", columns).Rows }));
        await _bench.RunAsync(Shaped(new() { Whole = ["kept", "gone", "turned", "same"], Value = 1 }));
        var result = await _bench.RunAsync(Shaped(new() { Whole = ["kept", "same", "new"], Real = ["turned"], Value = 2 }));

        Assert.Equal(
            """
            Recorded: after table
              InputChanged: table.rows changed
                ColumnAdded: column new is new
                ColumnRemoved: column gone is gone
                ColumnTypeChanged: column turned is float64 instead of int64
                ColumnContentChanged: column kept has other values
                Several: table: whole changed from ["kept","gone","turned","same"] to ["kept","same","new"], real changed from [] to ["turned"], value changed from 1 to 2
                  ParameterChanged: whole changed from ["kept","gone","turned","same"] to ["kept","same","new"]
                  ParameterChanged: real changed from [] to ["turned"]
                  ParameterChanged: value changed from 1 to 2
            """,
            Trees.Tree(_bench.Why(result.Run, "pass").Why));
    }

    [Fact]
    public async Task With_other_rows_nothing_is_said_of_values()
    {
        static Workflow Shaped(int rows) => Workflow.Define("w", flow => flow.Add("pass", new Pass { Given = flow.Add("table", new Columns { Whole = ["n"], Count = rows }).Rows }));
        await _bench.RunAsync(Shaped(3));
        var result = await _bench.RunAsync(Shaped(4));

        Assert.Equal(
            """
            Recorded: after table
              InputChanged: table.rows changed
                RowsChanged: 4 rows instead of 3
                ParameterChanged: table: count changed from 3 to 4
            """,
            Trees.Tree(_bench.Why(result.Run, "pass").Why));
    }

    [Fact]
    public async Task Where_a_file_is_gone_the_columns_that_differ_are_not_told()
    {
        var first = await _bench.RunAsync(Some.Chain(value: 1));
        var result = await _bench.RunAsync(Some.Chain(value: 2));
        File.Delete(_bench.Engine.Checkpoints.PathOf(_bench.Store.FindObject(first.Digests()["a.rows"])!));

        Assert.Equal(
            """
            Recorded: after a
              InputChanged: a.rows changed
                ParameterChanged: a: value changed from 1 to 2
            """,
            Trees.Tree(_bench.Why(result.Run, "b").Why));
    }

    [Fact]
    public async Task A_step_that_gives_other_content_with_the_same_key()
    {
        var workflow = Workflow.Define("w", flow => flow.Add("pass", new Pass { Given = flow.Add("count", new Counter()).Rows }));
        await _bench.RunAsync(workflow);
        var result = await _bench.RunAsync(workflow, r => r with { Force = ["count"] });

        Assert.Equal(
            """
            Recorded: after count
              InputChanged: count.rows changed
                ColumnContentChanged: column n has other values
                Nondeterministic: count gave other content with the same key
            """,
            Trees.Tree(_bench.Why(result.Run, "pass").Why));
    }

    [Fact]
    public async Task Data_in_the_place_of_what_an_input_reads()
    {
        await _bench.RunAsync(Some.Chain());
        var mine = _bench.Write("mine.parquet", Table.Of(("n", Column.Of(7L))));

        Assert.Equal(
            $"""
            InputChanged: a.rows changed
              Injected: a: rows is {mine}
            """,
            _bench.Tree(_bench.Plan(Some.Chain(), r => r with { With = [("a.rows", mine)] }), "b"));
    }
}
