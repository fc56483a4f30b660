namespace IrisFlow.Tests.Tables.Grouping;

public class AggregateTextTests
{
    [Theory]
    [InlineData("count()", AggregateFunction.Rows, null)]
    [InlineData("count(price)", AggregateFunction.Count, "price")]
    [InlineData(" mean ( unit price ) ", AggregateFunction.Mean, "unit price")]
    [InlineData("max(`a,b)`)", AggregateFunction.Max, "a,b)")]
    [InlineData("max([od280/od315])", AggregateFunction.Max, "od280/od315")]
    [InlineData("count_distinct(city)", AggregateFunction.CountDistinct, "city")]
    public void A_function_of_a_column_is_read(string text, AggregateFunction function, string? column) =>
        Assert.Equal(new Aggregate(function, column), Aggregate.Parse(text));

    [Fact]
    public void A_quantile_has_its_share() => Assert.Equal(Aggregate.Quantile("a,b", 0.25), Aggregate.Parse("quantile(`a,b`, 0.25)"));

    [Theory]
    [InlineData("mean")]
    [InlineData("mean(price")]
    [InlineData("avarage(price)")]
    [InlineData("mean()")]
    [InlineData("mean(price, 2)")]
    [InlineData("quantile(price)")]
    [InlineData("quantile(price, 1.5)")]
    [InlineData("quantile(price, NaN)")]
    [InlineData("max(`price)")]
    [InlineData("max(`price` x)")]
    public void Anything_else_is_a_finding(string text) => Assert.Equal("IF471", Assert.Single(Assert.Throws<IrisFlowException>(() => Aggregate.Parse(text)).Findings).Rule);

    [Fact]
    public void A_slip_in_a_function_s_name_is_named() =>
        Assert.Contains("'mean'", Assert.Throws<IrisFlowException>(() => Aggregate.Parse("maen(x)")).Findings[0].Expected, StringComparison.Ordinal);

    [Theory]
    [InlineData("count()")]
    [InlineData("std(price)")]
    [InlineData("quantile(`a(b`, 0.25)")]
    public void What_is_written_is_read_again(string text) => Assert.Equal(text, Aggregate.Parse(text).ToString());
}
