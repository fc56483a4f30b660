using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class WriteCsvTests
{
    private static readonly Table Rows = Table.Of(("a", Column.Of(1, 2)), ("b", Column.Of("=x", "y")));

    [Fact]
    public async Task It_writes_the_rows_and_tells_about_the_file()
    {
        using var folder = new TempFolder();

        var step = await Alone.RunAsync(new WriteCsv { Rows = Rows, Path = "out/t.csv" }, folder.Path);

        Assert.Equal("a,b\n1,=x\n2,y\n", File.ReadAllText(folder.At("out/t.csv")));
        Assert.Equal(["out/t.csv", 2L, 13L], step.Output<Table>("written").Columns.Select(c => c.ValueAt(0)));
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced()
    {
        using var folder = new TempFolder();
        folder.Write("t.csv", new string('x', 100));

        await Alone.RunAsync(new WriteCsv { Rows = Rows, Path = "t.csv", SpreadsheetSafe = true }, folder.Path);

        Assert.Equal("a,b\n1,'=x\n2,y\n", File.ReadAllText(folder.At("t.csv")));
    }

    [Fact]
    public async Task Nothing_else_is_left_in_the_folder()
    {
        using var folder = new TempFolder();

        await Alone.RunAsync(new WriteCsv { Rows = Rows, Path = "t.csv" }, folder.Path);

        Assert.Equal([folder.At("t.csv")], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_table_that_cannot_be_written_leaves_the_file_as_it_was()
    {
        using var folder = new TempFolder();
        folder.Write("t.csv", "old");
        var rows = Table.Of(("day", new Column<int>(ColumnType.Date, new[] { int.MaxValue })));

        await Assert.ThrowsAsync<IrisFlowException>(() => Alone.RunAsync(new WriteCsv { Rows = rows, Path = "t.csv" }, folder.Path));

        Assert.Equal("old", File.ReadAllText(folder.At("t.csv")));
    }

    [Fact]
    public async Task A_path_that_cannot_be_written_is_a_finding()
    {
        using var folder = new TempFolder();

        var error = await Assert.ThrowsAsync<IrisFlowException>(() => Alone.RunAsync(new WriteCsv { Rows = Rows, Path = "." }, folder.Path));

        Assert.Equal("IF304", error.Findings[0].Rule);
    }

    [Fact]
    public async Task A_name_that_ends_in_tsv_is_written_with_tabs()
    {
        using var folder = new TempFolder();

        await Alone.RunAsync(new WriteCsv { Rows = Rows, Path = "t.tsv" }, folder.Path);

        Assert.StartsWith("a\tb\n", File.ReadAllText(folder.At("t.tsv")));
    }

    [Fact]
    public async Task A_name_that_ends_in_gz_is_written_compressed_and_the_same_each_time()
    {
        using var folder = new TempFolder();
        var rows = Csv.Read(CsvBlockTests.Mixed(20_000, seed: 2));

        await Alone.RunAsync(new WriteCsv { Rows = rows, Path = "t.tsv.gz" }, folder.Path);
        await Alone.RunAsync(new WriteCsv { Rows = rows, Path = "again.tsv.gz" }, folder.Path);

        Assert.Equal([0x1F, 0x8B], File.ReadAllBytes(folder.At("t.tsv.gz"))[..2]);
        Assert.Equal(File.ReadAllBytes(folder.At("t.tsv.gz")), File.ReadAllBytes(folder.At("again.tsv.gz")));
        Assert.Equal(rows.Values("text"), new CsvFormat().Read(folder.At("t.tsv.gz")).Values("text"));
    }

    [Fact]
    public async Task Its_parameters_say_how_to_write()
    {
        using var folder = new TempFolder();
        var rows = Table.Of(("a", Column.OfNullable<double>(ColumnType.Float64, 1.5, null)), ("b", Column.Of("x", "y")));

        await Alone.RunAsync(new WriteCsv { Rows = rows, Path = "t.csv", Delimiter = "tab", Decimal = ",", NullText = "NA", Quoting = Quoting.Text }, folder.Path);

        Assert.Equal("\"a\"\t\"b\"\n1,5\t\"x\"\nNA\t\"y\"\n", File.ReadAllText(folder.At("t.csv")));
    }

    [Fact]
    public void It_is_never_reused() => Assert.True(ActivityDescriptor.Of(typeof(WriteCsv)).HasSideEffect);
}
