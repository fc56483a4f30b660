namespace IrisFlow.Activities;

/// <summary>Makes the text of rows.</summary>
internal static class CsvRowWriter
{
    /// <summary>Adds the rows of a table.</summary>
    /// <exception cref="IrisFlowException">A value can't be written (IF329).</exception>
    public static void Write(Table rows, CsvFields fields)
    {
        Column[] columns = [.. rows.Columns];
        var writers = new Action<int>[columns.Length];
        for (var i = 0; i < writers.Length; i++)
        {
            writers[i] = WriterOf(columns[i], rows.Schema[i].Name, fields);
        }

        for (var row = 0; row < rows.RowCount; row++)
        {
            for (var i = 0; i < writers.Length; i++)
            {
                fields.Begin(i);
                if (columns[i].IsNull(row))
                {
                    fields.Null();
                }
                else
                {
                    writers[i](row);
                }
            }

            fields.EndRow();
        }
    }

    private static Action<int> WriterOf(Column column, string name, CsvFields fields) => column switch
    {
        StringColumn c => row => fields.Text(c.Utf8(row)),
        Column<bool> c => row => fields.Flag(c[row]),
        Column<int> { Type: ColumnType.Date } c => row => fields.Day(Day(c[row], name)),
        Column<int> c => row => fields.Whole(c[row]),
        Column<long> { Type: ColumnType.Timestamp } c => row => fields.Instant(Instant(c[row], name)),
        Column<long> c => row => fields.Whole(c[row]),
        Column<float> c => row => fields.Floating(c[row]),
        _ => row => fields.Floating(((Column<double>)column)[row]),
    };

    private static DateOnly Day(int days, string name) =>
        TemporalValues.Days(TemporalValues.Date(days)) == days ? TemporalValues.Date(days) : throw OutOfRange(name);

    private static DateTime Instant(long microseconds, string name) =>
        TemporalValues.Microseconds(TemporalValues.Timestamp(microseconds)) == microseconds ? TemporalValues.Timestamp(microseconds) : throw OutOfRange(name);

    private static IrisFlowException OutOfRange(string name) => new(new Finding("IF329", $"Column '{name}' holds a day before year 1 or after year 9999.")
    {
        Column = name,
        Expected = "CSV has no way to write it; Parquet has.",
    });
}
