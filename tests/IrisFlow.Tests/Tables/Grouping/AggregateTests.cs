namespace IrisFlow.Tests.Tables.Grouping;

/// <summary>Expected values are DuckDB 1.5.6's over the table in <see cref="Cities"/>, but for what is said in a test.</summary>
public class AggregateTests
{
    [Fact]
    public void Groups_come_in_the_order_of_first_appearance_and_null_is_one_of_them()
    {
        var groups = Cities.Rows.GroupBy("city").Aggregate(("rows", Aggregate.Count()), ("first", Aggregate.First("id")), ("last", Aggregate.Last("id")));

        Assert.Equal(["Zürich", "Bern", null], groups.Values("city"));
        Assert.Equal([3L, 2L, 2L], groups.Values("rows"));
        Assert.Equal([1, 2, 4], groups.Values("first"));
        Assert.Equal([6, 5, 7], groups.Values("last"));
    }

    [Fact]
    public void Nulls_are_left_out_and_whole_sums_stay_whole()
    {
        var groups = Cities.Rows.GroupBy("city").Aggregate(
            ("values", Aggregate.Count("price")), ("distinct", Aggregate.CountDistinct("n")), ("sum", Aggregate.Sum("n")), ("min", Aggregate.Min("n")), ("max", Aggregate.Max("n")));

        Assert.Equal([3L, 1L, 2L], groups.Values("values"));
        Assert.Equal([2L, 2L, 1L], groups.Values("distinct"));
        Assert.Equal([12L, -2L, 10L], groups.Values("sum"));
        Assert.Equal([3L, -6L, 5L], groups.Values("min"));
        Assert.Equal([9L, 4L, 5L], groups.Values("max"));
    }

    [Fact]
    public void NaN_is_a_value_that_is_greater_than_all_numbers()
    {
        var groups = Cities.Rows.GroupBy("city").Aggregate(
            ("sum", Aggregate.Sum("price")), ("mean", Aggregate.Mean("price")), ("min", Aggregate.Min("price")), ("max", Aggregate.Max("price")));

        Assert.Equal([19.65, double.NaN, 1000.8], groups.Values("sum"));
        Assert.Equal([6.55, double.NaN, 500.4], groups.Values("mean"));
        Assert.Equal([-0.1, double.NaN, 0.3], groups.Values("min"));
        Assert.Equal([12.5, double.NaN, 1000.5], groups.Values("max"));
        Assert.Equal([double.NaN], Cities.Rows.GroupBy().Aggregate(("max", Aggregate.Max("price"))).Values("max"));
        Assert.Equal([9.875], Cities.Rows.GroupBy().Aggregate(("median", Aggregate.Median("price"))).Values("median"));
    }

    [Fact]
    public void Spreads_and_quantiles_are_those_of_a_sample_with_linear_interpolation()
    {
        var groups = Cities.Rows.Where(row => row != 6 && row != 3).GroupBy("city").Aggregate(
            ("var", Aggregate.Var("n")), ("std", Aggregate.Std("n")), ("median", Aggregate.Median("n")), ("p90", Aggregate.Quantile("n", 0.9)));

        Assert.Equal([18.0, 50.0], groups.Values("var"));
        Assert.Equal([4.242640687119285, 7.0710678118654755], groups.Values("std"));
        Assert.Equal([6.0, -1.0], groups.Values("median"));
        Assert.Equal([8.4, 3.0], groups.Values("p90"));
    }

    [Fact]
    public void Any_and_all_are_of_the_known_truth_values()
    {
        var groups = Cities.Rows.GroupBy("city").Aggregate(("any", Aggregate.Any("ok")), ("all", Aggregate.All("ok")));

        Assert.Equal([true, true, true], groups.Values("any"));
        Assert.Equal([false, true, false], groups.Values("all"));
    }

    [Fact]
    public void Without_keys_all_rows_are_one_group()
    {
        var one = Cities.Rows.GroupBy().Aggregate(
            ("rows", Aggregate.Count()), ("sum", Aggregate.Sum("n")), ("mean", Aggregate.Mean("n")), ("least", Aggregate.Min("city")), ("greatest", Aggregate.Max("city")));

        Assert.Equal([7L, 20L, 3.3333333333333335, "Bern", "Zürich"], one.Schema.Names.Select(n => one.Values(n)[0]));
    }

    [Fact]
    public void Of_nothing_a_count_is_0_and_all_else_is_null()
    {
        var one = Cities.Rows.Slice(0, 0).GroupBy().Aggregate(
            ("rows", Aggregate.Count()), ("values", Aggregate.Count("n")), ("distinct", Aggregate.CountDistinct("n")), ("sum", Aggregate.Sum("n")),
            ("mean", Aggregate.Mean("id")), ("least", Aggregate.Min("city")), ("any", Aggregate.Any("ok")), ("p", Aggregate.Median("price")));

        Assert.Equal([0L, 0L, 0L, null, null, null, null, null], one.Schema.Names.Select(n => one.Values(n)[0]));
        Assert.Equal(0, Cities.Rows.Slice(0, 0).GroupBy("city").Aggregate(("rows", Aggregate.Count())).RowCount);
    }

    [Fact]
    public void Types_and_nullability_follow_from_the_columns_and_not_from_values()
    {
        var rows = Table.Of(("k", Column.Of(1)), ("i", Column.Of(2)), ("f", Column.Of(2.5f)), ("d", Column.Of(2.5).AsNullable(true)));
        var groups = rows.GroupBy("k").Aggregate(
            ("rows", Aggregate.Count()), ("isum", Aggregate.Sum("i")), ("fsum", Aggregate.Sum("f")), ("mean", Aggregate.Mean("i")), ("std", Aggregate.Std("i")), ("max", Aggregate.Max("d")), ("first", Aggregate.First("i")));

        Assert.Equal("k int32, rows int64, isum int64, fsum float64, mean float64, std float64?, max float64?, first int32", groups.Schema.ToString());
        Assert.Equal("isum int64?, first int32?", rows.GroupBy().Aggregate(("isum", Aggregate.Sum("i")), ("first", Aggregate.First("i"))).Schema.ToString());
    }

