using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class RenameColumnsTests
{
    private static readonly Table Rows = Table.Of(("a", Column.Of(1)), ("b", Column.Of("x")));

    [Fact]
    public async Task Columns_get_other_names_where_they_stand()
    {
        var activity = new RenameColumns { Rows = Rows, Columns = new Dictionary<string, string> { ["a"] = "b", ["b"] = "c" } };

        var rows = (await Alone.RunAsync(activity)).Output<Table>("rows");

        Assert.Equal("b int32, c string", rows.Schema.ToString());
        Assert.Equal(rows.Schema, new Schema(Alone.Describe(activity).Outputs["rows"].Fields));
    }

    [Fact]
    public void Two_columns_of_one_name_are_a_finding()
    {
        var finding = Assert.Single(Alone.Describe(new RenameColumns { Rows = Rows, Columns = new Dictionary<string, string> { ["a"] = "b" } }).Findings);

        Assert.Equal(("IF345", "columns"), (finding.Rule, finding.Port));
    }
}
