namespace IrisFlow.Engine.Comparison;

/// <summary>Which columns of two tables differ, told from the digests of the columns.</summary>
internal static class ColumnDifferences
{
    /// <summary>The names of the columns that differ in content or type, or that only one table has, sorted.</summary>
    public static IReadOnlyList<string> Between(Table first, Table second) =>
    [
        .. first.Schema.Names.Union(second.Schema.Names)
            .Where(n => first.Schema.IndexOf(n) < 0 || second.Schema.IndexOf(n) < 0 || TableDigest.Of(first[n]) != TableDigest.Of(second[n]))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The columns in words: <c>columns a, b differ</c>.</summary>
    public static string InWords(IReadOnlyList<string> columns) => columns switch
    {
        [] => "only what travels with the table differs",
        [var one] => $"column {one} differs",
        _ => $"columns {string.Join(", ", columns.Take(10))}{(columns.Count > 10 ? $" and {columns.Count - 10} more" : "")} differ",
    };
}
