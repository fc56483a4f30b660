namespace IrisFlow;

/// <summary>Columns of numbers as a wider type.</summary>
internal static class Widening
{
    /// <summary>The column as one of a field, whose type is its own or a wider one.</summary>
    public static Column To(Field field, Column column) => (column, field.Type) switch
    {
        _ when column.Type == field.Type => column.AsNullable(field.Nullable),
        (Column<int> c, ColumnType.Int64) => Each(c, field, v => (long)v),
        (Column<int> c, _) => Each(c, field, v => (double)v),
        (Column<long> c, _) => Each(c, field, v => (double)v),
        (Column<float> c, _) => Each(c, field, v => (double)v),
        _ => throw new ArgumentException($"{column.Type.Name()} does not widen to {field.Type.Name()}.", nameof(field)),
    };

    private static Column<TWide> Each<T, TWide>(Column<T> column, Field field, Func<T, TWide> widen)
        where T : unmanaged
        where TWide : unmanaged
    {
        var values = column.Values;
        var wide = GC.AllocateUninitializedArray<TWide>(values.Length);
        for (var row = 0; row < wide.Length; row++)
        {
            wide[row] = widen(values[row]);
        }

        return new(field.Type, wide, column.Validity, field.Nullable);
    }
}
