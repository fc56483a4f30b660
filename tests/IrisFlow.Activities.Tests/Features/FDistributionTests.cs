namespace IrisFlow.Activities.Tests;

public sealed class FDistributionTests
{
    [Theory]
    [InlineData(1e-6, 2, 10)]
    [InlineData(0.5, 2, 3)]
    [InlineData(3, 2, 147)]
    [InlineData(1000, 2, 147)]
    public void With_two_degrees_between_the_tail_has_a_closed_form(double f, double between, double within) =>
        Assert.Equal(1, FDistribution.Survival(f, between, within) / Math.Pow(1 + (2 * f / within), -within / 2), 1e-11);

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(500)]
    public void With_one_degree_each_the_tail_is_that_of_cauchy_squared(double f) =>
        Assert.Equal(1, FDistribution.Survival(f, 1, 1) / (2 / Math.PI * Math.Atan(1 / Math.Sqrt(f))), 1e-11);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(double.NaN, double.NaN)]
    public void The_ends_are_exact(double f, double tail) => Assert.Equal(tail, FDistribution.Survival(f, 3, 20));
}
