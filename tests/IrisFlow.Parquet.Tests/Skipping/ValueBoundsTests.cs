using System.Text;
using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Reading;
using IrisFlow.Parquet.Skipping;

namespace IrisFlow.Parquet.Tests.Skipping;

/// <summary>When statistics rule rows out, and when they say too little.</summary>
public sealed class ValueBoundsTests
{
    [Theory]
    [InlineData("x = 10", true)]
    [InlineData("x = 20", true)]
    [InlineData("x = 9", false)]
    [InlineData("x = 21", false)]
    [InlineData("x < 10", false)]
    [InlineData("x <= 10", true)]
    [InlineData("x > 20", false)]
    [InlineData("x >= 20", true)]
    [InlineData("x < 10.5", true)]
    [InlineData("x > 19.9", true)]
    [InlineData("x > 20.0", false)]
    [InlineData("x is null", true)]
    [InlineData("x is not null", true)]
    public void Whole_numbers_between_10_and_20(string condition, bool may) =>
        Assert.Equal(may, May(condition, PhysicalType.Int64, ConvertedType.Int64, BitConverter.GetBytes(10L), BitConverter.GetBytes(20L)));

    [Theory]
    [InlineData(0.0, 0.0, "x < 0", false)]
    [InlineData(0.0, 5.0, "x = -0.0", true)]
    [InlineData(-5.0, -0.0, "x >= 0", true)]
    [InlineData(double.NaN, 5.0, "x > 100", true)]
    [InlineData(-5.0, double.NaN, "x > 100", true)]
    public void Zeros_are_equal_and_NaN_is_no_bound(double min, double max, string condition, bool may) =>
        Assert.Equal(may, May(condition, PhysicalType.Double, null, BitConverter.GetBytes(min), BitConverter.GetBytes(max)));

    [Theory]
    [InlineData("x = 'berlin'", true)]
    [InlineData("x = 'bern'", true)]
    [InlineData("x < 'ber'", false)]
    [InlineData("x = 'ber'", true)]
    [InlineData("x > 'bes'", false)]
    [InlineData("x = 'z'", false)]
    [InlineData("x = 'ä'", false)]
    public void Texts_cut_off_to_bounds_are_bounds_still(string condition, bool may) =>
        Assert.Equal(may, May(condition, PhysicalType.ByteArray, ConvertedType.Utf8, "ber"u8.ToArray(), "bes"u8.ToArray()));

    [Fact]
    public void Instants_in_milliseconds_are_compared_in_our_unit()
    {
        var (min, max) = (BitConverter.GetBytes(1_000L), BitConverter.GetBytes(2_000L));
        Assert.True(May("x = timestamp '1970-01-01T00:00:01.5Z'", PhysicalType.Int64, ConvertedType.TimestampMillis, min, max));
        Assert.False(May("x > timestamp '1970-01-01T00:00:02Z'", PhysicalType.Int64, ConvertedType.TimestampMillis, min, max));
    }

    [Fact]
    public void Unsigned_numbers_are_in_their_own_order()
    {
        var (min, max) = (BitConverter.GetBytes(5), BitConverter.GetBytes(uint.MaxValue));
        Assert.True(May("x > 4000000000", PhysicalType.Int32, ConvertedType.UInt32, min, max));
        Assert.False(May("x < 5", PhysicalType.Int32, ConvertedType.UInt32, min, max));
    }

    [Fact]
    public void Where_nothing_is_known_any_row_may_pass()
    {
        Assert.True(May("x = 5", PhysicalType.Int64, null, null, null));
        Assert.True(May("x < 5", PhysicalType.Int64, null, null, BitConverter.GetBytes(20L)));
        Assert.False(May("x > 25", PhysicalType.Int64, null, null, BitConverter.GetBytes(20L)));
        Assert.True(May("x = 5", PhysicalType.Int64, null, [1, 2], [3]));
    }

    [Theory]
    [InlineData("x is null", 0L, false)]
    [InlineData("x is null", 1L, true)]
    [InlineData("x is null", null, true)]
    [InlineData("x is not null", 100L, false)]
    [InlineData("x is not null", 99L, true)]
    [InlineData("x = 15", 100L, false)]
    [InlineData("x != 15", 100L, false)]
    public void Counted_nulls_rule_out_what_asks_for_others(string condition, long? nulls, bool may) =>
        Assert.Equal(may, May(condition, PhysicalType.Int64, null, BitConverter.GetBytes(10L), BitConverter.GetBytes(20L), nulls));

    [Fact]
    public void A_test_of_another_type_rules_out_nothing() =>
        Assert.True(May("x = 'text'", PhysicalType.Int64, null, BitConverter.GetBytes(10L), BitConverter.GetBytes(20L)));

    private static bool May(string condition, PhysicalType physical, ConvertedType? converted, byte[]? min, byte[]? max, long? nulls = 3)
    {
        var element = new SchemaElement { Name = "x", Type = physical, Repetition = Repetition.Optional, Converted = converted };
        var leaf = SchemaTree.Read([new SchemaElement { Name = "root", Children = 1 }, element], new()).Columns[0];
        return new ValueBounds(100, nulls, min, max).MayPass(Expression.Parse(condition).Tests[0], leaf);
    }
}
