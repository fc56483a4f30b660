using System.Text.Json;

namespace IrisFlow.Hosting.Documents;

/// <summary>The first rows of a checkpoint as one JSON document.</summary>
public static class TableJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, string run, string step, OutputRecord output, Table table, Table first, int rows, string? file = null)
    {
        json.WriteStartObject();
        json.WriteString("run", run);
        json.WriteString("step", step);
        json.WriteString("port", output.Port);
        json.WriteString("kind", output.Kind);
        json.WriteString("digest", output.Digest.Hex);
        json.WriteNumber("rowCount", table.RowCount);
        if (file is not null)
        {
            json.WriteString("file", Path.GetFullPath(file));
        }

        SchemaJson.Write(json, table.Schema);
        json.WriteStartArray("rows");
        for (var row = 0; row < Math.Min(rows, first.RowCount); row++)
        {
            json.WriteStartArray();
            foreach (var column in first.Columns)
            {
                Value(json, column.ValueAt(row));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The value of a cell: null, a flag, a number, or a text where JSON has no word for it.</summary>
    public static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Cells.Text(value));
                break;
        }
    }
}
