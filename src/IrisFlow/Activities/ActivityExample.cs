using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>A step as an example: its parameters are those in the <c>example</c> of the class's documentation.</summary>
internal static class ActivityExample
{
    /// <summary>The step as a file has it; null where the parameters need an example and there is none.</summary>
    public static JsonObject? Of(ActivityDescriptor activity)
    {
        var with = With(Docs.Example(activity.Type));
        if (with is null && activity.Parameters.Any(p => p.Required))
        {
            return null;
        }

        var step = new JsonObject { ["uses"] = activity.Uses };
        var inputs = activity.Inputs.Where(p => p.Required).Select(p => KeyValuePair.Create(p.Name, (JsonNode?)$"STEP.{(p.Kind.Name == "table" ? "rows" : p.Kind.Name)}")).ToArray();
        if (inputs.Length > 0)
        {
            step["from"] = new JsonObject(inputs);
        }

        if (with is not null)
        {
            step["with"] = with;
        }

        return step;
    }

    private static JsonObject? With(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // Somebody's comment says an example in words: there is nothing to show as a step.
            return null;
        }
    }
}
