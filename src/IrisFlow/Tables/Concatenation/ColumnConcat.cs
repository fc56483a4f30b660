namespace IrisFlow;

/// <summary>Columns of one type below one another.</summary>
internal static class ColumnConcat
{
    public static Column Of(IReadOnlyList<Column> columns) => columns.Count == 1 ? columns[0] : columns[0] switch
    {
        StringColumn => TextConcat.Of([.. columns.Cast<StringColumn>()], RowsOf(columns)),
        Column<bool> => Fixed<bool>(columns),
        Column<int> => Fixed<int>(columns),
        Column<long> => Fixed<long>(columns),
        Column<float> => Fixed<float>(columns),
        _ => Fixed<double>(columns),
    };

    private static Column<T> Fixed<T>(IReadOnlyList<Column> columns)
        where T : unmanaged
    {
        var rows = RowsOf(columns);
        var values = GC.AllocateUninitializedArray<T>(rows);
        var at = 0;
        foreach (var column in columns)
        {
            ((Column<T>)column).Values.CopyTo(values.AsSpan(at));
            at += column.Length;
        }

        return new(columns[0].Type, values, Validity.Concat(columns, rows), columns.Any(c => c.Nullable));
    }

    private static int RowsOf(IReadOnlyList<Column> columns) => TableLimits.Rows(columns.Sum(c => (long)c.Length));
}
