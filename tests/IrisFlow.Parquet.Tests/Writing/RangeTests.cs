using IrisFlow.Parquet.Metadata;
using IrisFlow.Parquet.Writing;

namespace IrisFlow.Parquet.Tests.Writing;

public sealed class RangeTests
{
    [Fact]
    public void NaN_is_neither_smallest_nor_largest() => Assert.Equal((-2.0, 5.0), Bounds(double.NaN, 5, double.NaN, -2, 1, 1, 1, 1, double.NaN, 1));

    [Fact]
    public void NaN_among_many_values_is_neither()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i % 3 == 0 ? double.NaN : i)];
        Assert.Equal((1.0, 998.0), Bounds(values));
    }

    [Fact]
    public void NaN_alone_has_no_bounds() => Assert.Null(Of(double.NaN, double.NaN).Min);

    [Fact]
    public void No_values_have_no_bounds() => Assert.Null(Of().Max);

    [Fact]
    public void The_smallest_zero_is_negative() => Assert.Equal(BitConverter.GetBytes(-0.0), Of(0.0, 1.0).Min);

    [Fact]
    public void The_largest_zero_is_positive() => Assert.Equal(BitConverter.GetBytes(0.0), Of(-0.0, -1.0).Max);

    [Fact]
    public void Infinities_are_bounds() => Assert.Equal((double.NegativeInfinity, double.NegativeInfinity), Bounds(double.NegativeInfinity));

    [Fact]
    public void Bounds_are_found_at_every_place()
    {
        for (var at = 0; at < 300; at++)
        {
            var values = new double[300];
            values[at] = 7;
            values[(at + 13) % 300] = -7;
            Assert.Equal((-7.0, 7.0), Bounds(values));
        }
    }

    [Fact]
    public void Whole_numbers_reach_to_their_ends()
    {
        var range = new Range<int>();
        range.Add([int.MaxValue, int.MinValue]);
        Assert.Equal(BitConverter.GetBytes(int.MinValue), range.ToStatistics(0).Min);
    }

    private static (double, double) Bounds(params double[] values) =>
        (BitConverter.ToDouble(Of(values).Min!), BitConverter.ToDouble(Of(values).Max!));

    private static Statistics Of(params double[] values)
    {
        var range = new Range<double>();
        range.Add(values);
        return range.ToStatistics(0);
    }
}
