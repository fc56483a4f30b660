namespace IrisFlow;

/// <summary>Columns of one type below one another.</summary>
internal static class ColumnConcat
{
    public static Column Of(IReadOnlyList<Column> columns) => columns.Count == 1 ? columns[0] : columns[0] switch
    {
        StringColumn => Texts(columns),
        Column<bool> => Fixed<bool>(columns),
        Column<int> => Fixed<int>(columns),
        Column<long> => Fixed<long>(columns),
        Column<float> => Fixed<float>(columns),
        _ => Fixed<double>(columns),
    };

    private static Column<T> Fixed<T>(IReadOnlyList<Column> columns)
        where T : unmanaged
    {
        var values = GC.AllocateUninitializedArray<T>(columns.Sum(c => c.Length));
        var at = 0;
        foreach (var column in columns)
        {
            ((Column<T>)column).Values.CopyTo(values.AsSpan(at));
            at += column.Length;
        }

        return new(columns[0].Type, values, Valid(columns), columns.Any(c => c.Nullable));
    }

    private static StringColumn Texts(IReadOnlyList<Column> columns)
    {
        var texts = new StringColumnBuilder(columns.Sum(c => c.Length));
        foreach (var column in columns.Cast<StringColumn>())
        {
            for (var row = 0; row < column.Length; row++)
            {
                texts.AppendUtf8(column.Utf8(row));
            }
        }

        return texts.BuildWith(Valid(columns), columns.Any(c => c.Nullable));
    }

    private static Validity Valid(IReadOnlyList<Column> columns)
    {
        if (columns.All(c => c.NullCount == 0))
        {
            return default;
        }

        var length = columns.Sum(c => c.Length);
        var bits = new byte[(length + 7) >> 3];
        var at = 0;
        foreach (var column in columns)
        {
            for (var row = 0; row < column.Length; row++, at++)
            {
                if (!column.IsNull(row))
                {
                    bits[at >> 3] |= (byte)(1 << (at & 7));
                }
            }
        }

        return Validity.FromBits(bits, length);
    }
}
