namespace IrisFlow.Fuzzing;

/// <summary>A way into a file, such as reading all of it or column by column.</summary>
internal sealed record Way(string Name, Func<string, Reading> Read);

/// <summary>What a way into a file gave: its columns by content.</summary>
/// <param name="Columns">Name, type and digest of each column that was read; a digest is null where only the schema was.</param>
/// <param name="Rows">Number of rows; null where only the schema was read.</param>
/// <param name="IsWhole">True where all columns with all their rows were read.</param>
internal sealed record Reading(IReadOnlyList<(string Name, ColumnType Type, string? Digest)> Columns, int? Rows, bool IsWhole)
{
    /// <summary>The bytes of the values, which whoever reads them has to hold: a few bytes of a file may repeat one value any number of times.</summary>
    public long Bytes { get; private init; }

    public static Reading Of(Schema schema) => new([.. schema.Select(f => (f.Name, f.Type, (string?)null))], null, false);

    /// <summary>Of a table; looks at every byte of it, and at some of its values one by one.</summary>
    public static Reading Of(Table table, bool whole = true)
    {
        var columns = new List<(string, ColumnType, string?)>(table.Schema.Count);
        for (var i = 0; i < table.Schema.Count; i++)
        {
            var column = table.Columns[i];
            if (column.Length != table.RowCount)
            {
                throw new InvalidOperationException($"Column {i} has {column.Length} of {table.RowCount} rows.");
            }

            for (var row = 0; row < column.Length; row += 1 + (column.Length / 16))
            {
                _ = column.ValueAt(row);
            }

            columns.Add((table.Schema[i].Name, column.Type, $"{TableDigest.Of(column)}"));
        }

        return new(columns, table.RowCount, whole) { Bytes = table.Columns.Sum(BytesOf) };
    }

    private static long BytesOf(Column column) => column switch
    {
        StringColumn text => (column.Length * 4L) + text.Bytes.Length,
        Column<bool> => column.Length,
        Column<int> or Column<float> => column.Length * 4L,
        _ => column.Length * 8L,
    };

    /// <summary>Of batches that make up a table.</summary>
    public static Reading Of(Schema schema, IEnumerable<Table> batches)
    {
        var read = new List<Table>();
        foreach (var batch in batches)
        {
            if (!batch.Schema.Equals(schema) || batch.RowCount is 0 or > Table.BatchRows)
            {
                throw new InvalidOperationException($"A batch of {batch.RowCount} rows has the columns {batch.Schema}, not {schema}.");
            }

            read.Add(batch);
        }

        return read.Count == 0
            ? Of(Table.Empty(schema))
            : Of(new Table(schema, [.. schema.Select((f, i) => Column.Concat([.. read.Select(b => b.Columns[i])]).AsNullable(f.Nullable))], rowCount: read.Sum(b => b.RowCount)));
    }

    /// <summary>True where all that both know is the same.</summary>
    public bool AgreesWith(Reading other) => DifferenceTo(other) is null;

    public string? DifferenceTo(Reading other)
    {
        if (Rows is not null && other.Rows is not null && Rows != other.Rows)
        {
            return $"{Rows} rows, not {other.Rows}";
        }

        var known = other.Columns.ToLookup(c => c.Name);
        foreach (var column in Columns)
        {
            if (!known[column.Name].Any(c => c.Type == column.Type && (c.Digest is null || column.Digest is null || c.Digest == column.Digest)))
            {
                return $"column '{column.Name}' of {column.Type}";
            }
        }

        return IsWhole && other.IsWhole && Columns.Count != other.Columns.Count ? $"{Columns.Count} columns, not {other.Columns.Count}" : null;
    }
}
