using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class BinColumnTests
{
    private static readonly Table Rows = Table.Of(("age", Column.OfNullable<int>(ColumnType.Int32, 17, 18, 64, 65, null)));

    [Fact]
    public async Task Numbers_are_sorted_into_named_bins()
    {
        var activity = new BinColumn { Rows = Rows, Column = "age", Edges = [18, 65], Labels = ["child", "adult", "senior"], Output = "group" };

        var rows = (await Alone.RunAsync(activity)).Output<Table>("rows");

        Assert.Equal(["child", "adult", "adult", "senior", null], rows.Values("group"));
        Assert.Equal("age int32?, group string?", rows.Schema.ToString());
        Assert.Equal(rows.Schema, new Schema(Alone.Describe(activity).Outputs["rows"].Fields));
    }

    [Fact]
    public void Edges_that_do_not_ascend_are_a_finding() =>
        Assert.Equal("IF347", Assert.Single(Alone.Describe(new BinColumn { Rows = Rows, Column = "age", Edges = [65, 18] }).Findings).Rule);
}
