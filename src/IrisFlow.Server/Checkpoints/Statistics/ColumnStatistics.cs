namespace IrisFlow.Server.Checkpoints.Statistics;

/// <summary>What the values of a column are like.</summary>
/// <param name="Name">The column.</param>
/// <param name="Type">Its type.</param>
/// <param name="Nulls">Rows without a value.</param>
internal sealed record ColumnStatistics(string Name, ColumnType Type, long Nulls)
{
    /// <summary>Rows that hold NaN, which is a value and no number.</summary>
    public long NotNumbers { get; init; }

    /// <summary>How many different values there are; null where nobody counted, or there are too many.</summary>
    public long? Distinct { get; init; }

    /// <summary>The least value as <see cref="Column.ValueAt"/> gives it; null where there is none.</summary>
    public object? Min { get; init; }

    /// <summary>The greatest value, which NaN never is.</summary>
    public object? Max { get; init; }

    /// <summary>The mean of the finite numbers.</summary>
    public double? Mean { get; init; }

    /// <summary>How the finite numbers, days or instants are spread.</summary>
    public Histogram? Histogram { get; init; }

    /// <summary>The most frequent texts or flags, the most frequent first.</summary>
    public IReadOnlyList<TopValue>? Top { get; init; }

    /// <summary>True when all of it was found by reading every value; else counts are of a sample, and bounds what the file says of itself.</summary>
    public bool Exact { get; init; }

    /// <summary>Rows that were read.</summary>
    public long Rows { get; init; }
}

/// <summary>Counts of values between edges: those from an edge on and below the next; the last edge belongs to the last count.</summary>
/// <param name="Edges">One more than there are counts, as <see cref="Column.ValueAt"/> gives values.</param>
/// <param name="Counts">How many values lie between.</param>
internal sealed record Histogram(IReadOnlyList<object> Edges, IReadOnlyList<long> Counts);

/// <summary>A value and how often it occurs.</summary>
internal sealed record TopValue(object Value, long Count);
