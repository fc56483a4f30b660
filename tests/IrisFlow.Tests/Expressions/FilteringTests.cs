namespace IrisFlow.Tests;

public class FilteringTests
{
    private static readonly Table Rows = Table.Of(
        ("a", Column.OfNullable<long>(ColumnType.Int64, 1, null, 3, 4)),
        ("s", Column.Of("x", "y", null, "x")));

    [Theory]
    [InlineData("a < 4", new[] { 1L, 3L })]
    [InlineData("not a = 3", new[] { 1L, 4L })]
    [InlineData("s = 'x' or a > 1", new[] { 1L, 3L, 4L })]
    [InlineData("a is not null and false", new long[0])]
    public void Rows_stay_for_which_the_condition_is_true(string condition, long[] kept) =>
        Assert.Equal(kept, Rows.Filter(condition).Column<long>("a").Values.ToArray());

    [Theory]
    [InlineData("a <", "IF330")]
    [InlineData("b < 1", "IF331")]
    [InlineData("a + 1", "IF333")]
    public void What_is_no_condition_on_the_columns_is_refused(string condition, string rule) =>
        Assert.Equal(rule, Assert.Single(Assert.Throws<IrisFlowException>(() => Rows.Filter(condition)).Findings).Rule);

    [Fact]
    public void A_table_that_is_kept_whole_is_not_copied() => Assert.Same(Rows, Rows.Filter("true"));
}
