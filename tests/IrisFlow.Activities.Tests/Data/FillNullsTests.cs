using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class FillNullsTests
{
    private static readonly Table Rows = Table.Of(("a", Column.OfNullable<int>(ColumnType.Int32, 1, null)), ("d", Column.OfNullable<int>(ColumnType.Date, null, 5)));

    [Fact]
    public async Task Nulls_become_the_value_and_the_column_holds_none()
    {
        var activity = new FillNulls { Rows = Rows, Values = new Dictionary<string, string> { ["a"] = "-1", ["d"] = "2026-01-31" } };

        var rows = (await Alone.RunAsync(activity)).Output<Table>("rows");

        Assert.Equal([1, -1], rows.Values("a"));
        Assert.Equal([new DateOnly(2026, 1, 31), new DateOnly(1970, 1, 6)], rows.Values("d"));
        Assert.Equal("a int32, d date", rows.Schema.ToString());
        Assert.Equal(rows.Schema, new Schema(Alone.Describe(activity).Outputs["rows"].Fields));
    }

    [Fact]
    public void A_value_that_is_not_of_the_column_s_type_is_a_finding() =>
        Assert.Equal("IF346", Assert.Single(Alone.Describe(new FillNulls { Rows = Rows, Values = new Dictionary<string, string> { ["a"] = "none" } }).Findings).Rule);
}
