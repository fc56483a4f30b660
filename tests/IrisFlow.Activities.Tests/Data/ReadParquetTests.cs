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
    public void A_missing_file_is_a_finding()
    {
        using var folder = new TempFolder();

        Assert.Equal("IF302", Assert.Single(Alone.Describe(new ReadParquet { Path = "t.parquet" }, folder.Path, Formats).Findings).Rule);
    }

    private sealed class FixedFormat : TableFormat
    {
        private static readonly Table Rows = Table.Of(("a", Column.Of(1)), ("b", Column.Of("x")));

        public override string Name => "parquet";

        public override IReadOnlyList<string> Extensions => [".parquet"];

        public override Schema ReadSchema(string path, CancellationToken cancellation = default) => Rows.Schema;

        public override Table Read(string path, IReadOnlyList<string>? columns = null, CancellationToken cancellation = default) =>
            columns is null ? Rows : Rows.Select(columns);

        public override void Write(Table table, Stream stream, CancellationToken cancellation = default) => throw new NotSupportedException();
    }
}
