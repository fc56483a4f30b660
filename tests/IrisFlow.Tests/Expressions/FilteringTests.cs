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

    // Long enough for the loops over vectors, for several batches, and for a last word that is not full.
    [Theory]
    [InlineData("f < 2.5")]
    [InlineData("f <= 2")]
    [InlineData("f > 2")]
    [InlineData("f >= 2")]
    [InlineData("f = 2")]
    [InlineData("f != 2")]
    [InlineData("2 < f")]
    [InlineData("not f < 2")]
    [InlineData("f < g")]
    [InlineData("f != g")]
    [InlineData("i < 3")]
    [InlineData("i != 3")]
    [InlineData("i >= 3000000000")]
    [InlineData("i < 2.5")]
    [InlineData("i = l")]
    [InlineData("l > 2")]
    [InlineData("l = g")]
    [InlineData("h < 2.1")]
    [InlineData("d > date '1970-01-03'")]
    [InlineData("b")]
    [InlineData("not b")]
    [InlineData("b = (i > 2)")]
    [InlineData("f > 0 and not g < 3 or i = 2")]
    public void Many_rows_at_once_are_compared_as_each_alone(string condition)
    {
        var many = Many(20_037);
        var expression = Expression.Parse(condition);
        var node = Parser.Parse(condition);
        var expected = Enumerable.Range(0, many.RowCount).Where(row => RowWise.Evaluate(node, many, row) is true).ToArray();

        var kept = many.Filter(expression);

        Assert.Equal(expected, kept.Column<int>("row").Values.ToArray());
        Assert.Equal(TableDigest.Of(many.Take(expected)), TableDigest.Of(kept));
    }

    [Fact]
    public void NaN_passes_no_comparison_but_unequal()
    {
        var rows = Table.Of(("x", Column.Of([.. Enumerable.Repeat(double.NaN, 3000)])), ("y", Column.Of([.. Enumerable.Repeat(1.0, 3000)])));

        Assert.All((string[])["x < 1", "x <= 1", "x > 1", "x >= 1", "x = 1", "x = x", "y < x", "y = x"], c => Assert.Equal(0, rows.Filter(c).RowCount));
        Assert.All((string[])["x != 1", "x != x", "not x < 1", "y != x"], c => Assert.Equal(3000, rows.Filter(c).RowCount));
    }

    private static Table Many(int rows)
    {
        var random = new SeededRandom(5);
        T?[] Some<T>(Func<T> value)
            where T : struct => [.. Enumerable.Range(0, rows).Select(_ => random.Next(5) == 0 ? (T?)null : value())];
        return Table.Of(
            ("row", Column.Of([.. Enumerable.Range(0, rows)])),
            ("f", Column.OfNullable(ColumnType.Float64, Some(() => random.Next(9) == 0 ? double.NaN : random.Next(5)))),
            ("g", Column.Of([.. Enumerable.Range(0, rows).Select(_ => (double)random.Next(5))])),
            ("h", Column.OfNullable(ColumnType.Float32, Some(() => random.Next(5) + 0.1f))),
            ("i", Column.OfNullable(ColumnType.Int32, Some(() => random.Next(5)))),
            ("l", Column.Of([.. Enumerable.Range(0, rows).Select(_ => (long)random.Next(5))])),
            ("d", Column.OfNullable(ColumnType.Date, Some(() => random.Next(5)))),
            ("b", Column.OfNullable(ColumnType.Bool, Some(() => random.Next(2) == 0))),
            ("s", Column.Of([.. Enumerable.Range(0, rows).Select(_ => random.Next(5) == 0 ? null : new string('ż', random.Next(4)))])),
            ("c", StringColumn.Dictionary("abc"u8.ToArray(), new[] { 0, 1, 3 }, Enumerable.Range(0, rows).Select(_ => random.Next(2)).ToArray())));
    }
}
