using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class ReadParquetTests
{
    // The activity knows the format by name only, so any format of that name serves here.
    private static readonly TableFormat[] Formats = [new FixedFormat()];

    [Fact]
    public async Task It_reads_the_named_columns_through_the_format()
    {
        using var folder = new TempFolder();
        folder.Write("t.parquet", "");

        var step = await Alone.RunAsync(new ReadParquet { Path = "t.parquet", Columns = ["b"] }, folder.Path, Formats);

        Assert.Equal(["b"], step.Output<Table>("rows").Schema.Names);
    }

    [Theory]
    [InlineData("a > 1", "y,z")]
    [InlineData("a > 1 and b != 'z'", "y")]
    [InlineData("a is null", "")]
    public async Task It_keeps_the_rows_for_which_the_condition_is_true(string keep, string expected)
    {
        using var folder = new TempFolder();
        folder.Write("t.parquet", "");

        var step = await Alone.RunAsync(new ReadParquet { Path = "t.parquet", Columns = ["b"], Keep = keep }, folder.Path, [new FixedFormat(Table.Of(("a", Column.Of(1, 2, 3)), ("b", Column.Of("x", "y", "z"))))]);

        var rows = step.Output<Table>("rows");
        Assert.Equal(["b"], rows.Schema.Names);
        Assert.Equal(expected, string.Join(',', Enumerable.Range(0, rows.RowCount).Select(row => rows.Columns[0].ValueAt(row))));
    }

    [Theory]
    [InlineData("c > 1", "IF331")]
    [InlineData("a + 1", "IF333")]
    [InlineData("a >", "IF330")]
    public async Task A_condition_that_does_not_fit_the_file_is_a_finding_before_and_while_it_is_read(string keep, string rule)
    {
        using var folder = new TempFolder();
        folder.Write("t.parquet", "");
        var activity = new ReadParquet { Path = "t.parquet", Keep = keep };

        var finding = Assert.Single(Alone.Describe(activity, folder.Path, Formats).Findings, f => f.Port == "keep");
        Assert.Equal((rule, "keep"), (finding.Rule, finding.Port));
        var fault = await Assert.ThrowsAsync<IrisFlowException>(() => Alone.RunAsync(new ReadParquet { Path = "t.parquet", Keep = keep }, folder.Path, Formats));
        Assert.Equal(rule, fault.Findings[0].Rule);
    }

    [Fact]
    public void Its_columns_are_known_before_data_is_read()
    {
        using var folder = new TempFolder();
        folder.Write("t.parquet", "");

        var shapes = Alone.Describe(new ReadParquet { Path = "t.parquet", Columns = ["b", "a"] }, folder.Path, Formats);

        Assert.Equal("b string, a int32", string.Join(", ", shapes.Outputs["rows"].Fields));
    }

    [Fact]
    public void A_column_that_is_not_there_is_a_finding()
    {
        using var folder = new TempFolder();
        folder.Write("t.parquet", "");

        var finding = Assert.Single(Alone.Describe(new ReadParquet { Path = "t.parquet", Columns = ["c"] }, folder.Path, Formats).Findings);

        Assert.Equal(("IF201", "columns"), (finding.Rule, finding.Port));
    }

    [Fact]
    public async Task Columns_that_a_table_cannot_hold_are_warned_of_before_and_during_a_run()
    {
        using var folder = new TempFolder();
        folder.Write("t.parquet", "");
        var read = new ReadParquet { Path = "t.parquet" };

        var finding = Assert.Single(Alone.Describe(read, folder.Path, Formats).Findings);
        var step = await Alone.RunAsync(new ReadParquet { Path = "t.parquet" }, folder.Path, Formats);

        Assert.Equal((Severity.Warning, "tags", "path"), (finding.Severity, finding.Column, finding.Port));
        Assert.Equal(["Column 'tags' is a list."], step.Warnings);
    }

    [Fact]
    public async Task Of_columns_that_are_not_asked_for_nothing_is_said()
    {
        using var folder = new TempFolder();
        folder.Write("t.parquet", "");

        Assert.Empty(Alone.Describe(new ReadParquet { Path = "t.parquet", Columns = ["a"] }, folder.Path, Formats).Findings);
        Assert.Empty((await Alone.RunAsync(new ReadParquet { Path = "t.parquet", Columns = ["a"] }, folder.Path, Formats)).Warnings);
    }

    [Fact]
    public void A_column_that_a_table_cannot_hold_is_an_error_where_it_is_asked_for()
    {
        using var folder = new TempFolder();
        folder.Write("t.parquet", "");

        var finding = Assert.Single(Alone.Describe(new ReadParquet { Path = "t.parquet", Columns = ["tags"] }, folder.Path, Formats).Findings);

        Assert.Equal(("IF350", Severity.Error, "columns"), (finding.Rule, finding.Severity, finding.Port));
    }

    [Fact]
    public async Task Its_parameters_say_how_decimals_and_bytes_are_read()
    {
        using var folder = new TempFolder();
        folder.Write("t.parquet", "");
        var format = new FixedFormat();

        await Alone.RunAsync(new ReadParquet { Path = "t.parquet", Decimals = DecimalReading.Text, Binary = BinaryReading.Hex }, folder.Path, [format]);

        Assert.Equal(new ForeignValues(DecimalReading.Text, BinaryReading.Hex), format.Asked);
    }

    [Fact]
    public void A_missing_file_is_a_finding()
    {
        using var folder = new TempFolder();

        Assert.Equal("IF302", Assert.Single(Alone.Describe(new ReadParquet { Path = "t.parquet" }, folder.Path, Formats).Findings).Rule);
    }

    private sealed class FixedFormat(Table rows) : TableFormat
    {
        public FixedFormat()
            : this(Table.Of(("a", Column.Of(1)), ("b", Column.Of("x"))))
        {
        }

        public ForeignValues? Asked { get; private set; }

        public override string Name => "parquet";

        public override IReadOnlyList<string> Extensions => [".parquet"];

        public override TableFormat With(ForeignValues values)
        {
            Asked = values;
            return this;
        }

        public override IReadOnlyList<Finding> LeftOut(string path, CancellationToken cancellation = default) =>
            [new("IF350", "Column 'tags' is a list.") { Severity = Severity.Warning, Column = "tags" }];

        public override Schema ReadSchema(string path, CancellationToken cancellation = default) => rows.Schema;

        public override Table Read(string path, IReadOnlyList<string>? columns = null, CancellationToken cancellation = default) =>
            columns is null ? rows : rows.Select(columns);

        public override void Write(Table table, Stream stream, CancellationToken cancellation = default) => throw new NotSupportedException();
    }
}
