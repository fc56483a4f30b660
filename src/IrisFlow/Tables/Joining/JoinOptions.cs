namespace IrisFlow;

/// <summary>What becomes of a left row to which no right row belongs.</summary>
public enum JoinKind
{
    /// <summary>It is dropped.</summary>
    Inner,

    /// <summary>It stays, with nulls in the columns of the right table.</summary>
    Left,
}

/// <summary>What is done where several right rows have the same key.</summary>
public enum DuplicateKeys
{
    /// <summary>The join fails and names the first such key: a row of the left table never becomes several by accident.</summary>
    Error,

    /// <summary>A left row stands once for each of them, in the order of the right table, as in SQL.</summary>
    All,

    /// <summary>The first of them counts.</summary>
    First,
}

/// <summary>Two columns whose values have to be equal.</summary>
/// <param name="Left">The left table's column.</param>
/// <param name="Right">The right table's.</param>
public sealed record JoinKey(string Left, string Right)
{
    /// <summary>A column that has the same name in both tables.</summary>
    public static implicit operator JoinKey(string column) => new(column, column);

    /// <summary>Columns of different names.</summary>
    public static implicit operator JoinKey((string Left, string Right) key) => new(key.Left, key.Right);
}

/// <summary>How tables are joined.</summary>
public sealed record JoinOptions
{
    /// <summary>What becomes of a left row to which no right row belongs.</summary>
    public JoinKind Kind { get; init; }

    /// <summary>What is done where several right rows have the same key.</summary>
    public DuplicateKeys Duplicates { get; init; }

    /// <summary>What is put behind the name of a right column that the left table has too; null where such a column is an error.</summary>
    public string? Suffix { get; init; }
}
