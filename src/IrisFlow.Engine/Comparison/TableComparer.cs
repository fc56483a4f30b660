namespace IrisFlow.Engine.Comparison;

/// <summary>Compares the rows of two tables by a key or by position, in time proportional to their cells.</summary>
public static class TableComparer
{
    /// <param name="first">The table that comes first in every pair.</param>
    /// <param name="second">The table that is compared with it.</param>
    /// <param name="key">The columns that say which rows belong together; none to compare by position.</param>
    /// <param name="examples">How many rows to show, of each of changed, added and removed.</param>
    /// <exception cref="IrisFlowException">The key is no key: a column that is not there or can't be compared, or several rows have the same.</exception>
    public static TableDifferences Compare(Table first, Table second, IReadOnlyList<string> key, int examples = 5)
    {
        var rows = key.Count == 0 ? RowMatching.ByPosition(first, second) : RowMatching.ByKey(first, second, key);
        var isChanged = new bool[rows.Before.Length];
        var common = first.Schema.Names.Where(n => second.Schema.IndexOf(n) >= 0 && !key.Contains(n)).ToList();
        var columns = common.Select(n => ColumnComparison.Compare(n, first[n], second[n], rows, isChanged)).Where(c => c.Changed > 0).ToList();
        return new(key, first.RowCount, second.RowCount)
        {
            Added = rows.Added.Length,
            Removed = rows.Removed.Length,
            Changed = isChanged.Count(c => c),
            Schema = FieldChange.Between(first.Schema, second.Schema),
            Columns = columns,
            Metadata = [.. first.Metadata.Keys.Union(second.Metadata.Keys).Where(n => first.Metadata.GetValueOrDefault(n) != second.Metadata.GetValueOrDefault(n))],
            Examples =
            [
                .. Enumerable.Range(0, isChanged.Length).Where(p => isChanged[p]).Take(examples)
                    .Select(p => new RowChange(Presence.Both, KeyOf(first, rows.Before[p], key), Cells(first, rows.Before[p], second, rows.After[p], columns))),
                .. rows.Added.Take(examples).Select(r => new RowChange(Presence.OnlySecond, KeyOf(second, r, key), [])),
                .. rows.Removed.Take(examples).Select(r => new RowChange(Presence.OnlyFirst, KeyOf(first, r, key), [])),
            ],
        };
    }

    private static IReadOnlyList<object?> KeyOf(Table table, int row, IReadOnlyList<string> key) =>
        key.Count == 0 ? [row] : [.. key.Select(k => table[k].ValueAt(row))];

    private static List<CellChange> Cells(Table first, int i, Table second, int j, List<ColumnDistance> columns) =>
    [
        .. columns
            .Where(c => first[c.Column].IsNull(i) != second[c.Column].IsNull(j)
                || (!first[c.Column].IsNull(i) && ColumnComparison.Differs(first[c.Column], second[c.Column])(i, j)))
            .Select(c => new CellChange(c.Column, first[c.Column].ValueAt(i), second[c.Column].ValueAt(j))),
    ];
}
