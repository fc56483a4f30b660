namespace IrisFlow.Tests.Activities;

/// <summary>The expected numbers come from the authors' public C code for SplitMix64 and xoshiro256**, run on its own.</summary>
public class SeededRandomTests
{
    [Theory]
    [InlineData(0, 0x99EC5F36CB75F2B4, 0xBF6E1F784956452A, 0x1A5F849D4933E6E0, 0x6AA594F1262D2D2C)]
    [InlineData(7, 0xB358FAF74EF9765A, 0x475C3D964F482CD2, 0xD6F1D349952C7996, 0xFB2938731E807240)]
    [InlineData(-1, 0x8F5520D52A7EAD08, 0xC476A018CAA1802D, 0x81DE31C0D260469E, 0xBF658D7E065F3C2F)]
    public void A_seed_starts_the_published_sequence(long seed, ulong first, ulong second, ulong third, ulong fourth)
    {
        var random = new SeededRandom(seed);
        Assert.Equal((first, second, third, fourth), (random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits()));
    }

    [Fact]
    public void A_bounded_number_is_the_high_half_of_a_product()
    {
        var random = new SeededRandom(7);
        Assert.Equal([7, 2, 8, 9, 9, 8, 0, 1, 4, 1], Enumerable.Range(0, 10).Select(_ => random.Next(10)));
    }

    [Fact]
    public void A_fraction_is_made_of_53_bits()
    {
        var random = new SeededRandom(7);
        Assert.Equal((0.7005764821796896, 0.27875122947378428), (random.NextDouble(), random.NextDouble()));
    }

    [Fact]
    public void Below_one_there_is_only_zero() => Assert.Equal(0, new SeededRandom(7).Next(1));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_bound_must_be_positive(int bound) => Assert.Throws<ArgumentOutOfRangeException>(() => new SeededRandom(7).Next(bound));

    [Fact]
    public void A_shuffle_loses_nothing()
    {
        int[] values = [.. Enumerable.Range(0, 100)];
        new SeededRandom(7).Shuffle<int>(values);
        Assert.Equal(Enumerable.Range(0, 100), values.Order());
    }

    [Fact]
    public void A_shuffle_changes_the_order()
    {
        int[] values = [.. Enumerable.Range(0, 100)];
        new SeededRandom(7).Shuffle<int>(values);
        Assert.NotEqual(Enumerable.Range(0, 100), values);
    }
}
