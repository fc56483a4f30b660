namespace IrisFlow.Tests.Workflows;

public class QuantityTextTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("1.5s", 1500)]
    [InlineData("2 s", 2000)]
    [InlineData("1m", 60_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("-1s", -1000)]
    [InlineData("0s", 0)]
    public void A_duration_is_a_number_and_its_unit(string text, long milliseconds)
    {
        Assert.True(QuantityText.TryReadDuration(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("2GiB", 2_147_483_648)]
    [InlineData("1.5KiB", 1536)]
    [InlineData("2GB", 2_000_000_000)]
    [InlineData("1 MB", 1_000_000)]
    [InlineData("7B", 7)]
    public void An_amount_of_memory_is_a_number_and_its_unit(string text, long expected)
    {
        Assert.True(QuantityText.TryReadMemory(text, out var bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("5 sec")]
    [InlineData("five s")]
    [InlineData("1e3s")]
    [InlineData("0.5ms")]
    [InlineData("1m30s")]
    [InlineData("99999999999999999999d")]
    public void What_is_no_duration_is_not_read(string text) => Assert.False(QuantityText.TryReadDuration(text, out _));

    [Theory]
    [InlineData("2")]
    [InlineData("2G")]
    [InlineData("2gib")]
    [InlineData("0.5B")]
    [InlineData("9999999999TiB")]
    public void What_is_no_amount_of_memory_is_not_read(string text) => Assert.False(QuantityText.TryReadMemory(text, out _));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(500, "500ms")]
    [InlineData(1500, "1500ms")]
    [InlineData(90_000, "90s")]
    [InlineData(120_000, "2m")]
    [InlineData(172_800_000, "2d")]
    public void A_duration_is_written_in_the_largest_unit_that_it_is_whole_in(long milliseconds, string text) =>
        Assert.Equal(text, QuantityText.Write(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(2_147_483_648, "2GiB")]
    [InlineData(2_000_000_000, "2GB")]
    [InlineData(1536, "1536B")]
    [InlineData(3_000, "3kB")]
    public void An_amount_of_memory_is_written_in_the_largest_unit_that_it_is_whole_in(long bytes, string text) => Assert.Equal(text, QuantityText.Write(bytes));
}
