using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class FilterRowsTests
{
    private static readonly Table Iris = new CsvFormat().Read(Reference.Path("iris.csv"));

    [Theory]
    [InlineData("sepal_length <= 5.0", 32)]
    [InlineData("sepal_length <= 7.0", 138)]
    [InlineData("sepal_length < 5", 22)]
    [InlineData("species in ('setosa', 'virginica') and not petal_width < 0.15", 95)]
    [InlineData("true", 150)]
    [InlineData("false", 0)]
    public async Task It_keeps_the_rows_for_which_the_condition_is_true(string keep, int rows)
    {
        var step = await Alone.RunAsync(new FilterRows { Rows = Iris, Keep = keep });

        Assert.Equal(rows, step.Output<Table>("rows").RowCount);
    }

    [Fact]
    public async Task Rows_of_an_unknown_condition_are_dropped()
    {
        var rows = Table.Of(("a", Column.OfNullable<long>(ColumnType.Int64, 1, null, 3)));

        var step = await Alone.RunAsync(new FilterRows { Rows = rows, Keep = "not a = 3" });

        Assert.Equal([1L], step.Output<Table>("rows").Values("a"));
    }

    [Fact]
    public async Task A_table_of_many_batches_is_filtered_in_order()
    {
        var rows = Table.Of(("a", Column.OfNullable(ColumnType.Int32, [.. Enumerable.Range(0, 50_000).Select(i => i % 11 == 0 ? (int?)null : i)])));

        var step = await Alone.RunAsync(new FilterRows { Rows = rows, Keep = "a % 3 = 0" });

        Assert.Equal(Enumerable.Range(0, 50_000).Where(i => i % 11 != 0 && i % 3 == 0).Select(i => (object?)i), step.Output<Table>("rows").Values("a"));
    }

    [Fact]
    public async Task What_travels_with_the_rows_stays()
    {
        var step = await Alone.RunAsync(new FilterRows { Rows = Iris.WithMetadata("note", "x"), Keep = "sepal_length < 5" });

        Assert.Equal("x", step.Output<Table>("rows").Metadata["note"]);
    }

    [Fact]
    public void Columns_pass_through_as_they_are() =>
        Assert.Equal(Iris.Schema, new Schema(Alone.Describe(new FilterRows { Rows = Iris, Keep = "true" }).Outputs["rows"].Fields));

    [Theory]
    [InlineData("sepal_lenght <= 5", "IF331")]
    [InlineData("sepal_length <=", "IF330")]
    [InlineData("sepal_length", "IF333")]
    public void What_is_wrong_is_found_before_data_is_read(string keep, string rule)
    {
        var finding = Assert.Single(Alone.Describe(new FilterRows { Rows = Iris, Keep = keep }).Findings);

        Assert.Equal((rule, "keep"), (finding.Rule, finding.Port));
    }
}
