using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>From typed parameter values to JSON, as a workflow file and a checkpoint write them.</summary>
public static class ValueWriter
{
    /// <summary>A value as JSON. Injected kinds become objects with their <c>kind</c> first.</summary>
    /// <param name="value">A parameter value.</param>
    /// <param name="omitDefaults">Leaves out the parameters of kinds that have their default value.</param>
    public static JsonNode? ToJson(object? value, bool omitDefaults = false) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        Enum name => name.ToString() is var word && bool.TryParse(word, out var flag) ? JsonValue.Create(flag) : JsonValue.Create(JsonNamingPolicy.KebabCaseLower.ConvertName(word)),
        IReadOnlyDictionary<string, string> map => new JsonObject(map.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, (JsonNode?)JsonValue.Create(m.Value)))),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(v => ToJson(v, omitDefaults))]),
        _ => FromKind(value, omitDefaults),
    };

    /// <summary>True when two parameter values are the same in content.</summary>
    public static bool Same(object? a, object? b) => Equals(a, b) || JsonNode.DeepEquals(ToJson(a), ToJson(b));

    private static JsonObject FromKind(object value, bool omitDefaults)
    {
        var type = value.GetType();
        var kind = type.GetCustomAttribute<KindAttribute>()
            ?? throw new InvalidOperationException($"{type.FullName} has no [Kind(\"its-name\")], so it can't be written to a file.");
        var json = new JsonObject { ["kind"] = kind.Name };
        foreach (var parameter in ParameterDescriptor.Of(type))
        {
            var current = parameter.Property.GetValue(value);
            if (current is not null && !(omitDefaults && !parameter.Required && Same(current, parameter.Default)))
            {
                json[parameter.Name] = ToJson(current, omitDefaults);
            }
        }

        return json;
    }
}
