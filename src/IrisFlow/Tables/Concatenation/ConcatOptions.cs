namespace IrisFlow;

/// <summary>What is done where tables that come below one another do not have the same columns.</summary>
public enum MissingColumns
{
    /// <summary>It is an error.</summary>
    Error,

    /// <summary>Rows of a table that lacks a column have nulls there.</summary>
    Nulls,
}

/// <summary>How tables come below one another.</summary>
public sealed record ConcatOptions
{
    /// <summary>What is done where a table lacks a column of another.</summary>
    public MissingColumns Missing { get; init; }

    /// <summary>
    /// Whether numbers of different types become the wider one: int32 becomes int64, float32 and any whole number with it become float64.
    /// Whole numbers beyond 2^53 are rounded then.
    /// </summary>
    public bool Widen { get; init; }
}
