namespace IrisFlow.Engine.Comparison;

/// <summary>Which rows of two tables belong together.</summary>
/// <param name="Before">The first table's row of each pair.</param>
/// <param name="After">The second table's row of each pair.</param>
/// <param name="Removed">Rows that only the first table has, in order.</param>
/// <param name="Added">Rows that only the second table has, in order.</param>
internal sealed record RowMatching(int[] Before, int[] After, int[] Removed, int[] Added)
{
    /// <summary>The rows at the same position.</summary>
    public static RowMatching ByPosition(Table first, Table second)
    {
        var both = Math.Min(first.RowCount, second.RowCount);
        var rows = Enumerable.Range(0, both).ToArray();
        return new(rows, rows, [.. Enumerable.Range(both, first.RowCount - both)], [.. Enumerable.Range(both, second.RowCount - both)]);
    }

    /// <summary>The rows with the same values in the key columns; a null equals a null. Takes time in proportion to the rows.</summary>
    /// <exception cref="IrisFlowException">A key column is not in both tables, can't be compared, or several rows have the same key.</exception>
    public static RowMatching ByKey(Table first, Table second, IReadOnlyList<string> key)
    {
        var values = new KeyValues(first, second, key);
        var (before, after) = (values.First, values.Second);
        var rowOf = new int[values.Count];
        Array.Fill(rowOf, -1);
        for (var row = 0; row < after.Length; row++)
        {
            RequireNew(rowOf[after[row]], row, second, key, "second");
            rowOf[after[row]] = row;
        }

        var seen = new int[values.Count];
        Array.Fill(seen, -1);
        var (pairsBefore, pairsAfter, removed) = (new List<int>(), new List<int>(), new List<int>());
        for (var row = 0; row < before.Length; row++)
        {
            RequireNew(seen[before[row]], row, first, key, "first");
            seen[before[row]] = row;
            if (rowOf[before[row]] is >= 0 and var match)
            {
                pairsBefore.Add(row);
                pairsAfter.Add(match);
            }
            else
            {
                removed.Add(row);
            }
        }

        return new([.. pairsBefore], [.. pairsAfter], [.. removed], [.. Enumerable.Range(0, after.Length).Where(row => seen[after[row]] < 0)]);
    }

    private static void RequireNew(int earlier, int row, Table table, IReadOnlyList<string> key, string which)
    {
        if (earlier >= 0)
        {
            var values = string.Join(", ", key.Select(k => $"{k} = {table[k].ValueAt(row) ?? "null"}"));
            throw new IrisFlowException(new Finding("IF422", $"{string.Join(", ", key)} is no key of the {which} run's table: rows {earlier} and {row} (counted from 0) both have {values}.")
            {
                Column = key[0],
                Expected = "A key has another value in every row. Add a column to it, --key A,B, or leave --key out to compare by position.",
            });
        }
    }
}
