using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class DeriveColumnsTests
{
    private static readonly Table Iris = new CsvFormat().Read(Reference.Path("iris.csv"));

    [Fact]
    public async Task It_computes_columns_that_read_one_another()
    {
        var step = await Alone.RunAsync(new DeriveColumns
        {
            Rows = Iris,
            Columns = new Dictionary<string, string> { ["area"] = "petal_length * petal_width", ["is_large"] = "area > 10" },
        });

        // The first flower has a petal of 1.4 by 0.2 cm; 33 flowers have one of more than 10 cm².
        var rows = step.Output<Table>("rows");
        Assert.Equal(1.4 * 0.2, rows.Column<double>("area")[0]);
        Assert.Equal(33, rows.Values("is_large").Count(v => v is true));
    }

    [Fact]
    public async Task The_columns_are_known_before_data_is_read()
    {
        var activity = new DeriveColumns { Rows = Iris, Columns = new Dictionary<string, string> { ["n"] = "nullif(species, 'setosa')", ["letters"] = "length(species)" } };

        var described = new Schema(Alone.Describe(activity).Outputs["rows"].Fields);

        Assert.Equal(described, (await Alone.RunAsync(activity)).Output<Table>("rows").Schema);
    }

    [Fact]
    public void What_is_wrong_is_found_before_data_is_read()
    {
        var finding = Assert.Single(Alone.Describe(new DeriveColumns { Rows = Iris, Columns = new Dictionary<string, string> { ["x"] = "petal_lenght + 1" } }).Findings);

        Assert.Equal(("IF331", "columns", "x"), (finding.Rule, finding.Port, finding.Column));
    }
}