    // select sum(x) from (values (9223372036854775807),(1),(-5)) v(x)
    [Fact]
    public void A_whole_sum_may_leave_64_bits_on_its_way_but_not_at_its_end()
    {
        Assert.Equal([9223372036854775803L], Sum(long.MaxValue, 1, -5));
        Assert.Equal([long.MinValue], Sum(long.MinValue, -1, 1));
        Assert.Equal("IF473", Assert.Single(Assert.Throws<IrisFlowException>(() => Sum(long.MaxValue, 1)).Findings).Rule);
        Assert.Equal("IF473", Assert.Single(Assert.Throws<IrisFlowException>(() => Sum(long.MinValue, -1)).Findings).Rule);
    }

    // The sum of 0.1, ten times, is 1 when what rounding loses is kept (Python: math.fsum([0.1] * 10)), and 1e100 takes nothing with it.
    [Fact]
    public void Floating_sums_keep_what_an_addition_loses()
    {
        Assert.Equal([1.0], Table.Of(("x", Column.Of([.. Enumerable.Repeat(0.1, 10)]))).GroupBy().Aggregate(("s", Aggregate.Sum("x"))).Values("s"));
        Assert.Equal([2.0], Table.Of(("x", Column.Of(1.0, 1e100, 1.0, -1e100))).GroupBy().Aggregate(("s", Aggregate.Sum("x"))).Values("s"));
        Assert.Equal([double.PositiveInfinity], Table.Of(("x", Column.Of(1.0, double.PositiveInfinity))).GroupBy().Aggregate(("s", Aggregate.Sum("x"))).Values("s"));
    }

    [Fact]
    public void A_variance_around_a_large_mean_does_not_drown_in_rounding()
    {
        var one = Table.Of(("x", Column.Of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16))).GroupBy().Aggregate(("mean", Aggregate.Mean("x")), ("var", Aggregate.Var("x")), ("std", Aggregate.Std("x")));

        Assert.Equal([1000000010.0, 30.0, 5.477225575051661], one.Schema.Names.Select(n => one.Values(n)[0]));
    }

    // select quantile_cont(x, q) from (values (3.0),(1.0),(2.0),(10.0)) v(x)
    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(0.1, 1.3)]
    [InlineData(0.5, 2.5)]
    [InlineData(1, 10.0)]
    public void A_quantile_lies_between_its_neighbours(double share, double expected) =>
        Assert.Equal(expected, (double)Table.Of(("x", Column.Of(3.0, 1.0, 2.0, 10.0))).GroupBy().Aggregate(("q", Aggregate.Quantile("x", share))).Values("q")[0]!, 12);

    [Fact]
    public void A_million_rows_of_one_key_are_one_group()
    {
        var rows = Table.Of(("k", Column.Of([.. Enumerable.Repeat("日本", 1_000_000)])), ("n", Column.Of([.. Enumerable.Range(0, 1_000_000)])));
        var one = rows.GroupBy("k").Aggregate(("rows", Aggregate.Count()), ("sum", Aggregate.Sum("n")), ("median", Aggregate.Median("n")), ("distinct", Aggregate.CountDistinct("n")));

        Assert.Equal(["日本", 1_000_000L, 499_999_500_000L, 499_999.5, 1_000_000L], one.Schema.Names.Select(n => one.Values(n)[0]));
    }

    [Fact]
    public void A_failure_among_many_rows_is_told_as_among_few()
    {
        var rows = Table.Of(("x", Column.Of([.. Enumerable.Repeat(long.MaxValue, 150_000)])));
        var finding = Assert.Single(Assert.Throws<IrisFlowException>(() => rows.GroupBy().Aggregate(("a", Aggregate.Count()), ("b", Aggregate.Sum("x")), ("c", Aggregate.Sum("x")))).Findings);

        Assert.Equal(("IF473", "b"), (finding.Rule, finding.Column));
    }

    [Fact]
    public void A_result_that_is_named_like_a_key_is_an_error() =>
        Assert.Equal("IF472", Assert.Single(Assert.Throws<IrisFlowException>(() => Cities.Rows.GroupBy("city").Aggregate(("city", Aggregate.Count()))).Findings).Rule);

    [Fact]
    public void A_column_that_a_function_does_not_take_is_an_error()
    {
        Assert.Equal("IF202", Assert.Single(Assert.Throws<ColumnException>(() => Cities.Rows.GroupBy("id").Aggregate(("s", Aggregate.Sum("city")))).Findings).Rule);
        Assert.Equal("IF202", Assert.Single(Assert.Throws<ColumnException>(() => Cities.Rows.GroupBy("id").Aggregate(("s", Aggregate.Any("n")))).Findings).Rule);
        Assert.Equal("IF201", Assert.Single(Assert.Throws<ColumnException>(() => Cities.Rows.GroupBy("id").Aggregate(("s", Aggregate.Sum("nn")))).Findings).Rule);
        Assert.Equal("IF201", Assert.Single(Assert.Throws<ColumnException>(() => Cities.Rows.GroupBy("town")).Findings).Rule);
    }

    private static object?[] Sum(params long[] values) => Table.Of(("x", Column.Of(values))).GroupBy().Aggregate(("s", Aggregate.Sum("x"))).Values("s");
}
