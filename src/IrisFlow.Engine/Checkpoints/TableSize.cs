namespace IrisFlow.Engine.Checkpoints;

/// <summary>How many bytes the values of tables take, near enough to decide by.</summary>
internal static class TableSize
{
    /// <summary>Of a table in memory.</summary>
    public static long Of(Table table) => table.Columns.Sum(Of);

    /// <summary>Of a table by its schema alone: a text is taken to have 16 bytes.</summary>
    public static long Estimate(Schema schema, long rows) => schema.Sum(f => f.Type == ColumnType.String ? 16 : Width(f.Type)) * rows;

    private static long Of(Column column) => column switch
    {
        StringColumn { IsDictionary: true } text => text.Bytes.Length + (4L * text.Length),
        StringColumn { Length: 0 } => 0,
        StringColumn text => text.Offsets[^1] - text.Offsets[0] + (4L * text.Length),
        _ => column.Length * Width(column.Type),
    };

    private static long Width(ColumnType type) => type switch
    {
        ColumnType.Bool => 1,
        ColumnType.Int32 or ColumnType.Float32 or ColumnType.Date => 4,
        _ => 8,
    };
}
