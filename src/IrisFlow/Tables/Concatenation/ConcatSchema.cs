namespace IrisFlow;

/// <summary>The columns of tables below one another, known before any data is read: in the order of the first table, then what later ones add.</summary>
public static class ConcatSchema
{
    /// <summary>The columns of all.</summary>
    /// <param name="tables">The columns of each table.</param>
    /// <param name="options">How they come below one another.</param>
    /// <param name="report">Told of columns that are missing (IF478) and of types that do not go together (IF479).</param>
    public static IReadOnlyList<Field> Of(IReadOnlyList<IEnumerable<Field>> tables, ConcatOptions options, Action<Finding> report)
    {
        List<Field> all = [];
        for (var i = 0; i < tables.Count; i++)
        {
            var own = tables[i].ToList();
            foreach (var field in own)
            {
                var place = all.FindIndex(f => f.Name == field.Name);
                if (place >= 0)
                {
                    all[place] = Both(all[place], field, i, options, report);
                }
                else
                {
                    // A table before this one lacks the column.
                    ReportMissing(i > 0, i, field, $"Table {i + 1} has", $"{(i == 1 ? "table 1 has" : "those before it have")} not");
                    all.Add(i > 0 ? field with { Nullable = true } : field);
                }
            }

            for (var place = 0; place < all.Count; place++)
            {
                if (!own.Exists(f => f.Name == all[place].Name))
                {
                    ReportMissing(true, i, all[place], $"Table {i + 1} has no", "one before it has");
                    all[place] = all[place] with { Nullable = true };
                }
            }
        }

        return all;

        void ReportMissing(bool isMissing, int table, Field field, string found, string instead)
        {
            if (isMissing && options.Missing == MissingColumns.Error)
            {
                report(new Finding("IF478", $"{found} column '{field.Name}', {instead}.")
                {
                    Column = field.Name,
                    Expected = "All tables have the same columns; let missing be \"nulls\" to fill in what one lacks.",
                });
            }
        }
    }

    private static Field Both(Field before, Field field, int table, ConcatOptions options, Action<Finding> report)
    {
        var nullable = before.Nullable || field.Nullable;
        if (before.Type == field.Type)
        {
            return (before with { Nullable = nullable }).MadeOf(before, field);
        }

        var areNumbers = before.Type.IsNumeric() && field.Type.IsNumeric();
        if (!areNumbers || !options.Widen)
        {
            report(new Finding("IF479", $"Column '{field.Name}' is {field.Type.Name()} in table {table + 1}, {before.Type.Name()} before it.")
            {
                Column = field.Name,
                Expected = areNumbers ? "A column has one type in all tables; let widen be true to make numbers the wider type." : "A column has one type in all tables; cast it first.",
            });
        }

        var wide = IsWhole(before.Type) && IsWhole(field.Type) ? ColumnType.Int64 : ColumnType.Float64;
        return (before with { Type = areNumbers ? wide : before.Type, Nullable = nullable }).MadeOf(before, field);
    }

    private static bool IsWhole(ColumnType type) => type is ColumnType.Int32 or ColumnType.Int64;
}
