using System.Text;

namespace IrisFlow.Activities;

/// <summary>Writes a table as CSV: the same table gives the same bytes, on every machine.</summary>
internal static class CsvWriter
{
    private const int FlushAt = 1 << 16;

    public static void Write(Table table, Stream stream, CsvOptions options, CancellationToken cancellation)
    {
        var fields = new CsvFields(options);
        for (var i = 0; i < table.Schema.Count; i++)
        {
            fields.Begin(i);
            fields.Text(Encoding.UTF8.GetBytes(table.Schema[i].Name));
        }

        fields.EndRow();
        foreach (var batch in table.Batches(cancellation))
        {
            Write(batch, stream, fields, cancellation);
        }

        fields.FlushTo(stream);
    }

    private static void Write(Table rows, Stream stream, CsvFields fields, CancellationToken cancellation)
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
                if (!columns[i].IsNull(row))
                {
                    writers[i](row);
                }
            }

            fields.EndRow();
            if (fields.Length >= FlushAt)
            {
                cancellation.ThrowIfCancellationRequested();
                fields.FlushTo(stream);
            }
        }
    }

    private static Action<int> WriterOf(Column column, string name, CsvFields fields) => column switch
    {
        StringColumn c => row => fields.Text(c.Utf8(row)),
        Column<bool> c => row => fields.Raw(c[row] ? "true"u8 : "false"u8),
        Column<int> { Type: ColumnType.Date } c => row => fields.Raw(Days(c[row], name), "yyyy-MM-dd"),
        Column<int> c => row => fields.Raw(c[row]),
        Column<long> { Type: ColumnType.Timestamp } c => row => fields.Raw(Instant(c[row], name), FormatOf(c[row])),
        Column<long> c => row => fields.Raw(c[row]),
        Column<float> c => row => fields.Floating(c[row]),
        _ => row => fields.Floating(((Column<double>)column)[row]),
    };

    private static DateOnly Days(int days, string name) =>
        TemporalValues.Days(TemporalValues.Date(days)) == days ? TemporalValues.Date(days) : throw OutOfRange(name);

    private static DateTime Instant(long microseconds, string name) =>
        TemporalValues.Microseconds(TemporalValues.Timestamp(microseconds)) == microseconds ? TemporalValues.Timestamp(microseconds) : throw OutOfRange(name);

    // Whole seconds without decimals, else three or six: the widths that other programs write.
    private static string FormatOf(long microseconds) =>
        microseconds % 1_000_000 == 0 ? "yyyy-MM-ddTHH:mm:ssZ"
        : microseconds % 1000 == 0 ? "yyyy-MM-ddTHH:mm:ss.fffZ"
        : "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    private static IrisFlowException OutOfRange(string name) => new(new Finding("IF329", $"Column '{name}' holds a day before year 1 or after year 9999.")
    {
        Column = name,
        Expected = "CSV has no way to write it; Parquet has.",
    });
}
