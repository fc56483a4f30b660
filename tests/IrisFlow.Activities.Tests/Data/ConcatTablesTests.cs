using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class ConcatTablesTests
{
    private static readonly Table First = Table.Of(("a", Column.Of(1, 2)), ("b", Column.Of("x", "y")));

    [Fact]
    public async Task Rows_of_up_to_six_tables_come_below_one_another()
    {
        var step = await Alone.RunAsync(new ConcatTables { First = First, Second = First, Third = First, Fourth = First, Fifth = First, Sixth = First.Slice(1, 1) });

        Assert.Equal([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 2], step.Output<Table>("rows").Column<int>("a").Values.ToArray());
    }

    [Fact]
    public async Task Tables_of_many_batches_come_whole()
    {
        var many = Table.Of(("i", Column.Of([.. Enumerable.Range(0, 150_000)])));
        var all = (await Alone.RunAsync(new ConcatTables { First = many, Second = many.Slice(0, 3) })).Output<Table>("rows");

        Assert.Equal(Enumerable.Range(0, 150_000).Concat([0, 1, 2]), all.Column<int>("i").Values.ToArray());
    }

    [Fact]
    public async Task What_one_lacks_is_null_and_numbers_widen_where_that_is_asked_for()
    {
        var activity = new ConcatTables { First = First, Second = Table.Of(("a", Column.Of(3L)), ("c", Column.Of(true))), Missing = MissingColumns.Nulls, Widen = true };
        var all = (await Alone.RunAsync(activity)).Output<Table>("rows");

        Assert.Equal("a int64, b string?, c bool?", all.Schema.ToString());
        Assert.Equal(all.Schema, new Schema(Alone.Describe(activity).Outputs["rows"].Fields));
        Assert.Equal([null, null, true], Enumerable.Range(0, 3).Select(all["c"].ValueAt));
    }

    [Fact]
    public void Columns_that_do_not_go_together_are_findings_before_data_is_read()
    {
        var rules = Alone.Describe(new ConcatTables { First = First, Second = Table.Of(("a", Column.Of("1"))) }).Findings.Select(f => f.Rule);

        Assert.Equal(["IF479", "IF478"], rules);
    }

    [Fact]
    public async Task Columns_that_do_not_go_together_stop_the_step_too() =>
        Assert.Equal("IF478", Assert.Single((await Assert.ThrowsAsync<IrisFlowException>(() => Alone.RunAsync(new ConcatTables { First = First, Second = First.Select("a") }))).Findings).Rule);
}
