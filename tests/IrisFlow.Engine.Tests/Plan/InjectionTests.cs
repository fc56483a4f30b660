using IrisFlow.Engine.Plan;

namespace IrisFlow.Engine.Tests;

public class InjectionTests
{
    private static readonly Field Length = new("length", ColumnType.Float64);
    private static readonly Field Width = new("width", ColumnType.Float64);
    private static readonly Field Kind = new("kind", ColumnType.String);
    private static readonly Shape Flowers = Shape.Of(new Schema(Length, Width, Kind));

    [Fact]
    public void A_table_of_the_right_columns_is_taken_as_it_is()
    {
        var table = Table.Of(("length", Column.Of(1.5)), ("width", Column.Of(0.5)), ("kind", Column.Of("a")));

        var (fitted, findings) = Fit(table, Flowers);

        Assert.Empty(findings);
        Assert.Equal(TableDigest.Of(table), TableDigest.Of(fitted));
    }

    [Fact]
    public void Every_missing_column_is_named()
    {
        var (_, findings) = Fit(Table.Of(("lenght", Column.Of(1.5))), Flowers);

        var missing = findings.Where(f => f.Rule == "IF203").ToList();
        Assert.Equal(["length", "width", "kind"], missing.Select(f => f.Column));
        Assert.Contains("Did you mean 'lenght'?", missing[0].Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_another_type_is_named_with_the_type_it_should_have()
    {
        var (_, findings) = Fit(Table.Of(("length", Column.Of("long")), ("width", Column.Of(0.5)), ("kind", Column.Of("a"))), Flowers);

        var finding = Assert.Single(findings);
        Assert.Equal(("IF202", "length"), (finding.Rule, finding.Column));
        Assert.Contains("float64", finding.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_numbers_become_the_numbers_that_the_port_has()
    {
        var (fitted, findings) = Fit(Table.Of(("length", Column.Of(3)), ("width", Column.Of(4L)), ("kind", Column.Of("a"))), Flowers);

        Assert.Empty(findings);
        Assert.Equal([3.0, 4.0], [fitted["length"].ValueAt(0), fitted["width"].ValueAt(0)]);
    }

    [Fact]
    public void A_whole_number_that_does_not_fit_the_port_is_refused()
    {
        var (_, findings) = Fit(Table.Of(("n", Column.Of(1L << 40))), Shape.Of(new Schema(new Field("n", ColumnType.Int32))));

        Assert.Equal("IF202", Assert.Single(findings).Rule);
    }

    [Fact]
    public void A_row_without_a_value_is_refused_where_each_row_has_one()
    {
        var table = Table.Of(("n", Column.OfNullable<long>(ColumnType.Int64, 1, null)));

        var (_, findings) = Fit(table, Shape.Of(new Schema(new Field("n", ColumnType.Int64))));

        Assert.Equal("IF205", Assert.Single(findings).Rule);
    }

    [Fact]
    public void A_column_too_many_is_left_out_with_a_warning()
    {
        var (fitted, findings) = Fit(Table.Of(("n", Column.Of(1L)), ("extra", Column.Of(2L))), Shape.Of(new Schema(new Field("n", ColumnType.Int64))));

        Assert.Equal(["n"], fitted.Schema.Names);
        Assert.Equal(("IF204", Severity.Warning), (Assert.Single(findings).Rule, findings[0].Severity));
    }

    [Theory]
    [InlineData("length width", true)]
    [InlineData("length", false)]
    [InlineData("", false)]
    public void Of_columns_that_are_chosen_from_there_are_as_many_as_are_chosen(string columns, bool fits)
    {
        var shape = new Shape { Fields = [Kind], Candidates = [Length, Width, new("height", ColumnType.Float64)], Chosen = 2 };
        var table = Table.Of([("kind", (Column)Column.Of("a")), .. columns.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => (c, (Column)Column.Of(1.0)))]);

        var (_, findings) = Fit(table, shape);

        Assert.Equal(fits, findings.All(f => f.Severity != Severity.Error));
    }

    [Fact]
    public async Task Injected_rows_take_the_place_of_a_step_and_are_recorded_as_injected()
    {
        using var bench = new Bench();
        var file = bench.Write("own.parquet", Table.Of(("n", Column.Of(40L))));

        var result = await bench.RunAsync(Some.Chain(), r => r with { With = [("b.rows", file)] });

        Assert.Equal(StepState.Injected, result.State("b"));
        Assert.Equal(file, result.Step("b").Outputs[0].Origin);
        Assert.Equal(50L, bench.Engine.Checkpoints.Read(result.Step("c").Outputs[0].Digest)["n"].ValueAt(0));
    }

    [Fact]
    public async Task Rows_given_to_an_input_are_read_by_that_step_alone()
    {
        using var bench = new Bench();
        var file = bench.Write("own.parquet", Table.Of(("n", Column.Of(100L))));

        var result = await bench.RunAsync(Some.Diamond(), r => r with { With = [("d.left", file)] });

        // 100 from the file, and 1 + 2 from the other side.
        Assert.Equal(103L, bench.Engine.Checkpoints.Read(result.Step("d").Outputs[0].Digest)["n"].ValueAt(0));
    }

    [Fact]
    public async Task A_run_can_be_given_what_another_run_made()
    {
        using var bench = new Bench();
        var first = await bench.RunAsync(Some.Chain(value: 7, by: 0));

        var result = await bench.RunAsync(Some.Chain(), r => r with { With = [("b.rows", $"run:{first.Run}/a.rows")] });

        Assert.Equal(17L, bench.Engine.Checkpoints.Read(result.Step("c").Outputs[0].Digest)["n"].ValueAt(0));
    }

    [Theory]
    [InlineData("x.rows", "own.parquet", "IF402")]
    [InlineData("b.column", "own.parquet", "IF404")]
    [InlineData("b.rows", "run:20000101/a.rows", "IF403")]
    [InlineData("b.rows", "own.txt", "IF301")]
    public void What_can_not_be_injected_is_a_finding(string address, string source, string rule)
    {
        using var bench = new Bench();
        bench.Write("own.parquet", Table.Of(("n", Column.Of(100L))));
        bench.Write("own.txt", "n");

        var findings = bench.Refused(Some.Chain(), r => r with { With = [(address, source.StartsWith("own", StringComparison.Ordinal) ? bench.At(source) : source)] });

        Assert.Equal(rule, Assert.Single(findings).Rule);
    }

    private static (Table Fitted, IReadOnlyList<Finding> Findings) Fit(Table table, Shape shape)
    {
        var findings = new List<Finding>();
        var fitted = InjectedTable.Fit(table, shape, findings.Add);
        return (fitted, findings);
    }
}
