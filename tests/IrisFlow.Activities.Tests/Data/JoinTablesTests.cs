using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class JoinTablesTests
{
    private static readonly Table Orders = Table.Of(("order", Column.Of(1, 2, 3)), ("customer", Column.Of("a", "b", "c")), ("name", Column.Of("o1", "o2", "o3")));
    private static readonly Table Customers = Table.Of(("id", Column.Of("b", "a")), ("name", Column.Of("Bo", "Ada")), ("age", Column.Of(30, 40)));

    [Fact]
    public async Task A_step_that_is_cancelled_stops() => await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Alone.RunCancelledAsync(new JoinTables { Left = Orders, Right = Customers, On = ["customer"], RightOn = ["id"], Suffix = "_of_customer" }));

    [Fact]
    public async Task Columns_of_the_right_table_are_added_where_the_keys_are_equal()
    {
        var activity = new JoinTables { Left = Orders, Right = Customers, On = ["customer"], RightOn = ["id"], Kind = JoinKind.Left, Suffix = "_of_customer" };
        var joined = (await Alone.RunAsync(activity)).Output<Table>("rows");

        Assert.Equal("order int32, customer string, name string, name_of_customer string?, age int32?", joined.Schema.ToString());
        Assert.Equal(joined.Schema, new Schema(Alone.Describe(activity).Outputs["rows"].Fields));
        Assert.Equal(["Ada", "Bo", null], Enumerable.Range(0, 3).Select(r => joined.Strings("name_of_customer")[r]));
    }

    [Fact]
    public async Task Duplicate_keys_stop_the_step_unless_they_are_wanted()
    {
        var twice = Table.Of(("customer", Column.Of("a", "a")), ("tag", Column.Of(1, 2)));

        Assert.Equal("IF477", Assert.Single((await Assert.ThrowsAsync<IrisFlowException>(() => Alone.RunAsync(new JoinTables { Left = Orders, Right = twice, On = ["customer"] }))).Findings).Rule);
        var all = (await Alone.RunAsync(new JoinTables { Left = Orders, Right = twice, On = ["customer"], Duplicates = DuplicateKeys.All })).Output<Table>("rows");
        Assert.Equal([1, 2], all.Column<int>("tag").Values.ToArray());
    }

    [Fact]
    public void What_can_t_be_joined_is_a_finding_before_data_is_read()
    {
        Assert.Equal(["IF475"], Rules(new() { Left = Orders, Right = Customers, On = ["customer"], RightOn = ["id"] }));
        Assert.Equal(["IF476"], Rules(new() { Left = Orders, Right = Customers, On = ["order"], RightOn = ["id"], Suffix = "2" }));
        Assert.Equal(["IF484"], Rules(new() { Left = Orders, Right = Customers, On = ["customer"], RightOn = [], Suffix = "2" }));
        Assert.Equal(["IF201"], Rules(new() { Left = Orders, Right = Customers, On = ["customer"], Suffix = "2" }));
        Assert.Equal(["IF480"], Rules(new() { Left = Orders, Right = Customers, On = [], Suffix = "2" }));
    }

    private static IEnumerable<string> Rules(JoinTables activity) => Alone.Describe(activity).Findings.Select(f => f.Rule);
}
