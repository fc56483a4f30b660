using System.Globalization;

namespace IrisFlow;

/// <summary>One value computed of each group: a function, and the column it looks at.</summary>
/// <param name="Function">What is computed.</param>
/// <param name="Column">Of which column; null for <see cref="AggregateFunction.Rows"/>.</param>
public sealed record Aggregate(AggregateFunction Function, string? Column = null)
{
    private static readonly ColumnType[] Numbers = [ColumnType.Int32, ColumnType.Int64, ColumnType.Float32, ColumnType.Float64];

    /// <summary>For <see cref="AggregateFunction.Quantile"/>, the share from 0 to 1.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>The number of rows.</summary>
    public static Aggregate Count() => new(AggregateFunction.Rows);

    /// <summary>The number of values.</summary>
    public static Aggregate Count(string column) => new(AggregateFunction.Count, column);

    /// <summary>The number of distinct values.</summary>
    public static Aggregate CountDistinct(string column) => new(AggregateFunction.CountDistinct, column);

    /// <summary>The sum.</summary>
    public static Aggregate Sum(string column) => new(AggregateFunction.Sum, column);

    /// <summary>The mean.</summary>
    public static Aggregate Mean(string column) => new(AggregateFunction.Mean, column);

    /// <summary>The least value.</summary>
    public static Aggregate Min(string column) => new(AggregateFunction.Min, column);

    /// <summary>The greatest value.</summary>
    public static Aggregate Max(string column) => new(AggregateFunction.Max, column);

    /// <summary>The variance of the sample.</summary>
    public static Aggregate Var(string column) => new(AggregateFunction.Var, column);

    /// <summary>The standard deviation of the sample.</summary>
    public static Aggregate Std(string column) => new(AggregateFunction.Std, column);

    /// <summary>The median.</summary>
    public static Aggregate Median(string column) => new(AggregateFunction.Median, column);

    /// <summary>A quantile.</summary>
    /// <param name="column">The column.</param>
    /// <param name="share">From 0 to 1.</param>
    public static Aggregate Quantile(string column, double share) => share is >= 0 and <= 1
        ? new(AggregateFunction.Quantile, column) { Share = share }
        : throw new ArgumentOutOfRangeException(nameof(share), share, "A quantile's share goes from 0 to 1.");

    /// <summary>The value of the first row that has one.</summary>
    public static Aggregate First(string column) => new(AggregateFunction.First, column);

    /// <summary>The value of the last row that has one.</summary>
    public static Aggregate Last(string column) => new(AggregateFunction.Last, column);

    /// <summary>Whether one of the truth values is true.</summary>
    public static Aggregate Any(string column) => new(AggregateFunction.Any, column);

    /// <summary>Whether all of the truth values are true.</summary>
    public static Aggregate All(string column) => new(AggregateFunction.All, column);

    /// <summary>Reads <c>mean(price)</c>, <c>count()</c>, <c>quantile(price, 0.9)</c>.</summary>
    /// <exception cref="IrisFlowException">The text is something else (IF471).</exception>
    public static Aggregate Parse(string text) => AggregateText.Parse(text);

    /// <summary>The types that the column may have; empty for any.</summary>
    public IReadOnlyList<ColumnType> Takes => Function switch
    {
        AggregateFunction.Any or AggregateFunction.All => [ColumnType.Bool],
        AggregateFunction.Sum or AggregateFunction.Mean or AggregateFunction.Var or AggregateFunction.Std
            or AggregateFunction.Median or AggregateFunction.Quantile => Numbers,
        _ => [],
    };

    /// <summary>The type of the result, and whether there may be none.</summary>
    /// <param name="name">The name of the result.</param>
    /// <param name="column">The column looked at, of a type that the function takes; null for <see cref="AggregateFunction.Rows"/>.</param>
    /// <param name="keyed">False where all rows are one group, which may then have no rows.</param>
    public Field Result(string name, Field? column, bool keyed) => Function switch
    {
        AggregateFunction.Rows or AggregateFunction.Count or AggregateFunction.CountDistinct => new(name, ColumnType.Int64),
        AggregateFunction.Var or AggregateFunction.Std => new(name, ColumnType.Float64, Nullable: true),
        AggregateFunction.Sum when column!.Type is ColumnType.Int32 or ColumnType.Int64 => new(name, ColumnType.Int64, column.Nullable || !keyed),
        AggregateFunction.Sum or AggregateFunction.Mean or AggregateFunction.Median or AggregateFunction.Quantile =>
            new(name, ColumnType.Float64, column!.Nullable || !keyed),
        _ => new(name, column!.Type, column.Nullable || !keyed),
    };

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => $"{AggregateText.NameOf(Function)}({(Column is null ? "" : AggregateText.Quoted(Column))}"
        + $"{(Function == AggregateFunction.Quantile ? ", " + Share.ToString(CultureInfo.InvariantCulture) : "")})";
}
