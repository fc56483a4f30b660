namespace IrisFlow;

/// <summary>What a file says of the values of a column without reading them. Nobody proves it: it serves people who look, never a computation.</summary>
/// <param name="Nulls">Rows without a value; null where the file does not say.</param>
/// <param name="Min">The least value as the column holds it (<see cref="int"/> for a date); null where the file does not say, or the least is cut off.</param>
/// <param name="Max">The greatest value; NaN is none.</param>
public sealed record ColumnFacts(long? Nulls, object? Min, object? Max);
