namespace IrisFlow.Engine.Comparison;

/// <summary>Which columns of two tables differ, told from the digests of the columns.</summary>
internal static class ColumnDifferences
{
    /// <summary>The names of the columns that differ in content or type, or that only one table has, sorted.</summary>
    public static IReadOnlyList<string> Between(Table first, Table second)
    {
        var (a, b) = (Digests(first), Digests(second));
        bool IsSame(int i, int j) => i >= 0 && j >= 0 && a[i].SequenceEqual(b[j]);
        return [.. first.Schema.Names.Union(second.Schema.Names).Where(n => !IsSame(first.Schema.IndexOf(n), second.Schema.IndexOf(n))).Order(StringComparer.Ordinal)];
    }

    // What lies in a file may be larger than memory, and its columns are of no use here once they are hashed.
    private static ColumnDigests Digests(Table table)
    {
        if (!table.IsInFile)
        {
            return ColumnDigests.Of(table);
        }

        using var digester = new TableDigester(table.Schema);
        foreach (var batch in table.Batches())
        {
            digester.Append(batch);
        }

        return digester.Finish();
    }

    /// <summary>The columns in words: <c>columns a, b differ</c>.</summary>
    public static string InWords(IReadOnlyList<string> columns) => columns switch
    {
        [] => "only what travels with the table differs",
        [var one] => $"column {one} differs",
        _ => $"columns {string.Join(", ", columns.Take(10))}{(columns.Count > 10 ? $" and {columns.Count - 10} more" : "")} differ",
    };
}
