namespace IrisFlow.Activities;

/// <summary>What some values of a column have shown of it.</summary>
/// <param name="Type">The narrowest type that all of them fit; null where there were none.</param>
/// <param name="Nulls">True when a value was missing.</param>
internal readonly record struct CsvSeen(ColumnType? Type, bool Nulls)
{
    /// <summary>What these and others show together.</summary>
    public CsvSeen With(CsvSeen other) => new(
        Type is { } a && other.Type is { } b ? CsvTypes.Common(a, b) : Type ?? other.Type,
        Nulls || other.Nulls);
}
