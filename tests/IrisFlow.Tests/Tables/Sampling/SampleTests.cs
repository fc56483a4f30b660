namespace IrisFlow.Tests.Tables.Sampling;

public class SampleTests
{
    private static readonly Table Thousand = Table.Of(("i", Column.Of([.. Enumerable.Range(0, 1000)])));

    [Fact]
    public void Rows_are_drawn_once_and_stay_in_their_order()
    {
        var drawn = Drawn(Thousand.Sample(100, seed: 7));

        Assert.Equal(100, drawn.Distinct().Count());
        Assert.Equal(drawn.Order(), drawn);
    }

    [Fact]
    public void With_replacement_a_row_can_be_drawn_again()
    {
        var drawn = Drawn(Thousand.Sample(3000, seed: 7, replacement: true));

        Assert.Equal(3000, drawn.Length);
        Assert.Equal(drawn.Order(), drawn);
        Assert.InRange(drawn.Distinct().Count(), 900, 1000);
    }

    [Fact]
    public void The_same_seed_draws_the_same_and_another_others()
    {
        Assert.Equal(Drawn(Thousand.Sample(50, 3)), Drawn(Thousand.Sample(50, 3)));
        Assert.NotEqual(Drawn(Thousand.Sample(50, 3)), Drawn(Thousand.Sample(50, 4)));
    }

    // Of 5 rows 2 can be drawn in 10 ways; in 20,000 draws each comes 2000 times, give or take 5 standard deviations (212).
    [Fact]
    public void Every_choice_is_as_likely()
    {
        var five = Thousand.Slice(0, 5);
        var counts = Enumerable.Range(0, 20_000).GroupBy(seed => string.Join(',', Drawn(five.Sample(2, seed)))).Select(g => g.Count()).ToList();

        Assert.Equal(10, counts.Count);
        Assert.All(counts, c => Assert.InRange(c, 1788, 2212));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.0005, 1)]
    [InlineData(0.25, 250)]
    [InlineData(1, 1000)]
    public void A_share_is_rounded_to_rows(double share, int rows) => Assert.Equal(rows, Thousand.SampleShare(share, seed: 1).RowCount);

    [Fact]
    public void All_rows_are_all_rows() => Assert.Equal(Enumerable.Range(0, 1000), Drawn(Thousand.Sample(1000, 1)));

    [Fact]
    public void More_rows_than_there_are_is_an_error_without_replacement()
    {
        Assert.Equal("IF474", Rule(() => Thousand.Sample(1001, 1)));
        Assert.Equal("IF474", Rule(() => Thousand.SampleShare(1.5, 1)));
        Assert.Equal("IF474", Rule(() => Thousand.Slice(0, 0).Sample(1, 1, replacement: true)));
        Assert.Equal("IF206", Rule(() => Thousand.SampleShare(1e300, 1, replacement: true)));
        Assert.Equal(0, Thousand.Slice(0, 0).Sample(0, 1).RowCount);
    }

    private static int[] Drawn(Table rows) => rows.Column<int>("i").Values.ToArray();

    private static string Rule(Func<Table> draw) => Assert.Single(Assert.Throws<IrisFlowException>(draw).Findings).Rule;
}
