using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class ReadCsvTests
{
    [Fact]
    public async Task It_reads_a_file_beside_the_workflow()
    {
        var step = await Alone.RunAsync(new ReadCsv { Path = "iris.csv" }, Path.GetDirectoryName(Reference.Path("iris.csv")));

        Assert.Equal(150, step.Output<Table>("rows").RowCount);
    }

    [Fact]
    public async Task Its_parameters_say_how_to_read()
    {
        using var folder = new TempFolder();
        folder.Write("t.csv", "1#007#NA\n");

        var step = await Alone.RunAsync(
            new ReadCsv { Path = "t.csv", Delimiter = "#", Header = HeaderRow.False, Nulls = ["NA"], Types = new Dictionary<string, string> { ["column1"] = "float32" } },
            folder.Path);

        Assert.Equal("column1 float32, column2 string, column3 string?", step.Output<Table>("rows").Schema.ToString());
    }

    [Fact]
    public void Its_columns_are_known_before_data_is_read()
    {
        using var folder = new TempFolder();
        folder.Write("t.tsv", "a\tb\n1\tx,y\n");

        Assert.Equal("a int32, b string", string.Join(", ", Alone.Describe(new ReadCsv { Path = "t.tsv" }, folder.Path).Outputs["rows"].Fields));
    }

    [Fact]
    public void A_missing_file_has_its_near_miss_named()
    {
        using var folder = new TempFolder();
        folder.Write("iris.csv", "a\n");

        var finding = Assert.Single(Alone.Describe(new ReadCsv { Path = "irs.csv" }, folder.Path).Findings);

        Assert.Equal(("IF302", "path"), (finding.Rule, finding.Port));
        Assert.Contains("Did you mean 'iris.csv'?", finding.Expected);
    }

    [Fact]
    public void A_type_that_is_none_is_a_finding()
    {
        using var folder = new TempFolder();
        folder.Write("t.csv", "a\n1\n");

        var finding = Assert.Single(Alone.Describe(
            new ReadCsv { Path = "t.csv", Types = new Dictionary<string, string> { ["a"] = "flaot64" } }, folder.Path).Findings);

        Assert.Equal("types", finding.Port);
        Assert.Contains("Did you mean 'float64'?", finding.Expected);
    }

    [Fact]
    public void A_delimiter_of_two_characters_is_a_finding()
    {
        using var folder = new TempFolder();
        folder.Write("t.csv", "a\n1\n");

        Assert.Equal("delimiter", Assert.Single(Alone.Describe(new ReadCsv { Path = "t.csv", Delimiter = "::" }, folder.Path).Findings).Port);
    }

    [Fact]
    public async Task A_larger_file_is_written_batch_by_batch_and_again_where_a_late_value_asks_for_it()
    {
        using var folder = new TempFolder();
        var lines = Enumerable.Range(0, 30_000).Select(i => (i == 29_990 ? "x," : $"{i},") + new string('1', 60)).Prepend("a,b");
        var path = folder.Write("t.csv", string.Join('\n', lines));

        var table = (await Alone.RunAsync(new ReadCsv { Path = "t.csv" }, folder.Path)).Output<Table>("rows");

        Assert.Equal("a string, b float64", table.Schema.ToString());
        Assert.Equal((30_000, "x"), (table.RowCount, table.Strings("a")[29_990]));
        Csv.Same(new CsvFormat().Read(path), table);
    }

    [Fact]
    public async Task What_was_replaced_is_a_warning()
    {
        using var folder = new TempFolder();
        folder.Write("t.csv", [.. "a\nx"u8, 0xE9, .. "y\n"u8]);

        var step = await Alone.RunAsync(new ReadCsv { Path = "t.csv", EncodingErrors = EncodingErrors.Replace }, folder.Path);

        Assert.Equal("'t.csv' holds 1 sequence of bytes that are no text; each was replaced by U+FFFD.", Assert.Single(step.Warnings));
    }

    [Fact]
    public async Task Every_spelling_can_be_declared()
    {
        using var folder = new TempFolder();
        folder.Write("t.csv", CsvEncodingTests.Zipped(System.Text.Encoding.Latin1.GetBytes("n;d;t;s\n1.234,5;31.01.2026;31.01.2026 12:30;'caf\u00E9;\\'x\\''\n")));

        var table = (await Alone.RunAsync(
            new ReadCsv
            {
                Path = "t.csv",
                Encoding = "latin1",
                Decimal = ",",
                Thousands = ".",
                Dates = "dd.MM.yyyy",
                Timestamps = "dd.MM.yyyy HH:mm",
                Quote = "'",
                Escape = QuoteEscape.Backslash,
                Types = new Dictionary<string, string> { ["n"] = "float64?" },
            },
            folder.Path)).Output<Table>("rows");

        Assert.Equal("n float64?, d date, t timestamp, s string", table.Schema.ToString());
        Assert.Equal((1234.5, "caf\u00E9;'x'"), (table.Column<double>("n")[0], table.Strings("s")[0]));
    }
}
