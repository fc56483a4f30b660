using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow.Parquet.Tests;

/// <summary>Tables as texts that compare exactly: the same notation as readers/compare.mjs writes.</summary>
internal static class Cells
{
    public static object? Of(Column column, int row)
    {
        if (column.IsNull(row))
        {
            return null;
        }

        return column switch
        {
            Column<bool> c => c[row],
            Column<int> c => c[row].ToString(),
            Column<long> c => c[row].ToString(),
            Column<float> c => Number(c[row]),
            Column<double> c => Number(c[row]),
            _ => ((StringColumn)column)[row],
        };
    }

    public static IEnumerable<object?> Of(Column column) => Enumerable.Range(0, column.Length).Select(row => Of(column, row));

    /// <summary>Fails with the first difference in schema, metadata, row count or any cell.</summary>
    public static void AssertSame(Table expected, Table actual)
    {
        Assert.Equal(expected.Schema, actual.Schema);
        Assert.Equal(expected.RowCount, actual.RowCount);
        Assert.Equal(expected.Metadata.ToArray(), actual.Metadata.ToArray());
        for (var i = 0; i < expected.Columns.Count; i++)
        {
            Assert.Equal(Of(expected.Columns[i]), Of(actual.Columns[i]));
        }
    }

    /// <summary>A cell as readers/compare.mjs writes it.</summary>
    public static object? OfReader(JsonNode? cell) => cell switch
    {
        null => null,
        JsonObject bytes when bytes["hex"] is { } hex => hex.GetValue<string>(),
        JsonObject number => number["float64"]!.GetValue<string>(),
        _ when cell.GetValueKind() == JsonValueKind.String => cell.GetValue<string>(),
        _ => cell.GetValue<bool>(),
    };

    /// <summary>Our cell in the notation of a reader's: what it shows as bytes may be text here.</summary>
    public static object? Like(JsonNode? reader, object? ours) =>
        reader is JsonObject bytes && bytes["hex"] is { } hex && ours is string text && Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)) == hex.GetValue<string>()
            ? hex.GetValue<string>()
            : ours;

    private static string Number(double value) => double.IsNaN(value) ? "NaN" : BitConverter.DoubleToUInt64Bits(value).ToString("x");
}
