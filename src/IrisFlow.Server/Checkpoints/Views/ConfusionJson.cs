using System.Text.Json;

namespace IrisFlow.Server.Checkpoints.Views;

/// <summary>A confusion matrix, known by its columns: <c>actual</c>, then <c>predicted_CLASS</c> for each class.</summary>
internal static class ConfusionJson
{
    private const string Actual = "actual";
    private const string Predicted = "predicted_";

    /// <summary>Whether a table of these columns is one.</summary>
    public static bool Fits(Schema schema) =>
        schema.Count > 1 && schema[0] is { Name: Actual, Type: ColumnType.String } && schema.Skip(1).All(f => f.Type == ColumnType.Int64 && f.Name.StartsWith(Predicted, StringComparison.Ordinal));

    /// <summary>Writes the document: classes as rows and columns, and a list of counts for each actual class.</summary>
    public static void Write(Utf8JsonWriter json, Table table)
    {
        json.WriteStartObject();
        json.WriteString("kind", "report");
        json.WriteStartObject("confusion");
        var actual = table.Strings(Actual);
        json.WriteStartArray("actual");
        for (var row = 0; row < table.RowCount; row++)
        {
            json.WriteStringValue(actual[row]);
        }

        json.WriteEndArray();
        json.WriteStartArray("predicted");
        foreach (var name in table.Schema.Names.Skip(1))
        {
            json.WriteStringValue(name[Predicted.Length..]);
        }

        json.WriteEndArray();
        json.WriteStartArray("counts");
        for (var row = 0; row < table.RowCount; row++)
        {
            json.WriteStartArray();
            foreach (var column in table.Columns.Skip(1))
            {
                CellJson.Write(json, column.ValueAt(row));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
