namespace IrisFlow;

/// <summary>A column to sort by.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Descending">The greatest first.</param>
public sealed record SortKey(string Column, bool Descending = false)
{
    /// <summary>Ascending by a column.</summary>
    public static implicit operator SortKey(string column) => new(column);

    /// <summary>By a column, as <c>("price", descending: true)</c>.</summary>
    public static implicit operator SortKey((string Column, bool Descending) key) => new(key.Column, key.Descending);
}

/// <summary>Where rows without a value stand when rows are sorted, ascending or descending.</summary>
public enum NullPlace
{
    /// <summary>Behind all others.</summary>
    Last,

    /// <summary>Before all others.</summary>
    First,
}
