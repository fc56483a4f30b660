using System.Text.Json;

namespace IrisFlow.Hosting.Documents;

/// <summary>Figures as an object: <c>{ "evaluate.accuracy": 0.95 }</c>.</summary>
public static class FiguresJson
{
    /// <summary>Writes the object under a name.</summary>
    public static void Write(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, double>> figures)
    {
        json.WriteStartObject(name);
        foreach (var (figure, value) in figures)
        {
            DiffJson.Number(json, figure, value);
        }

        json.WriteEndObject();
    }
}
