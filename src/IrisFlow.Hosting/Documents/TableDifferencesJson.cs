using System.Text.Json;
using IrisFlow.Engine.Comparison;

namespace IrisFlow.Hosting.Documents;

/// <summary>The differences of one output of two runs, row by row, as one JSON document; <c>src/docs/schemas/diff-data.schema.json</c> is its contract.</summary>
public static class TableDifferencesJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, string address, RunRecord first, RunRecord second, TableDifferences found)
    {
        json.WriteStartObject();
        DiffJson.Run(json, "first", first);
        DiffJson.Run(json, "second", second);
        json.WriteString("address", address);
        json.WriteBoolean("equal", found.AreEqual);
        Texts(json, "key", found.Key);
        json.WriteStartObject("rows");
        json.WriteNumber("before", found.RowsBefore);
        json.WriteNumber("after", found.RowsAfter);
        json.WriteNumber("added", found.Added);
        json.WriteNumber("removed", found.Removed);
        json.WriteNumber("changed", found.Changed);
        json.WriteEndObject();
        DiffJson.Schema(json, found.Schema);
        Texts(json, "metadata", found.Metadata);
        json.WriteStartArray("columns");
        foreach (var column in found.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Column);
            json.WriteNumber("changed", column.Changed);
            json.WriteNumber("becameNull", column.BecameNull);
            json.WriteNumber("wasNull", column.WasNull);
            DiffJson.Number(json, "maxAbs", column.MaxAbs);
            DiffJson.Number(json, "meanAbs", column.MeanAbs);
            DiffJson.Number(json, "rms", column.Rms);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("examples");
        foreach (var row in found.Examples)
        {
            json.WriteStartObject();
            json.WriteString("change", Names.Of(row.Presence));
            json.WriteStartArray("key");
            row.Key.ToList().ForEach(v => TableJson.Value(json, v));
            json.WriteEndArray();
            json.WriteStartArray("cells");
            foreach (var cell in row.Cells)
            {
                json.WriteStartObject();
                json.WriteString("column", cell.Column);
                json.WritePropertyName("before");
                TableJson.Value(json, cell.Before);
                json.WritePropertyName("after");
                TableJson.Value(json, cell.After);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        texts.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }
}
