namespace IrisFlow.Tests;

/// <summary>What a condition asks of single columns.</summary>
public sealed class ColumnTestTests
{
    [Theory]
    [InlineData("x > 5", "x Greater 5")]
    [InlineData("5 > x", "x Less 5")]
    [InlineData("x <= 2.5 and y = 'a'", "x LessOrEqual 2.5; y Equal a")]
    [InlineData("x between 1 and 3", "x GreaterOrEqual 1; x LessOrEqual 3")]
    [InlineData("x is null and y is not null", "x IsNull ; y IsNotNull ")]
    [InlineData("x != 3", "x IsNotNull ")]
    [InlineData("x > 1 and (y < 2 and z >= -3)", "x Greater 1; y Less 2; z GreaterOrEqual -3")]
    [InlineData("x > 1 and (y < 2 or z > 3)", "x Greater 1")]
    [InlineData("x > 1 or y > 1", "")]
    [InlineData("not (x > 1)", "")]
    [InlineData("x + 1 > 2 and x > y and flag = true", "")]
    [InlineData("x in (1, 2)", "")]
    public void Comparisons_that_and_joins_are_what_every_kept_row_passes(string condition, string expected) =>
        Assert.Equal(expected, string.Join("; ", Expression.Parse(condition).Tests.Select(t => FormattableString.Invariant($"{t.Column} {t.Comparison} {t.Value}"))));
}
