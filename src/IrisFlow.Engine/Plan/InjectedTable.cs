namespace IrisFlow.Engine.Plan;

/// <summary>Fits a user's table to the shape that a port had in the workflow, before anything runs.</summary>
internal static class InjectedTable
{
    // Beyond 2^53 not every whole number has a float64 of its own.
    private const long LargestExact = 1L << 53;

    /// <summary>The table with the columns that the port is known to have; what is missing or of another type is reported.</summary>
    /// <param name="table">The user's table.</param>
    /// <param name="shape">What is known of the port.</param>
    /// <param name="report">Told of what is wrong.</param>
    public static Table Fit(Table table, Shape shape, Action<Finding> report)
    {
        if (shape.IsOpen && shape.Fields.IsEmpty)
        {
            return table;
        }

        foreach (var field in shape.Fields.Where(f => table.Schema.IndexOf(f.Name) < 0))
        {
            report(new("IF203", $"The column '{field.Name}' is missing.")
            {
                Column = field.Name,
                Expected = $"The port has {string.Join(", ", shape.All)}. {NearMiss.OneOf(field.Name, table.Schema.Names, "The file has")}",
            });
        }

        var chosen = shape.Candidates.Where(c => table.Schema.IndexOf(c.Name) >= 0).ToList();
        if (chosen.Count != shape.Chosen)
        {
            var others = table.Schema.Names.Where(n => shape.Find(n) is null).ToList();
            var slip = shape.Candidates.Select(c => c.Name).FirstOrDefault(n => NearMiss.Of(n, others) is not null);
            report(new("IF203", $"The port has {shape.Chosen} of the columns {string.Join(", ", shape.Candidates.Select(c => c.Name))}; the file has {(chosen.Count == 0 ? "none of them" : string.Join(", ", chosen.Select(c => c.Name)))}.")
            {
                Expected = chosen.Count > shape.Chosen ? $"It should have {shape.Chosen}: nothing says which are meant."
                    : slip is null ? $"It should have {shape.Chosen} of them."
                    : NearMiss.OneOf(slip, others, "It also has"),
            });
        }

        var extra = table.Schema.Names.Where(n => shape.Find(n) is null).ToList();
        if (extra.Count > 0 && !shape.IsOpen)
        {
            report(new("IF204", $"The port has no column {string.Join(", ", extra.Select(n => $"'{n}'"))}.")
            {
                Severity = Severity.Warning,
                Expected = "It is left out of what was read.",
            });
            table = table.Select(table.Schema.Names.Except(extra));
        }

        return shape.All.Where(f => table.Schema.IndexOf(f.Name) >= 0).Aggregate(table, (t, field) => Convert(t, field, report));
    }

    private static Table Convert(Table table, Field field, Action<Finding> report)
    {
        var column = table[field.Name];
        if (column.Type == field.Type && column.Nullable == field.Nullable)
        {
            return table;
        }

        var fitted = column.Type == field.Type ? column : Widen(column, field.Type);
        if (fitted is null)
        {
            report(new("IF202", $"Column '{field.Name}' is {column.Type.Name()}.") { Column = field.Name, Expected = $"It should be {field.Type.Name()}." });
            return table;
        }

        if (column.NullCount > 0 && !field.Nullable)
        {
            report(new("IF205", $"Column '{field.Name}' has {column.NullCount} rows without a value.") { Column = field.Name, Expected = "Here each row has one." });
            return table;
        }

        return table.With(field.Name, fitted.AsNullable(field.Nullable));
    }

    /// <summary>The column as another numeric type, or null where values could be lost; only float32 rounds, to the nearest there is. An empty text column fits any type.</summary>
    private static Column? Widen(Column column, ColumnType type) => (column, type) switch
    {
        (Column<int> { Type: ColumnType.Int32 } c, ColumnType.Int64) => Map(c, type, v => (long)v),
        (Column<int> { Type: ColumnType.Int32 } c, ColumnType.Float64) => Map(c, type, v => (double)v),
        (Column<long> { Type: ColumnType.Int64 } c, ColumnType.Float64) when c.Values.IndexOfAnyExceptInRange(-LargestExact, LargestExact) < 0 => Map(c, type, v => (double)v),
        (Column<long> { Type: ColumnType.Int64 } c, ColumnType.Int32) when c.Values.IndexOfAnyExceptInRange(int.MinValue, int.MaxValue) < 0 => Map(c, type, v => (int)v),
        (Column<float> c, ColumnType.Float64) => Map(c, type, v => (double)v),
        (Column<double> c, ColumnType.Float32) => Map(c, type, v => (float)v),
        (StringColumn { Length: 0 }, _) => Table.Empty(new Schema(new Field("", type))).Columns[0],
        _ => null,
    };

    private static Column<TTo> Map<TFrom, TTo>(Column<TFrom> column, ColumnType type, Func<TFrom, TTo> convert)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        var values = new TTo[column.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = convert(column[i]);
        }

        return new(type, values, column.Validity, column.Nullable);
    }
}
