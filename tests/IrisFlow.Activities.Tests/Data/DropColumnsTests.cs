using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class DropColumnsTests
{
    private static readonly Table Rows = Table.Of(("a", Column.Of(1)), ("b", Column.Of("x")), ("c", Column.Of(2.5)));

    [Fact]
    public async Task It_keeps_all_columns_but_the_named()
    {
        var activity = new DropColumns { Rows = Rows, Columns = ["b"] };

        var rows = (await Alone.RunAsync(activity)).Output<Table>("rows");

        Assert.Equal(["a", "c"], rows.Schema.Names);
        Assert.Equal(rows.Schema, new Schema(Alone.Describe(activity).Outputs["rows"].Fields));
    }
}
