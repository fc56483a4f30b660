using System.Text.Json;

namespace IrisFlow.Server.Checkpoints;

/// <summary>A page of rows as one JSON document.</summary>
internal static class RowsJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="page">The rows.</param>
    /// <param name="whole">True to write long texts whole.</param>
    public static void Write(Utf8JsonWriter json, RowQuery query, RowPage page, bool whole)
    {
        var cut = new List<(int Row, int Column, int Characters)>();
        json.WriteStartObject();
        json.WriteNumber("offset", query.Offset);
        json.WriteNumber("total", page.Total);
        json.WriteStartArray("columns");
        foreach (var name in page.Rows.Schema.Names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        var columns = page.Rows.Columns.ToArray();
        for (var row = 0; row < page.Rows.RowCount; row++)
        {
            json.WriteStartArray();
            for (var column = 0; column < columns.Length; column++)
            {
                if (CellJson.Write(json, columns[column].ValueAt(row), whole) is { } characters)
                {
                    cut.Add((row, column, characters));
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("numbers");
        foreach (var number in page.Numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
        json.WriteStartArray("cut");
        foreach (var (row, column, characters) in cut)
        {
            json.WriteStartObject();
            json.WriteNumber("row", row);
            json.WriteNumber("column", column);
            json.WriteNumber("characters", characters);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
