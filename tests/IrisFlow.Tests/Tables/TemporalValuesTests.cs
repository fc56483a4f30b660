namespace IrisFlow.Tests.Tables;

public class TemporalValuesTests
{
    [Theory]
    [InlineData("1970-01-01", 0)]
    [InlineData("1969-12-31", -1)]
    [InlineData("2000-03-01", 11_017)]
    [InlineData("0001-01-01", -719_162)]
    [InlineData("9999-12-31", 2_932_896)]
    public void Days_count_from_1970(string day, int days) => Assert.Equal(days, TemporalValues.Days(DateOnly.Parse(day)));

    [Theory]
    [InlineData(-719_162)]
    [InlineData(-1)]
    [InlineData(2_932_896)]
    public void A_day_survives_the_round_trip(int days) => Assert.Equal(days, TemporalValues.Days(TemporalValues.Date(days)));

    [Theory]
    [InlineData(int.MinValue, "0001-01-01")]
    [InlineData(int.MaxValue, "9999-12-31")]
    public void A_day_that_NET_can_not_show_becomes_the_nearest(int days, string day) => Assert.Equal(DateOnly.Parse(day), TemporalValues.Date(days));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    [InlineData(-1, -1)]
    [InlineData(-10, -1)]
    [InlineData(-11, -2)]
    public void A_part_finer_than_a_microsecond_is_cut_off_towards_the_past(long ticks, long microseconds) =>
        Assert.Equal(microseconds, TemporalValues.Microseconds(DateTime.UnixEpoch.AddTicks(ticks)));

    [Fact]
    public void An_instant_before_1970_survives_the_round_trip()
    {
        var instant = new DateTime(1815, 12, 10, 1, 2, 3, DateTimeKind.Utc).AddMicroseconds(7);
        Assert.Equal(instant, TemporalValues.Timestamp(TemporalValues.Microseconds(instant)));
    }

    [Fact]
    public void An_instant_without_a_kind_is_taken_in_UTC() => Assert.Equal(0, TemporalValues.Microseconds(new DateTime(1970, 1, 1)));

    [Theory]
    [InlineData(long.MinValue, 1)]
    [InlineData(long.MaxValue, 9999)]
    public void An_instant_that_NET_can_not_show_becomes_the_nearest(long microseconds, int year) =>
        Assert.Equal(year, TemporalValues.Timestamp(microseconds).Year);

    [Fact]
    public void An_instant_comes_back_in_UTC() => Assert.Equal(DateTimeKind.Utc, TemporalValues.Timestamp(0).Kind);
}
