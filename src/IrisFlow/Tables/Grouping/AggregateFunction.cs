namespace IrisFlow;

/// <summary>What can be computed of the values of a group. All but <see cref="Rows"/> leave nulls out, as SQL does.</summary>
public enum AggregateFunction
{
    /// <summary>The number of rows, nulls included: <c>count()</c>. An int64.</summary>
    Rows,

    /// <summary>The number of values: <c>count(x)</c>. An int64.</summary>
    Count,

    /// <summary>The number of distinct values: <c>count_distinct(x)</c>. NaN is one value, -0 is 0. An int64.</summary>
    CountDistinct,

    /// <summary>The sum of numbers: <c>sum(x)</c>. An int64 of whole numbers, which must fit one; else a float64. Null where there are no values.</summary>
    Sum,

    /// <summary>The arithmetic mean of numbers: <c>mean(x)</c>. A float64.</summary>
    Mean,

    /// <summary>The least value: <c>min(x)</c>. Of any type; text by code points; NaN is greater than all numbers.</summary>
    Min,

    /// <summary>The greatest value: <c>max(x)</c>. As for <see cref="Min"/>, so NaN where there is one.</summary>
    Max,

    /// <summary>The variance of a sample of numbers, over n - 1: <c>var(x)</c>. A float64; null for fewer than two values.</summary>
    Var,

    /// <summary>The standard deviation of a sample, the root of <see cref="Var"/>: <c>std(x)</c>.</summary>
    Std,

    /// <summary>The middle of the numbers in order, or the mean of the middle two: <c>median(x)</c>. A float64.</summary>
    Median,

    /// <summary>The number below which a share of the numbers lies, between two by linear interpolation: <c>quantile(x, 0.9)</c>. A float64.</summary>
    Quantile,

    /// <summary>The value of the first row that has one: <c>first(x)</c>. Of any type.</summary>
    First,

    /// <summary>The value of the last row that has one: <c>last(x)</c>. Of any type.</summary>
    Last,

    /// <summary>True when one of the truth values is: <c>any(x)</c>.</summary>
    Any,

    /// <summary>True when all of the truth values are: <c>all(x)</c>.</summary>
    All,
}
