using System.Globalization;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>Values as a person reads them.</summary>
internal static class Values
{
    /// <summary>A duration: <c>4 ms</c>, <c>1.3 s</c>, <c>2 min 5 s</c>.</summary>
    public static string Duration(double milliseconds) => milliseconds switch
    {
        < 0.95 => milliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms",
        < 1000 => milliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms",
        < 60_000 => (milliseconds / 1000).ToString("0.0", CultureInfo.InvariantCulture) + " s",
        _ => $"{(int)(milliseconds / 60_000)} min {(int)(milliseconds / 1000) % 60} s",
    };

    /// <summary>A size: <c>640 B</c>, <c>4.1 kB</c>, <c>2.0 GB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => (bytes / 1e3).ToString("0.0", CultureInfo.InvariantCulture) + " kB",
        < 1_000_000_000 => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " MB",
        _ => (bytes / 1e9).ToString("0.0", CultureInfo.InvariantCulture) + " GB",
    };

    /// <summary>A figure with at most six significant digits.</summary>
    public static string Figure(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>An instant in the user's own time.</summary>
    public static string Local(DateTimeOffset at) => at.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A table's first rows as text.</summary>
    public static string Head(Table table, int rows)
    {
        var text = new TextTable([.. table.Schema.Names]);
        for (var i = 0; i < table.Schema.Count; i++)
        {
            if (table.Schema[i].Type.IsNumeric())
            {
                text.Right(i);
            }
        }

        for (var row = 0; row < Math.Min(rows, table.RowCount); row++)
        {
            var at = row;
            text.Add([.. table.Columns.Select(c => c.IsNull(at) ? "null" : Cells.Text(c.ValueAt(at)))]);
        }

        return text.ToString();
    }
}
