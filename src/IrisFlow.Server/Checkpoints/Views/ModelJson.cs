using System.Text.Json;

namespace IrisFlow.Server.Checkpoints.Views;

/// <summary>A model as one JSON document: what it was trained with, what it learned, and what happens to rows before it sees them.</summary>
internal static class ModelJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, Model model)
    {
        json.WriteStartObject();
        json.WriteString("kind", "model");
        json.WritePropertyName("trainer");
        ValueWriter.ToJson(model.Trainer)!.WriteTo(json);
        json.WriteString("target", model.Target);
        json.WriteString("targetType", model.TargetType.Name());
        Texts(json, "classes", model.Predictor.Classes);
        Texts(json, "features", model.Predictor.Features);
        json.WriteStartArray("preparation");
        foreach (var transform in model.Preparation)
        {
            ValueWriter.ToJson(transform)!.WriteTo(json);
        }

        json.WriteEndArray();
        if (model.Predictor.Figures is { } figures)
        {
            json.WriteString("meaning", figures.Meaning);
            json.WriteStartArray(figures.Name);
            foreach (var figure in figures.Values)
            {
                json.WriteStartObject();
                json.WriteString("class", figure.Class);
                json.WriteString("feature", figure.Feature);
                json.WritePropertyName("value");
                CellJson.Write(json, figure.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
