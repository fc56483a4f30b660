using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>Rules on workflow parameters and the placeholders that stand for them.</summary>
internal static class ParameterRules
{
    /// <summary>The value of every workflow parameter: what the run gives, else the default.</summary>
    public static Dictionary<string, JsonNode?> Resolve(Workflow workflow, IReadOnlyDictionary<string, JsonNode?> given, Action<Finding> report)
    {
        foreach (var (name, _) in given.Where(g => workflow.Parameters.All(p => p.Name != g.Key)))
        {
            report(new("IF111", $"Workflow '{workflow.Name}' has no parameter '{name}'.")
            {
                Expected = NearMiss.OneOf(name, workflow.Parameters.Select(p => p.Name), "Its parameters are"),
            });
        }

        var values = new Dictionary<string, JsonNode?>();
        foreach (var parameter in workflow.Parameters)
        {
            var value = given.TryGetValue(parameter.Name, out var own) ? own : parameter.Default;
            if (value is null)
            {
                report(new("IF112", $"Parameter '{parameter.Name}' has no value.") { Pointer = JsonDocumentText.Pointer("/parameters", parameter.Name), Expected = $"Give one: --param {parameter.Name}={parameter.Type}." });
            }
            else if (!Fits(value, parameter.Type))
            {
                report(new("IF112", $"Parameter '{parameter.Name}' is {value.ToJsonString()}.") { Pointer = JsonDocumentText.Pointer("/parameters", parameter.Name), Expected = $"It should be of type {parameter.Type}." });
            }

            values[parameter.Name] = value;
        }

        return values;
    }

    /// <summary>The parameters of a step with every placeholder replaced.</summary>
    public static JsonObject Fill(Step step, IReadOnlyDictionary<string, JsonNode?> values, Action<Finding> report)
    {
        void Unknown(string name) => report(new("IF113", $"The placeholder ${{{name}}} stands for nothing.")
        {
            Step = step.Name,
            Expected = NearMiss.OneOf(name, values.Keys, "The workflow's parameters are"),
        });
        return (JsonObject)Fill(step.With, values, Unknown)!;
    }

    private static JsonNode? Fill(JsonNode? node, IReadOnlyDictionary<string, JsonNode?> values, Action<string> unknown) => node switch
    {
        // What a placeholder of no parameter stands for is unknown: leaving it null would be reported a second time, as missing.
        JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, Fill(m.Value, values, unknown) ?? m.Value?.DeepClone()))),
        JsonArray list => new JsonArray([.. list.Select(n => Fill(n, values, unknown))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is var text
            && text.Contains("${", StringComparison.Ordinal) => FillText(text, values, unknown),
        _ => node?.DeepClone(),
    };

    /// <summary>A text that is one placeholder takes the value's own type; inside a longer text the value is written out.</summary>
    private static JsonNode? FillText(string text, IReadOnlyDictionary<string, JsonNode?> values, Action<string> unknown)
    {
        // By hand: a regular expression would cost more to start than all the rest of a check.
        var filled = new StringBuilder();
        var at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is >= 0 and var open && text.IndexOf('}', open) is >= 0 and var close)
        {
            var name = text[(open + 2)..close];
            if (!values.TryGetValue(name, out var value))
            {
                unknown(name);
            }
            else if (open == 0 && close == text.Length - 1)
            {
                return value?.DeepClone();
            }

            filled.Append(text, at, open - at).Append(value is JsonValue v && v.GetValueKind() == JsonValueKind.String ? v.GetValue<string>() : value?.ToJsonString() ?? text[open..(close + 1)]);
            at = close + 1;
        }

        return JsonValue.Create(filled.Append(text, at, text.Length - at).ToString());
    }

    /// <summary>Whether a value is of a parameter's type.</summary>
    public static bool Fits(JsonNode value, string type) => (type, value.GetValueKind()) switch
    {
        ("integer", JsonValueKind.Number) => long.TryParse(value.ToJsonString(), out _),
        ("number", JsonValueKind.Number) or ("string", JsonValueKind.String) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        _ => false,
    };
}
