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
}
