using IrisFlow.Parquet.Conversions;

namespace IrisFlow.Parquet.Tests.Conversions;

public sealed class InstantsTests
{
    [Theory]
    [InlineData(0, 2_440_588, 0)]
    [InlineData(1_999, 2_440_588, 1)]
    [InlineData(-1, 2_440_588, -1)]
    [InlineData(86_399_999_999_999, 2_440_587, -1)]
    [InlineData(0, 0, -210_866_803_200_000_000)]
    [InlineData(0, 109_192_579, 9_223_372_022_400_000_000)]
    // What Spark makes of its last years: the microseconds from the Julian epoch have wrapped around.
    [InlineData(53_890_448_384_000, -105_862_233, 9_089_380_393_200_000_000)]
    [InlineData(71_945_224_192_000, -106_751_992, 9_012_505_233_654_775_808)]
    [InlineData(71_945_224_191_000, -104_311_404, long.MaxValue)]
    public void An_instant_of_96_bits_is_microseconds_from_1970(long nanoseconds, int day, long expected)
    {
        var found = new long[1];
        Instants.FromInt96([new(nanoseconds, day)], found);
        Assert.Equal(expected, found[0]);
    }

    [Theory]
    [InlineData(0, int.MaxValue)]
    [InlineData(0, 109_192_580)]
    [InlineData(71_945_224_191_000, -106_751_992)]
    [InlineData(0, int.MinValue)]
    public void An_instant_beyond_64_bits_is_refused(long nanoseconds, int day) =>
        Assert.Equal("IF315", Assert.Throws<IrisFlowException>(() => Instants.FromInt96([new(nanoseconds, day)], new long[1])).Findings[0].Rule);
}
