using System.Text.Json;

namespace IrisFlow.Server.Checkpoints.Views;

/// <summary>Receiver operating characteristic and precision over recall, known by the columns that <c>model.evaluate</c> gives them.</summary>
internal static class CurvesJson
{
    private static readonly string[] Names = ["class", "threshold", "truePositiveRate", "falsePositiveRate", "precision"];

    /// <summary>Whether a table of these columns holds curves.</summary>
    public static bool Fits(Schema schema) =>
        schema.Names.SequenceEqual(Names) && schema[0].Type == ColumnType.String && schema.Skip(1).All(f => f.Type == ColumnType.Float64);

    /// <summary>Writes the document: for each class a list of points, from the highest threshold down.</summary>
    public static void Write(Utf8JsonWriter json, Table table)
    {
        json.WriteStartObject();
        json.WriteString("kind", "report");
        Curves(json, table, "roc", "falsePositiveRate", "truePositiveRate");
        Curves(json, table, "precisionRecall", "truePositiveRate", "precision");
        json.WriteEndObject();
    }

    private static void Curves(Utf8JsonWriter json, Table table, string name, string across, string up)
    {
        var classes = table.Strings("class");
        json.WriteStartArray(name);
        for (var row = 0; row < table.RowCount;)
        {
            var first = row;
            json.WriteStartObject();
            json.WriteString("class", classes[first]);
            json.WriteStartArray("points");
            for (; row < table.RowCount && classes[row] == classes[first]; row++)
            {
                if (table[across].IsNull(row) || table[up].IsNull(row))
                {
                    continue;
                }

                json.WriteStartObject();
                json.WritePropertyName("threshold");
                CellJson.Write(json, table["threshold"].ValueAt(row));
                json.WritePropertyName(name == "precisionRecall" ? "recall" : across);
                CellJson.Write(json, table[across].ValueAt(row));
                json.WritePropertyName(up);
                CellJson.Write(json, table[up].ValueAt(row));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
