namespace IrisFlow.Engine.Comparison;

/// <summary>In what two tables differ.</summary>
/// <param name="Key">The columns that say which rows belong together; empty where position says it.</param>
/// <param name="RowsBefore">Rows of the first table.</param>
/// <param name="RowsAfter">Rows of the second table.</param>
public sealed record TableDifferences(IReadOnlyList<string> Key, int RowsBefore, int RowsAfter)
{
    /// <summary>Rows that only the second table has.</summary>
    public int Added { get; init; }

    /// <summary>Rows that only the first table has.</summary>
    public int Removed { get; init; }

    /// <summary>Rows that both have, and in which a column that both have holds another value.</summary>
    public int Changed { get; init; }

    /// <summary>Columns that only one table has or that have another type.</summary>
    public IReadOnlyList<FieldChange> Schema { get; init; } = [];

    /// <summary>The columns that both have, are no key, and hold another value in some row.</summary>
    public IReadOnlyList<ColumnDistance> Columns { get; init; } = [];

    /// <summary>Texts that travel with the table, such as a fitted preparation, with another content, by name.</summary>
    public IReadOnlyList<string> Metadata { get; init; } = [];

    /// <summary>The first rows that were changed, added or removed.</summary>
    public IReadOnlyList<RowChange> Examples { get; init; } = [];

    /// <summary>True when the tables hold the same, up to the order of their rows where there is a key.</summary>
    public bool AreEqual => Added + Removed + Changed + Schema.Count + Columns.Count + Metadata.Count == 0;
}

/// <summary>How far a column is from itself, over the rows that both tables have.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Changed">Cells with another value; one that became null or was null counts.</param>
public sealed record ColumnDistance(string Column, int Changed)
{
    /// <summary>Cells that had a value and have none now.</summary>
    public int BecameNull { get; init; }

    /// <summary>Cells that had no value and have one now.</summary>
    public int WasNull { get; init; }

    /// <summary>For numbers: the largest distance between two finite values; null for other types, and where no row has two.</summary>
    public double? MaxAbs { get; init; }

    /// <summary>For numbers: the mean distance over all rows with two finite values, unchanged ones included.</summary>
    public double? MeanAbs { get; init; }

    /// <summary>For numbers: the square root of the mean squared distance over the same rows.</summary>
    public double? Rms { get; init; }
}

/// <summary>A row that differs.</summary>
/// <param name="Presence">Which table has it.</param>
/// <param name="Key">Its key values, or its position from 0.</param>
/// <param name="Cells">For a row that both have, the cells with another value.</param>
public sealed record RowChange(Presence Presence, IReadOnlyList<object?> Key, IReadOnlyList<CellChange> Cells);

/// <summary>A cell with another value; null where it has none.</summary>
public sealed record CellChange(string Column, object? Before, object? After);
