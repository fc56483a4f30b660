using System.Text.Json;

namespace IrisFlow.Server.Checkpoints.Statistics;

/// <summary>The statistics of a column as one JSON object.</summary>
internal static class StatisticsJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, ColumnStatistics column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("type", column.Type.Name());
        json.WriteNumber("nulls", column.Nulls);
        if (column.NotNumbers > 0)
        {
            json.WriteNumber("nan", column.NotNumbers);
        }

        if (column.Distinct is { } distinct)
        {
            json.WriteNumber("distinct", distinct);
        }

        json.WritePropertyName("min");
        CellJson.Write(json, column.Min, whole: false);
        json.WritePropertyName("max");
        CellJson.Write(json, column.Max, whole: false);
        if (column.Mean is { } mean && double.IsFinite(mean))
        {
            json.WriteNumber("mean", mean);
        }

        if (column.Histogram is { } histogram)
        {
            json.WriteStartObject("histogram");
            json.WriteStartArray("edges");
            foreach (var edge in histogram.Edges)
            {
                CellJson.Write(json, edge);
            }

            json.WriteEndArray();
            json.WriteStartArray("counts");
            foreach (var count in histogram.Counts)
            {
                json.WriteNumberValue(count);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (column.Top is { } top)
        {
            json.WriteStartArray("top");
            foreach (var (value, count) in top)
            {
                json.WriteStartObject();
                json.WritePropertyName("value");
                CellJson.Write(json, value, whole: false);
                json.WriteNumber("count", count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteNumber("rows", column.Rows);
        json.WriteBoolean("exact", column.Exact);
        json.WriteEndObject();
    }
}
